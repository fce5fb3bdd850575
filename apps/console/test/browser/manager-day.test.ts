import type { RequestSummary } from '@miji/contract';
import type { Authenticator } from '@miji/testing/second-factor';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { registerItem } from './support/items.ts';
import { barriers, overflow } from './support/looks.ts';
import type { Player } from './support/people.ts';
import { enrol } from './support/second-factor.ts';
import type { Visitor } from './support/stage.ts';
import { PHONE, setStage } from './support/stage.ts';

const stage = setStage();

/** More taps than this, once a request is open, are too many for a phone. */
const MOST_TAPS = 2;
const TEXT = '一、情况\n二、分析\n三、建议';

/** What waits for the general manager in the morning, by kind. */
interface Waiting {
  readonly copy: string;
  readonly excerpt: string;
  readonly threeCopies: string;
  readonly provision: string;
  readonly topSecret: string;
  readonly another: string;
}
let waiting: Waiting;
let app: Authenticator;

type Registered = Parameters<Player['miji']['items']['register']>[0];

/** Registers an item of the head office, whose manager it is that decides. */
const registerAtHeadOffice = async (wanted: Partial<Registered>): Promise<string> => {
  const { miji } = await stage().as('headOfficeDeputy');
  const { entries } = await miji.organisation.people({ company: 'HYJT', search: '顾怀远' });
  const { now } = await miji.clock.read();
  const { number } = await miji.items.register({
    title: '集团资金安排',
    catalogueCode: 'GS-08.2',
    level: 'secret',
    levelReason: '尚未公开的安排',
    basis: '办公会议定事项',
    period: { kind: 'term', term: 'P10Y' },
    issuedOn: now.slice(0, 10),
    responsibleManagerId: entries[0]?.id ?? '',
    range: [],
    content: { format: 'plain', text: TEXT },
    ...wanted,
  });
  return number;
};

const fileAll = async (): Promise<Waiting> => {
  const { miji: deputy } = await stage().as('headOfficeDeputy');
  const { miji: reader } = await stage().as('reader');
  const self = (await deputy.session.get()).person.id;
  const copy = { operation: 'copy' } as const;
  const recipients = (copies: number) => [{ personId: self, copies }];
  const number = ({ number: filed }: RequestSummary): string => filed;
  const secret = await registerAtHeadOffice({});
  const customer = await registerAtHeadOffice({
    title: '客户名单',
    regimes: ['customer'],
    range: [{ member: { kind: 'person', personId: self }, reason: '承办' }],
  });
  const top = await registerAtHeadOffice({ title: '重大决策', catalogueCode: 'GS-08.1', level: 'top_secret' });
  const bank = await registerItem(stage());
  return {
    copy: await deputy.requests.file({ item: secret, particulars: copy, purpose: '董事会汇报' }).then(number),
    excerpt: await deputy.requests
      .file({
        item: secret,
        particulars: { operation: 'excerpt' },
        terms: { spans: [{ unit: 'lines', from: 1, to: 2 }] },
        purpose: '写材料',
      })
      .then(number),
    threeCopies: await deputy.requests
      .file({ item: secret, particulars: copy, terms: { recipients: recipients(3) }, purpose: '专题会' })
      .then(number),
    provision: await deputy.requests
      .file({
        item: customer,
        particulars: {
          operation: 'provide',
          organisation: '某会计师事务所',
          contact: '项目经理',
          legalBasis: '年度审计合同',
          exactly: '前十名客户的名称',
          medium: 'paper',
        },
        purpose: '年度审计',
      })
      .then(number),
    topSecret: await deputy.requests
      .file({ item: top, particulars: copy, purpose: '谈判现场', necessity: '现场不许联网' })
      .then(number),
    another: await reader.requests.file({ item: bank, particulars: copy, purpose: '评审会' }).then(number),
  };
};

/** Who is away leaves his decisions to the head office's general manager, who also sits in the bank. */
const delegate = async (): Promise<void> => {
  const { miji: principal } = await stage().as('bankManager');
  const { miji: manager } = await stage().as('headOfficeManager');
  const { miji: administrator } = await stage().as('clockKeeper');
  const { now } = await principal.clock.read();
  const delegateId = (await manager.session.get()).person.id;
  await administrator.organisation.appoint({ company: 'HYYH', personId: delegateId, post: 'staff', reason: '兼任' });
  await principal.delegations.give({
    company: 'HYYH',
    delegateId,
    post: 'general_manager',
    highestLevel: 'secret',
    operations: ['copy'],
    reason: '出差',
    to: new Date(Date.parse(now) + 3 * 86_400_000).toISOString(),
  });
};

beforeAll(async () => {
  waiting = await fileAll();
  await delegate();
  app = await enrol(stage(), 'headOfficeManager');
});

