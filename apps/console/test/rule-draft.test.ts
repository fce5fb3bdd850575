import type { RuleContent, RuleDraft } from '@miji/contract';
import { approver } from '@miji/contract';
import type { Approver, ApproverCell, Office, RuleDocument } from '@miji/core';
import {
  allOf,
  anyOf,
  cellKey,
  EMPTY_OVERLAY,
  HEADQUARTERS_EXECUTIVE,
  isJoint,
  NOBODY,
  OWNER_GENERAL_MANAGER,
  REGULATIONS,
} from '@miji/core';
import { describe, expect, test } from 'vitest';
import { changesBetween, changesOfDraft } from '../src/features/rules/model/changes.ts';
import {
  documentOf,
  dropCell,
  dropEntry,
  dropLimit,
  overlaid,
  publishedFor,
  putCell,
  putEntry,
  setLimits,
  setMarks,
} from '../src/features/rules/model/content.ts';
import { DraftStore } from '../src/features/rules/model/draft-store.ts';
import { findingsOf } from '../src/features/rules/model/findings.ts';
import {
  addGroup,
  addOffice,
  changeAt,
  countPeople,
  joinAs,
  movePart,
  officeKindOf,
  officeOf,
} from '../src/features/rules/model/formula-edit.ts';

const { version: _, ...PUBLISHED } = REGULATIONS;
const GROUP: RuleContent = { kind: 'group', document: PUBLISHED };
const OWN: RuleContent = { kind: 'overlay', overlay: EMPTY_OVERLAY };

const cell = (approver: Approver, rest: Partial<ApproverCell> = {}): ApproverCell => ({
  regime: 'group',
  operation: 'copy',
  level: 'secret',
  approver,
  necessityRequired: false,
  article: 'BM-01',
  ...rest,
});
const COPY_SECRET = cellKey(cell(NOBODY));

const approverOf = ({ approvers }: RuleDocument, key: string): Approver | undefined =>
  approvers.find((one) => cellKey(one) === key)?.approver;

