import { EMPTY_OVERLAY } from '@miji/core';
import type { Page } from 'playwright-core';
import { approveLoan, enterOriginal, idempotencyKey, openStore } from './custody.ts';
import { personId, registerItem } from './items.ts';
import type { Part } from './people.ts';
import type { Coming, Stage, Visitor } from './stage.ts';

/** A page of the console, seen by somebody to whom it shows something. */
export interface Place {
  readonly name: string;
  readonly part: Part | null;
  readonly path: string;
}

/** A title as long as it may be, without a place to break. */
const LONG_TITLE = `${'Unbreakable'.repeat(9)}${'超长标题不留空隙'.repeat(12)}`.slice(0, 200);
const LONG_WORD = 'x'.repeat(300);

/** A class of the group for the customers in the companies' own systems. */
const declareCustomers = async (stage: Stage): Promise<void> => {
  const { miji: headOffice } = await stage.as('headOfficeOfficer');
  await headOffice.recordClasses.declare({
    base: null,
    declared: {
      code: 'customer',
      name: '客户',
      regimes: ['customer'],
      level: { kind: 'by_grade', byGrade: { ordinary: 'confidential', important: 'secret', decisive: 'top_secret' } },
      range: { accountManager: true, department: 'members' },
      fields: [
        { name: 'full_name', kind: 'name', pfi: 'C2', alwaysMasked: false },
        { name: 'mobile', kind: 'mobile', pfi: 'C2', alwaysMasked: false },
        { name: 'password', kind: 'text', pfi: 'C3', alwaysMasked: false },
      ],
      combinations: [{ fields: ['full_name', 'mobile'], becomes: 'C3' }],
      batchLimit: 100,
      unmaskers: ['account_manager'],
      unmaskReasons: [],
    },
  });
};

/** A company's draft that is looser than the group's rules, and a draft of the group's that waits to be published. */
const draftRules = async (stage: Stage): Promise<{ readonly own: string; readonly group: string }> => {
  const { miji: officer } = await stage.as('securityOfficer');
  const own = (await officer.rules.startDraft({ scope: 'HYYH' })).summary;
  await officer.rules.saveDraft({
    draft: own.number,
    revision: own.revision,
    content: { kind: 'overlay', overlay: { ...EMPTY_OVERLAY, limits: { maxCopies: 3, grantExpiresAfter: 'P30D' } } },
  });
  const { miji: headOffice } = await stage.as('headOfficeOfficer');
  const group = await headOffice.rules.startDraft({ scope: null });
  if (group.content.kind !== 'group') throw new Error('The draft of the group is not of the group');
  const { document } = group.content;
  const { number: draft } = group.summary;
  const { summary } = await headOffice.rules.saveDraft({
    draft,
    revision: group.summary.revision,
    content: { kind: 'group', document: { ...document, limits: { ...document.limits, maxCopies: 7 } } },
  });
  await headOffice.rules.proposeDraft({ draft, revision: summary.revision, note: LONG_WORD });
  return { own: own.number, group: draft };
};

/** A copy that waits to be counted, and one that was counted and is lost. */
const handedOut = async (stage: Stage, grant: string): Promise<{ readonly waiting: string; readonly lost: string }> => {
  const { miji } = await stage.as('reader');
  const { copy: lost } = await miji.grants.use({ grant });
  const [movement] = (await miji.copies.get({ id: lost.id })).movements;
  if (movement === undefined) throw new Error(`${lost.id} was handed to nobody`);
  await miji.movements.confirm({ movement: movement.id, pages: movement.given.pages ?? 1, condition: LONG_WORD });
  const { now } = await miji.clock.read();
  await miji.copies.lose({ copy: lost.id, noticedAt: now, circumstances: LONG_WORD });
  const { copy: waiting } = await miji.grants.use({ grant });
  return { waiting: waiting.id, lost: lost.id };
};

/** A store with two originals in it: one waits to be handed out, one is lent; and stock that is being taken. */
const fillStore = async (stage: Stage): Promise<{ readonly loan: string; readonly stocktaking: string }> => {
  const { miji: keeper } = await stage.as('custodian');
  const storeId = await openStore(stage);
  const waiting = await enterOriginal(stage, storeId, LONG_TITLE);
  await approveLoan(stage, waiting.item, LONG_WORD);
  const lent = await enterOriginal(stage, storeId, LONG_TITLE);
  const { number: stocktaking } = await keeper.stocktakings.begin({ storeId });
  // Nobody counts what he alone keeps.
  const { miji: officer } = await stage.as('securityOfficer');
  await officer.stocktakings.count({ number: stocktaking, labels: [waiting.copy, LONG_WORD] });
  const { loan } = await keeper.loans.handOut({
    grant: await approveLoan(stage, lent.item, LONG_WORD),
    copy: lent.copy,
    storeId,
    pages: 12,
    condition: LONG_WORD,
    idempotencyKey: idempotencyKey(),
  });
  return { loan: loan.number, stocktaking };
};