/** The manager with his phone in his hand, on the page of one request. */
const openRequest = async (
  number: string,
): Promise<Visitor & { readonly tap: (where: Locator) => Promise<void>; taps(): number }> => {
  const visitor = await stage().enter('headOfficeManager', PHONE);
  await visitor.open('/requests?box=to_decide');
  await visitor.page
    .getByRole('link')
    .filter({ hasText: number })
    .or(visitor.page.locator(`a[href="/requests/${number}"]`))
    .first()
    .tap();
  await visitor.page.getByRole('region', { name: '审批' }).waitFor();
  visitor.forget();
  let taps = 0;
  return {
    ...visitor,
    tap: async (where) => {
      taps += 1;
      await where.tap();
    },
    taps: () => taps,
  };
};

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });

/** After the act: it is said, it took no more than two taps, and nothing of any content was asked for. */
const expectDone = async (visitor: Awaited<ReturnType<typeof openRequest>>, said: RegExp): Promise<void> => {
  await visitor.page.getByRole('heading', { name: said }).waitFor();
  expect(visitor.taps()).toBeLessThanOrEqual(MOST_TAPS);
  expect(visitor.calls().filter((call) => /^(?:items|copies|grants)\./.test(call))).toEqual([]);
  expect(await overflow(visitor.page)).toEqual([]);
  expect(await barriers(visitor.page)).toEqual([]);
};

const stateOf = async (number: string): Promise<RequestSummary> => {
  const { miji } = await stage().as(number === waiting.another ? 'reader' : 'headOfficeDeputy');
  return miji.requests.get({ number });
};

describe('a general manager’s day on a phone of 390 pixels', () => {
  test('a copy is approved in two taps', async () => {
    const visitor = await openRequest(waiting.copy);
    const { page, tap } = visitor;
    await page.getByRole('heading', { level: 1, name: /沈若兰申请复制 1 份/ }).waitFor();
    await tap(button(page, '批准'));
    await tap(button(page, '确认批准'));
    await expectDone(visitor, /已批准/);
    expect((await stateOf(waiting.copy)).state).toBe('approved');
  });

  test('an excerpt is refused in two taps, with one of the usual reasons', async () => {
    const visitor = await openRequest(waiting.excerpt);
    const { page, tap } = visitor;
    await tap(button(page, /^拒绝：查阅即可/));
    await tap(button(page, '确认拒绝'));
    await expectDone(visitor, /已拒绝/);
    const { state, decisionReason } = await stateOf(waiting.excerpt);
    expect(state).toBe('refused');
    expect(decisionReason).toContain('在线查阅');
  });

  test('three copies are cut down to one in two taps', async () => {
    const visitor = await openRequest(waiting.threeCopies);
    const { page, tap } = visitor;
    await tap(button(page, '更多：缩减、要求补充'));
    await tap(button(page, '批准，共 1 份（每人 1 份）'));
    await expectDone(visitor, /已批准/);
    const { state, copies } = await stateOf(waiting.threeCopies);
    expect({ state, copies }).toEqual({ state: 'approved', copies: 1 });
  });

  test('outside provision is asked back about in two taps', async () => {
    const visitor = await openRequest(waiting.provision);
    const { page, tap } = visitor;
    await page.getByRole('heading', { level: 1, name: /某会计师事务所/ }).waitFor();
    await tap(button(page, '更多：缩减、要求补充'));
    await tap(button(page, /^问：请补充依据/));
    await expectDone(visitor, /补充/);
    expect((await stateOf(waiting.provision)).state).toBe('returned');
  });

  test('绝密 is approved in two taps and the six digits of the app, and not without them', async () => {
    const visitor = await openRequest(waiting.topSecret);
    const { page, tap } = visitor;
    await tap(button(page, '批准'));
    await tap(button(page, '确认批准'));
    const field = page.getByLabel('动态口令（六位数字）');
    await field.waitFor();
    expect((await stateOf(waiting.topSecret)).state).toBe('pending');
    // It has the focus by itself: no tap is needed to begin typing.
    await expect.poll(() => field.evaluate((element) => element === document.activeElement)).toBe(true);
    await field.fill(await app.next());
    await expectDone(visitor, /已批准/);
    expect((await stateOf(waiting.topSecret)).state).toBe('approved');
  });

  test('what is decided for another says so before and after', async () => {
    const visitor = await openRequest(waiting.another);
    const { page, tap } = visitor;
    await page.getByText('您代周建国决定').waitFor();
    await tap(button(page, '批准'));
    await tap(button(page, '确认批准'));
    await expectDone(visitor, /已批准/);
    const { miji } = await stage().as('bankManager');
    const { entries } = await miji.requests.list({ box: 'decided_for_me' });
    expect(entries.map(({ number }) => number)).toContain(waiting.another);
  });
});