describe('a draft of the group', () => {
  test('changes one cell and leaves every other as it was', () => {
    const changed = putCell(cell(NOBODY))(GROUP);
    const document = documentOf(changed, PUBLISHED);
    expect(approverOf(document, COPY_SECRET)).toEqual(NOBODY);
    expect(document.approvers).toHaveLength(PUBLISHED.approvers.length);
    expect(changesOfDraft(changed, null, PUBLISHED).map(({ part, key }) => `${part} ${key}`)).toEqual([
      `approvers ${COPY_SECRET}`,
    ]);
    expect(changesOfDraft(GROUP, null, PUBLISHED)).toEqual([]);
  });

  test('takes a cell away: it is not set then', () => {
    expect(approverOf(documentOf(dropCell(COPY_SECRET)(GROUP), PUBLISHED), COPY_SECRET)).toBeUndefined();
  });

  test('finds what the linter finds, beside the entry that it is about', () => {
    const forbidden = putCell(cell(NOBODY, { level: 'confidential' }))(GROUP);
    expect(findingsOf(GROUP, null, PUBLISHED).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(findingsOf(forbidden, null, PUBLISHED)).toContainEqual(
      expect.objectContaining({ severity: 'error', part: 'approvers', key: COPY_SECRET }),
    );
  });

  test('says so where it would make a company’s published rules looser than the group’s', () => {
    const own = { ...EMPTY_OVERLAY, approvers: [cell(OWNER_GENERAL_MANAGER)] };
    const published: RuleDocument = { ...PUBLISHED, overlays: { HYYH: own } };
    const stricter = putCell(cell(allOf(OWNER_GENERAL_MANAGER, HEADQUARTERS_EXECUTIVE)))(GROUP);
    expect(findingsOf(stricter, null, published)).toContainEqual(
      expect.objectContaining({ part: 'overlays', key: 'HYYH', loosened: true }),
    );
  });
});

describe('a draft of a company', () => {
  test('says only what is its own, and stands on the group’s rules', () => {
    const own = putCell(cell(NOBODY))(OWN);
    expect(own).toEqual({ kind: 'overlay', overlay: { ...EMPTY_OVERLAY, approvers: [cell(NOBODY)] } });
    expect(approverOf(documentOf(own, PUBLISHED), COPY_SECRET)).toEqual(NOBODY);
    expect(dropCell(COPY_SECRET)(own)).toEqual(OWN);
  });

  test('keeps of an entry of the catalogue its level alone, and gives a limit back', () => {
    const entry = PUBLISHED.catalogue.find(({ code }) => code === 'GS-08.3');
    if (entry === undefined) throw new Error('the catalogue has no GS-08.3');
    const own = setLimits({ maxCopies: 2 })(putEntry({ ...entry, defaultLevel: 'secret', zh: '别的' })(OWN));
    const document = documentOf(own, PUBLISHED);
    expect(document.catalogue.find(({ code }) => code === 'GS-08.3')).toEqual({ ...entry, defaultLevel: 'secret' });
    expect(document.limits.maxCopies).toBe(2);
    expect(dropEntry('GS-08.3')(dropLimit('maxCopies')(own))).toEqual(OWN);
  });

  test('cannot change what the group says for everybody', () => {
    expect(setMarks({ ...PUBLISHED.marks, kind: '密' })(OWN)).toBe(OWN);
  });

  test('is told of every entry that is looser than the group’s, each with its own counterexample', () => {
    const looser = anyOf(OWNER_GENERAL_MANAGER, { kind: 'responsible_manager' as const });
    const own = setLimits({ maxCopies: 19, grantExpiresAfter: 'P30D' })(
      putCell(cell(looser, { operation: 'excerpt' }))(putCell(cell(looser))(OWN)),
    );
    const found = findingsOf(own, 'HYYH', PUBLISHED).filter(({ loosened }) => loosened);
    expect(found.map(({ part, key }) => `${part} ${key}`)).toEqual([
      `approvers ${COPY_SECRET}`,
      'approvers group excerpt secret',
      'limits grantExpiresAfter',
    ]);
    expect(found[0]?.zh).toContain('主管人员同意，原不许可，按新规则许可');
  });

  test('may tell applicants apart: each rule stands beside that for everybody, and is given back by itself', () => {
    const stricter = allOf(OWNER_GENERAL_MANAGER, { kind: 'responsible_manager' } as const);
    const outsider = cell(stricter, { applicant: 'outsider' });
    const changed = putCell(outsider)(OWN);
    const document = documentOf(changed, PUBLISHED);
    expect(approverOf(document, `${COPY_SECRET} outsider`)).toEqual(stricter);
    expect(approverOf(document, COPY_SECRET)).toEqual(OWNER_GENERAL_MANAGER);
    expect(changesOfDraft(changed, 'HYYH', PUBLISHED).map(({ key }) => key)).toEqual([`${COPY_SECRET} outsider`]);
    expect(findingsOf(changed, 'HYYH', PUBLISHED)).toEqual([]);
    expect(documentOf(dropCell(`${COPY_SECRET} outsider`)(changed), PUBLISHED)).toEqual(documentOf(OWN, PUBLISHED));
  });

  test('is told which of its rules is looser where it tells applicants apart, and not where one makes up for another', () => {
    const anyone = cell({ kind: 'responsible_manager' });
    const loose = putCell({ ...anyone, applicant: 'outsider' })(OWN);
    const found = findingsOf(loose, 'HYYH', PUBLISHED).filter(({ severity }) => severity === 'error');
    expect(found.map(({ key, loosened }) => [key, loosened])).toEqual([[`${COPY_SECRET} outsider`, true]]);
    expect(found[0]?.zh).toContain('（外单位人员申请）');
    // For everybody it would be looser; but each kind of applicant has a stricter rule of his own.
    const apart = (['insider', 'group', 'outsider'] as const).map((applicant) => cell(NOBODY, { applicant }));
    const covered = apart.reduce<RuleContent>((content, one) => putCell(one)(content), putCell(anyone)(OWN));
    expect(findingsOf(covered, 'HYYH', PUBLISHED).filter(({ loosened }) => loosened)).toEqual([]);
  });

  test('is compared with what holds there now, not with the group’s rules', () => {
    const published: RuleDocument = {
      ...PUBLISHED,
      overlays: { HYYH: { ...EMPTY_OVERLAY, approvers: [cell(NOBODY)] } },
    };
    const same: RuleContent = { kind: 'overlay', overlay: published.overlays['HYYH'] ?? EMPTY_OVERLAY };
    expect(changesOfDraft(same, 'HYYH', published)).toEqual([]);
    expect(changesOfDraft(OWN, 'HYYH', published).map(({ key }) => key)).toEqual([COPY_SECRET]);
    expect(publishedFor('HYYH', published)).toEqual(overlaid(published, published.overlays['HYYH'] ?? EMPTY_OVERLAY));
  });
});

test('two versions differ in what the group says and in what each company says', () => {
  const after: RuleDocument = {
    ...PUBLISHED,
    limits: { ...PUBLISHED.limits, maxCopies: 5 },
    overlays: { HYYH: { ...EMPTY_OVERLAY, approvers: [cell(NOBODY)] } },
  };
  expect(changesBetween(PUBLISHED, after).map(({ company, part, key }) => [company, part, key])).toEqual([
    [null, 'limits', 'maxCopies'],
    ['HYYH', 'approvers', COPY_SECRET],
  ]);
});

describe('who has to agree is put together', () => {
  test('by adding somebody, and by adding a group that is joined otherwise', () => {
    const two = addOffice({ kind: 'responsible_manager' });
    expect(two).toEqual({ kind: 'any_of', of: [{ kind: 'responsible_manager' }, OWNER_GENERAL_MANAGER] });
    const nested = addGroup(two);
    expect(nested).toMatchObject({ kind: 'any_of', of: [{}, {}, { kind: 'all_of' }] });
  });

  test('a group of one is that one, and the last one stays', () => {
    const two = addOffice(OWNER_GENERAL_MANAGER);
    expect(changeAt(two, [0], () => null)).toEqual(OWNER_GENERAL_MANAGER);
    expect(changeAt(OWNER_GENERAL_MANAGER, [], () => null)).toBeNull();
  });

  test('deep inside, and in another order', () => {
    const ordered = {
      kind: 'in_order' as const,
      of: [{ kind: 'responsible_manager' as const }, OWNER_GENERAL_MANAGER],
    };
    expect(movePart(ordered, 1, -1)).toEqual({ ...ordered, of: [...ordered.of].reverse() });
    const outer: Approver = { kind: 'all_of', of: [HEADQUARTERS_EXECUTIVE, ordered] };
    expect(changeAt(outer, [1, 0], () => NOBODY)).toEqual({
      kind: 'all_of',
      of: [HEADQUARTERS_EXECUTIVE, { ...ordered, of: [NOBODY, OWNER_GENERAL_MANAGER] }],
    });
  });

  test('as a quorum of people, which has no groups within and may be of one office', () => {
    const [one, other] = [OWNER_GENERAL_MANAGER, { kind: 'responsible_manager' } as const];
    const nested = { kind: 'any_of', of: [one, { kind: 'all_of', of: [other, one] }] } as const;
    const quorum = joinAs(nested, 'at_least');
    expect(quorum).toEqual({ kind: 'at_least', count: 2, of: [one, other, one] });
    if (!isJoint<Office>(quorum)) throw new TypeError('a quorum joins offices');
    expect(countPeople(quorum, 3)).toMatchObject({ count: 3 });
    // Fewer than two are no quorum, and more than there can be offices for nobody reads.
    expect([countPeople(quorum, 1), countPeople(quorum, 99)]).toMatchObject([{ count: 2 }, { count: 12 }]);
    const fewer = changeAt(changeAt(quorum, [2], () => null) ?? quorum, [0], () => null);
    expect(fewer).toEqual({ kind: 'at_least', count: 2, of: [other] });
    expect(addOffice(fewer ?? quorum)).toMatchObject({ kind: 'at_least', of: [other, one] });
    expect(joinAs(quorum, 'in_order')).toEqual({ kind: 'in_order', of: [one, other, one] });
    expect(approver.safeParse(quorum).success).toBe(true);
  });

  test('every kind of office can be picked and is recognised again', () => {
    for (const kind of ['owner', 'headquarters', 'requester', 'owner_in_charge', 'headquarters_in_charge'] as const)
      expect(officeKindOf(officeOf(kind, 'project_manager'))).toBe(kind);
  });
});

describe('what is typed', () => {
  const draft = (revision: number, content: RuleContent): RuleDraft => ({
    summary: {
      number: 'HYJT-GZ-2026-000001',
      scope: null,
      company: { id: '00000000-0000-4000-8000-000000000001', code: 'HYJT', name: '宏远集团', kind: 'headquarters' },
      state: 'draft',
      revision,
      baseVersion: 1,
      note: '',
      draftedBy: { id: '00000000-0000-4000-8000-000000000002', name: '何静' },
      authors: [],
      draftedAt: '2026-11-21T02:05:00.000Z',
      changedAt: '2026-11-21T02:05:00.000Z',
      proposedBy: null,
      proposedAt: null,
      returnedBecause: null,
      publishedVersion: null,
    },
    content,
    findings: [],
    newestVersion: 1,
    overtaken: false,
    may: ['save'],
  });

  test('is kept once, with the revision that was seen, and what is typed meanwhile is kept after it', async () => {
    const sent: number[] = [];
    const store = new DraftStore(draft(1, GROUP), {
      isConflict: () => false,
      save: async ({ summary }, content) => {
        sent.push(summary.revision);
        if (sent.length === 1) store.edit(setLimits({ maxCopies: 3 }));
        return draft(summary.revision + 1, content);
      },
    });
    store.edit(setLimits({ maxCopies: 5 }));
    expect(store.snapshot().state).toBe('waiting');
    expect(await store.flush()).toBe(true);
    expect(sent).toEqual([1, 2]);
    expect(store.snapshot()).toMatchObject({ state: 'saved', draft: { summary: { revision: 3 } } });
    expect(await store.flush()).toBe(true);
    expect(sent).toHaveLength(2);
  });

  test('stays where it is when the server cannot be reached, and is sent again when asked', async () => {
    let fails = true;
    const store = new DraftStore(draft(1, GROUP), {
      isConflict: () => false,
      save: async (_before, content) => {
        if (fails) throw new Error('no network');
        return draft(2, content);
      },
    });
    store.edit(setLimits({ maxCopies: 5 }));
    expect(await store.flush()).toBe(false);
    expect(store.snapshot()).toMatchObject({ state: 'failed', content: { document: { limits: { maxCopies: 5 } } } });
    fails = false;
    expect(await store.flush()).toBe(true);
    expect(store.snapshot().state).toBe('saved');
  });

  test('is never lost to, and never overwrites, what somebody else wrote until its author has chosen', async () => {
    const conflict = new Error('VERSION_CONFLICT');
    const theirs = draft(7, setLimits({ maxCopies: 9 })(GROUP));
    const sent: number[] = [];
    const store = new DraftStore(draft(1, GROUP), {
      isConflict: (error) => error === conflict,
      save: async ({ summary }, content) => {
        sent.push(summary.revision);
        if (summary.revision < 7) throw conflict;
        return draft(summary.revision + 1, content);
      },
    });
    store.edit(setLimits({ maxCopies: 5 }));
    expect(await store.flush()).toBe(false);
    expect(store.snapshot()).toMatchObject({ state: 'conflict', content: { document: { limits: { maxCopies: 5 } } } });
    store.edit(setLimits({ loanDays: 1 }));
    expect(await store.flush()).toBe(false);
    expect(sent).toEqual([1]);
    expect(await store.keepMine(theirs)).toBe(true);
    expect(sent).toEqual([1, 7]);
    expect(store.snapshot()).toMatchObject({
      state: 'saved',
      content: { document: { limits: { maxCopies: 5, loanDays: 1 } } },
    });
    store.takeTheirs(theirs);
    expect(store.snapshot()).toMatchObject({ state: 'saved', content: theirs.content });
  });
});