/** One item with everything that makes a page full, and long words wherever somebody may type them. */
export const furnish = async (stage: Stage): Promise<readonly Place[]> => {
  const text = [
    '# 提纲',
    '',
    ...Array.from({ length: 30 }, (_, line) => `第${line}段 ${line === 3 ? LONG_WORD : '正文'}`),
  ].join('\n');
  const item = await registerItem(stage, { title: LONG_TITLE, basis: LONG_WORD, levelReason: LONG_WORD, text });
  const { miji: reader } = await stage.as('reader');
  const { miji: manager } = await stage.as('bankManager');
  const recipients = [{ personId: await personId(stage, '张明远'), copies: 2 }];
  const ask = async (purpose: string): Promise<string> =>
    (await reader.requests.file({ item, particulars: { operation: 'copy' }, terms: { recipients }, purpose })).number;
  const done = await ask('领取后归档');
  await manager.requests.decide({ number: done, decision: 'approve' });
  const copies = await handedOut(stage, `${done}-G`);
  const refused = await ask('重复申请');
  await manager.requests.decide({ number: refused, decision: 'refuse', reason: LONG_WORD });
  const waiting = await ask(`评审会 ${LONG_WORD}`);
  const asked = await ask('用于季度评审');
  await manager.requests.decide({ number: asked, decision: 'ask_back', question: LONG_WORD });
  await declareCustomers(stage);
  const drafts = await draftRules(stage);
  const { loan, stocktaking } = await fillStore(stage);
  return [
    { name: 'sign-in', part: null, path: '/sign-in' },
    { name: 'desk of a reader', part: 'reader', path: '/' },
    { name: 'desk of a manager', part: 'bankManager', path: '/' },
    { name: 'items', part: 'reader', path: '/items' },
    { name: 'register', part: 'drafter', path: '/items/new' },
    { name: 'item', part: 'reader', path: `/items/${item}` },
    { name: 'read', part: 'reader', path: `/items/${item}/read` },
    { name: 'read page by page', part: 'reader', path: `/items/${item}/read?view=pages&page=2` },
    { name: 'request form', part: 'reader', path: `/items/${item}/request?operation=excerpt&from=3&to=5` },
    ...(['print', 'export', 'loan', 'carry_out', 'provide', 'destroy'] as const).map(
      (operation): Place => ({
        name: `request form, ${operation}`,
        part: 'reader',
        path: `/items/${item}/request?operation=${operation}`,
      }),
    ),
    { name: 'requests', part: 'reader', path: '/requests?box=mine' },
    { name: 'own grants', part: 'reader', path: '/grants' },
    { name: 'grants that one has given', part: 'bankManager', path: '/grants?box=given_by_me' },
    { name: 'notices', part: 'bankManager', path: '/notices' },
    { name: 'settings of notices', part: 'bankManager', path: '/notices/settings' },
    { name: 'security of the account', part: 'bankManager', path: '/account' },
    { name: 'robots', part: 'bankAdministrator', path: '/system?tab=robots' },
    { name: 'dead letters', part: 'bankAdministrator', path: '/system?tab=dead_letters' },
    { name: 'keys', part: 'bankAdministrator', path: '/system?tab=keys' },
    { name: 'service keys', part: 'bankAdministrator', path: '/developers' },
    { name: 'calls of services', part: 'securityOfficer', path: '/developers?tab=calls&span=week' },
    { name: 'trying a decision', part: 'auditor', path: '/developers?tab=try' },
    { name: 'holds', part: 'securityOfficer', path: '/holds?all=1' },
    { name: 'record classes', part: 'securityOfficer', path: '/record-classes' },
    { name: 'own request', part: 'reader', path: `/requests/${done}` },
    { name: 'refused request', part: 'reader', path: `/requests/${refused}` },
    { name: 'decision', part: 'bankManager', path: `/requests/${waiting}` },
    { name: 'what waits', part: 'bankManager', path: '/requests?box=to_decide' },
    { name: 'request asked back', part: 'bankManager', path: `/requests/${asked}` },
    { name: 'answer to a question', part: 'reader', path: `/requests/${asked}` },
    { name: 'delegations', part: 'bankManager', path: '/delegations' },
    { name: 'copies', part: 'reader', path: '/copies' },
    { name: 'copies of an item', part: 'securityOfficer', path: `/copies?item=${item}` },
    { name: 'copy that waits', part: 'reader', path: `/copies/${copies.waiting}` },
    { name: 'copy that is lost', part: 'securityOfficer', path: `/copies/${copies.lost}` },
    { name: 'what waits to be counted', part: 'reader', path: '/movements' },
    { name: 'everything handed over', part: 'auditor', path: '/movements?box=all' },
    { name: 'changes told', part: 'reader', path: '/tidings' },
    { name: 'changes of an item', part: 'securityOfficer', path: `/tidings?item=${item}` },
    { name: 'what has to be looked into', part: 'securityOfficer', path: '/incidents' },
    { name: 'custody desk', part: 'custodian', path: '/custody' },
    { name: 'stores', part: 'securityOfficer', path: '/custody/stores?closed=1' },
    { name: 'stocktakings', part: 'custodian', path: '/custody/stocktaking' },
    { name: 'stocktaking that another counts', part: 'custodian', path: `/custody/stocktaking/${stocktaking}` },
    { name: 'stocktaking', part: 'auditor', path: `/custody/stocktaking/${stocktaking}` },
    { name: 'loans', part: 'custodian', path: '/loans' },
    { name: 'loan', part: 'custodian', path: `/loans/${loan}` },
    { name: 'handovers', part: 'reader', path: '/handovers' },
    { name: 'register of requests', part: 'auditor', path: '/register' },
    { name: 'figures about approvals', part: 'auditor', path: '/register/figures' },
    { name: 'trace', part: 'auditor', path: '/trace' },
    { name: 'whose copy a picture shows', part: 'auditor', path: '/whose-copy' },
    { name: 'rules', part: 'reader', path: '/rules' },
    { name: 'rule versions', part: 'reader', path: '/rules/versions' },
    { name: 'rules of an office', part: 'securityOfficer', path: '/rules' },
    { name: 'rule drafts', part: 'securityOfficer', path: '/rules/drafts' },
    ...(
      [
        'approvers',
        'catalogue',
        'ranges',
        'periods',
        'marks',
        'limits',
        'calendar',
        'rules',
        'changes',
        'lint',
      ] as const
    ).map(
      (tab): Place => ({
        name: `rule draft, ${tab}`,
        part: 'securityOfficer',
        path: `/rules/drafts/${drafts.own}?part=${tab}`,
      }),
    ),
    {
      name: 'a cell of a rule draft',
      part: 'securityOfficer',
      path: `/rules/drafts/${drafts.own}?entry=group+copy+secret`,
    },
    { name: 'publication of rules', part: 'headOfficeDeputy', path: `/rules/drafts/${drafts.group}` },
    { name: 'coverage', part: 'headOfficeDeputy', path: '/rules/coverage?regime=customer_file' },
    { name: 'not found', part: 'reader', path: '/items/HYYH-2026-999999' },
  ];
};

/** Waits until a page has what it shows. */
const settled = async (page: Page): Promise<void> => {
  const head = page
    .getByRole('heading', { level: 1 })
    .or(page.getByRole('link', { name: /回到工作台|Back to the desk/ }));
  await head.first().waitFor({ state: 'attached' });
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
};

/** Opens the places one after the other, each as whoever it is for; the same browser serves all places of one person. */
export const visit = async <Heard>(
  stage: Stage,
  places: readonly Place[],
  coming: Coming,
  listen: (page: Page) => Heard,
  look: (place: Place, visitor: Visitor, heard: Heard) => Promise<void>,
): Promise<void> => {
  const visitors = new Map<Part | null, { readonly visitor: Visitor; readonly heard: Heard }>();
  const enter = async (part: Part | null) => {
    const visitor = await stage.enter(part, coming);
    const entered = { visitor, heard: listen(visitor.page) };
    visitors.set(part, entered);
    return entered;
  };
  for (const place of places) {
    const { visitor, heard } = visitors.get(place.part) ?? (await enter(place.part));
    await visitor.open(place.path);
    await settled(visitor.page);
    await look(place, visitor, heard);
  }
};
