import type { RequestSummary } from '@miji/contract';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { choosePerson, textOf } from './support/acts.ts';
import { personId, registerItem } from './support/items.ts';
import { barriers, isAnswer, overflow } from './support/looks.ts';
import type { Part } from './support/people.ts';
import type { Visitor } from './support/stage.ts';
import { PHONE, setStage } from './support/stage.ts';

const stage = setStage();

const TITLE = '流动性处置底稿';
const CONTENT_WORD = '缺口临界点';
const LINES = ['一、情景', `二、${CONTENT_WORD}`, ...Array.from({ length: 8 }, (_, line) => `附注${line}`)];
const ROOM = { timeout: 20_000 } as const;

/** What the tests have to do with: one item of the bank that two people know. */
const known = { item: '', zhang: '', zhao: '', delegation: '' };

beforeAll(async () => {
  known.item = await registerItem(stage(), { title: TITLE, text: LINES.join('\n'), known: ['张明远', '赵一诺'] });
  [known.zhang, known.zhao] = await Promise.all([personId(stage(), '张明远'), personId(stage(), '赵一诺')]);
});

type Filed = Parameters<Awaited<ReturnType<ReturnType<typeof stage>['as']>>['miji']['requests']['file']>[0];

/** Files a request beside the browser, as the reader. */
const ask = async (purpose: string, more: Partial<Filed> = {}): Promise<string> => {
  const { miji } = await stage().as('reader');
  const { number } = await miji.requests.file({
    item: known.item,
    particulars: { operation: 'copy' },
    purpose,
    ...more,
  });
  return number;
};

const stateOf = async (number: string): Promise<RequestSummary> =>
  (await stage().as('reader')).miji.requests.get({ number });

interface Deciding extends Visitor {
  /** how often the screen was touched since the page stood there, as the browser counts */
  taps(): Promise<number>;
}

/** Opens a request on a phone, with a counter of what touches the screen. */
const decide = async (part: Part, number: string): Promise<Deciding> => {
  const visitor = await stage().enter(part, PHONE);
  const { page } = visitor;
  await page.addInitScript(() => {
    let taps = 0;
    window.addEventListener('pointerdown', () => {
      taps += 1;
      document.documentElement.dataset['taps'] = String(taps);
    });
  });
  await visitor.open(`/requests/${number}`);
  await bar(page).waitFor();
  return {
    ...visitor,
    taps: () => page.evaluate(() => Number(document.documentElement.dataset['taps'] ?? '0')),
  };
};

const bar = (page: Page): Locator => page.getByRole('region', { name: '审批', exact: true });
const sheet = (page: Page, name: string): Locator => page.getByRole('dialog', { name });
const done = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1, name });
const fine = async (page: Page): Promise<void> => {
  expect(await overflow(page)).toEqual([]);
  expect(await barriers(page)).toEqual([]);
};

describe('one request on a phone', () => {
  test('shows in one order who wants what for whom and why, figures, route, rule and what happens next', async () => {
    const number = await ask('发给两位承办人', {
      terms: {
        recipients: [
          { personId: known.zhang, copies: 2 },
          { personId: known.zhao, copies: 1 },
        ],
      },
    });
    const { page } = await decide('bankManager', number);
    const said = await textOf(page.getByRole('article'));
    const places = [
      '机密',
      'GS-08.2',
      '张明远申请复制 3 份（张明远 2 份、赵一诺 1 份），用于：发给两位承办人',
      '宏远银行 信贷部 员工',
      '全文',
      '决定期限',
      '还剩',
      '这份密件还没有发出过副本。',
      '张明远提出申请',
      '由周建国决定',
      '需要密件所属公司总经理批准',
      'GS-22',
      '批准后，张明远、赵一诺可在期限内领取 3 份',
      '截止前没有决定，视为不同意。',
    ].map((words) => ({ words, at: said.indexOf(words) }));
    expect(places.filter(({ at }) => at < 0)).toEqual([]);
    expect(places).toEqual(places.toSorted((a, b) => a.at - b.at));
    await fine(page);
    await (await stage().as('reader')).miji.requests.withdraw({ number });
  });

  test('is decided without its title or its content ever being asked for', async () => {
    const number = await ask('会前印发');
    const visitor = await stage().enter('bankManager', PHONE);
    const answers: Promise<string>[] = [];
    const addresses: string[] = [];
    visitor.page.on('response', (response) => {
      addresses.push(new URL(response.url()).pathname);
      if (!isAnswer(response)) return;
      answers.push(response.text().catch(() => ''));
    });
    await visitor.open(`/requests/${number}`);
    const { page } = visitor;
    await page.getByRole('button', { name: '批准', exact: true }).tap();
    await page.getByRole('button', { name: '确认批准' }).tap();
    await done(page, '已批准').waitFor();
    await page.getByText('下一件待决').or(page.getByText('没有其他等您决定的申请了。')).waitFor();
    expect(visitor.calls().filter((call) => /^(?:items|copies|ledger)\./.test(call))).toEqual([]);
    expect(addresses.filter((address) => /^\/api\/.*\/(?:file|content|pages?|rendition)\b/.test(address))).toEqual([]);
    const seen = [await page.content(), ...(await Promise.all(answers))].join('\n');
    expect(seen).not.toContain(TITLE);
    expect(seen).not.toContain(CONTENT_WORD);
  });

  test('is refused in two taps by a usual reason, and shows as refused before when it is asked for again', async () => {
    const number = await ask('备查');
    const { page, taps } = await decide('bankManager', number);
    await page.getByRole('button', { name: /^拒绝：用途不清/ }).tap();
    await sheet(page, '为什么拒绝？').getByRole('button', { name: '确认拒绝' }).tap();
    await done(page, '已拒绝').waitFor();
    expect(await taps()).toBe(2);
    expect(await stateOf(number)).toMatchObject({ state: 'refused', decisionReason: '用途说明不充分' });
    const { steps } = await (await stage().as('reader')).miji.requests.get({ number });
    expect(steps.map(({ ground }) => ground)).toEqual(['unclear']);

    const again = await ask('二季度评审会上逐条讨论');
    const { page: second } = await decide('bankManager', again);
    const repeated = second.getByRole('region', { name: '此前被拒绝过' });
    expect(await textOf(repeated)).toMatch(/被拒绝：用途说明不充分 HYYH-SQ-/);
    await (await stage().as('reader')).miji.requests.withdraw({ number: again });
  });

  test('is not refused without a reason', async () => {
    const number = await ask('理由必填');
    const { page } = await decide('bankManager', number);
    await page.getByRole('button', { name: '拒绝', exact: true }).tap();
    const why = sheet(page, '为什么拒绝？');
    await why.getByRole('button', { name: '确认拒绝' }).tap();
    await why.getByText('请写明理由。').waitFor();
    expect((await stateOf(number)).state).toBe('pending');
    await fine(page);
    await why.getByLabel('理由（申请人会看到）').fill('会议已取消');
    await why.getByRole('button', { name: '确认拒绝' }).tap();
    await done(page, '已拒绝').waitFor();
    const { steps } = await (await stage().as('reader')).miji.requests.get({ number });
    expect(steps.map(({ reason, ground }) => [reason, ground])).toEqual([['会议已取消', 'other']]);
  });

  test('is cut down by hand: fewer copies, one recipient less, fewer lines, an earlier end; never more', async () => {
    const number = await ask('附在评审意见后', {
      particulars: { operation: 'excerpt' },
      terms: {
        recipients: [
          { personId: known.zhang, copies: 3 },
          { personId: known.zhao, copies: 1 },
        ],
        spans: [{ unit: 'lines', from: 3, to: 8 }],
      },
    });
    const { page } = await decide('bankManager', number);
    await bar(page).getByRole('button', { name: /^更多/ }).tap();
    await page.getByRole('button', { name: '另行缩减…' }).tap();
    const cut = sheet(page, '缩减到什么程度？');
    const approve = cut.getByRole('button', { name: '按缩减后的内容批准' });
    await approve.tap();
    await cut.getByText('还没有缩减任何内容。').waitFor();
    expect(await cut.getByRole('button', { name: '增加张明远的份数' }).isDisabled()).toBe(true);
    expect(await cut.getByRole('button', { name: '减少赵一诺的份数' }).isDisabled()).toBe(true);
    await cut.getByRole('button', { name: '减少张明远的份数' }).tap();
    await cut.getByRole('button', { name: '去掉赵一诺' }).tap();
    expect(await cut.getByRole('button', { name: '去掉张明远' }).isDisabled()).toBe(true);
    const last = cut.getByLabel('第 3–8 行 到');
    await last.fill('99');
    await last.blur();
    await expect.poll(() => last.inputValue()).toBe('8');
    await last.fill('5');
    await last.blur();
    const { now } = await (await stage().as('reader')).miji.clock.read();
    const end = new Date(Date.parse(now) + 5 * 86_400_000).toISOString().slice(0, 10);
    await cut.getByLabel('最晚用到').fill(end);
    await cut.getByText(`缩减为：张明远 3 → 2 份、去掉赵一诺、第 3–8 行 → 第 3–5 行、用到 ${end} 24:00`).waitFor();
    await fine(page);
    await approve.tap();
    await done(page, '已批准').waitFor();
    await page.getByText(/^按缩减后的内容批准：张明远 3 → 2 份/).waitFor();
    const { terms, steps } = await (await stage().as('reader')).miji.requests.get({ number });
    expect(terms.recipients.map(({ person, copies }) => [person.name, copies])).toEqual([['张明远', 2]]);
    expect(terms.spans).toEqual([{ unit: 'lines', from: 3, to: 5 }]);
    expect(steps[0]?.terms?.spans).toEqual([{ unit: 'lines', from: 3, to: 5 }]);

    const reader = await stage().enter('reader', PHONE);
    await reader.open(`/requests/${number}`);
    const story = reader.page.getByRole('region', { name: '经过' });
    await story.getByText(/^缩减为：张明远 3 → 2 份/).waitFor();
  });

  test('goes back with a question in one’s own words, and comes again with the answer as a second round', async () => {
    const number = await ask('评审材料');
    const { page } = await decide('bankManager', number);
    await bar(page).getByRole('button', { name: /^更多/ }).tap();
    await page.getByRole('button', { name: '另写问题…' }).tap();
    const question = sheet(page, '要求补充什么？');
    await question.getByLabel('问题（申请人会看到）').fill('哪一次评审？');
    await fine(page);
    await question.getByRole('button', { name: '退回补充' }).tap();
    await done(page, '已退回补充').waitFor();
    expect((await stateOf(number)).state).toBe('returned');
    const { miji } = await stage().as('reader');
    await miji.requests.resubmit({ number, round: 1, answer: '十二月的季度评审。' });

    const { page: again } = await decide('bankManager', number);
    const story = again.getByRole('region', { name: '经过' });
    expect(await textOf(story)).toMatch(
      /第 1 轮 张明远提出申请 .* 周建国要求补充：哪一次评审？ .* 第 2 轮 张明远答复并重新提交：十二月的季度评审。/,
    );
    await again.getByRole('button', { name: '批准', exact: true }).tap();
    await again.getByRole('button', { name: '确认批准' }).tap();
    await done(again, '已批准').waitFor();
  });

  test('that somebody has withdrawn meanwhile says so, and is not decided', async () => {
    const number = await ask('随即撤回');
    const { page } = await decide('bankManager', number);
    await (await stage().as('reader')).miji.requests.withdraw({ number });
    await page.getByRole('button', { name: '批准', exact: true }).tap();
    await page.getByRole('button', { name: '确认批准' }).tap();
    await page.getByRole('alert').filter({ hasText: '撤回' }).waitFor();
    await bar(page).waitFor({ state: 'detached' });
    await page.getByRole('region', { name: '经过' }).getByText('张明远撤回').waitFor();
    const { state } = await (await stage().as('reader')).miji.requests.get({ number });
    expect(state).toBe('withdrawn');
  });
});

describe('several requests together', () => {
  test('those alike are chosen and decided with one confirmation; each has its outcome', async () => {
    const alike = [await ask('第一次评审会'), await ask('第二次评审会'), await ask('第三次评审会')];
    const different = await ask('附件', {
      particulars: { operation: 'excerpt' },
      terms: { spans: [{ unit: 'lines', from: 1, to: 1 }] },
    });
    const { page, open, calls } = await stage().enter('bankManager', PHONE);
    await open('/requests?box=to_decide');
    const choose = (number: string): Locator => page.getByRole('checkbox', { name: new RegExp(number) });
    for (const number of alike) await choose(number).check(ROOM);
    expect(await choose(different).isDisabled()).toBe(true);
    expect(await choose(different).getAttribute('aria-label')).toContain('与已选的不同类');
    await fine(page);
    // One of them goes away while they are being looked at.
    const [gone = ''] = alike;
    await (await stage().as('reader')).miji.requests.withdraw({ number: gone });
    const together = page.getByRole('region', { name: '一并决定', exact: true });
    await together.getByText('已选 3 件').waitFor();
    await together.getByRole('button', { name: '批准' }).tap();
    const confirm = sheet(page, '一并批准这 3 件？');
    expect(await confirm.getByRole('listitem').count()).toBe(3);
    await fine(page);
    await confirm.getByRole('button', { name: '全部批准' }).tap();
    const outcomes = page.getByRole('region', { name: '一并决定的结果' });
    await outcomes.getByText('2 件已决定，1 件没有成。').waitFor();
    const [lost, ...decided] = await Promise.all(
      alike.map((number) => textOf(outcomes.getByRole('listitem').filter({ hasText: number }))),
    );
    expect(lost).toContain('撤回');
    for (const words of decided) expect(words).toContain('已批准');
    expect((await Promise.all(alike.map(stateOf))).map(({ state }) => state)).toEqual([
      'withdrawn',
      'approved',
      'approved',
    ]);
    expect(calls().filter((call) => call === 'requests.decideMany')).toHaveLength(1);
    await fine(page);
    await together.waitFor({ state: 'detached' });
    await (await stage().as('reader')).miji.requests.withdraw({ number: different });
  });
});

describe('in another’s name', () => {
  test('a delegation is given with its bounds said beforehand, and stands on the desk of both', async () => {
    const { page, open } = await stage().enter('bankManager', PHONE);
    await open('/delegations');
    await page.getByRole('heading', { level: 1, name: '委托' }).waitFor();
    await page.getByRole('button', { name: '委托他人审批' }).tap();
    const giving = page.getByRole('dialog', { name: '委托他人审批' });
    await choosePerson(page, giving.getByRole('combobox', { name: '受托人' }), '吴晓峰');
    await giving.getByRole('radio', { name: '机密' }).check();
    await giving.getByRole('button', { name: '一周' }).tap();
    await giving.getByLabel('事由').fill('赴京开会');
    await giving.getByText(/^吴晓峰可代您以总经理身份审批机密及以下的摘抄、复制，/).waitFor();
    await fine(page);
    await giving.getByRole('button', { name: /^委\s?托$/ }).tap();
    const given = page.getByRole('region', { name: '我作出的' }).getByRole('listitem').filter({ hasText: '赴京开会' });
    await given.getByText('有效').waitFor();
    known.delegation = (await textOf(given)).match(/HYYH-WT-\d{4}-\d{6}/)?.[0] ?? '';
    expect(known.delegation).not.toBe('');

    const deputy = await stage().enter('bankDeputy', PHONE);
    await deputy.open('/');
    await deputy.page
      .getByText(new RegExp(`您受周建国委托，以宏远银行 总经理身份代其审批（${known.delegation}`))
      .waitFor();
    await fine(deputy.page);
  });

  test('the delegate sees in whose name he decides, under which number and until when; the principal sees what was decided', async () => {
    const number = await ask('由受托人决定');
    const { page, taps } = await decide('bankDeputy', number);
    await page.getByText('您代周建国决定').waitFor();
    await page.getByText(new RegExp(`依据委托 ${known.delegation}（至 \\d{4}-\\d{2}-\\d{2} 24:00）`)).waitFor();
    await page.getByRole('button', { name: '批准', exact: true }).tap();
    await page.getByRole('button', { name: '确认批准' }).tap();
    await done(page, '已批准').waitFor();
    expect(await taps()).toBe(2);

    const manager = await stage().enter('bankManager', PHONE);
    await manager.open('/delegations');
    const mine = manager.page.getByRole('region', { name: '以我的名义作出的决定' });
    await mine.getByText(new RegExp(`吴晓峰代您决定了张明远的复制申请（${number}）：已批准`)).waitFor();
    await mine.getByRole('link').filter({ hasText: number }).tap();
    const story = manager.page.getByRole('region', { name: '经过' });
    await story.getByText(`吴晓峰（代周建国，委托 ${known.delegation}）已同意`).waitFor();
  });

  test('revoked, it ends at once: the request that waited is the principal’s alone again', async () => {
    const number = await ask('撤销之后');
    const { page: waiting } = await decide('bankDeputy', number);
    const { page, open } = await stage().enter('bankManager', PHONE);
    await open('/delegations');
    const given = page.getByRole('region', { name: '我作出的' }).getByRole('listitem').filter({ hasText: '赴京开会' });
    await given.getByRole('button', { name: /^撤\s?销$/ }).tap();
    await page
      .getByRole('tooltip')
      .getByRole('button', { name: /^撤\s?销$/ })
      .tap();
    await given.getByText('已撤销').waitFor();
    expect(await given.getByRole('button').count()).toBe(0);
    await waiting.getByRole('button', { name: '批准', exact: true }).tap();
    await waiting.getByRole('button', { name: '确认批准' }).tap();
    await waiting.getByRole('alert').or(waiting.getByText('没有这个页面或编号，或您无权知悉。')).first().waitFor();
    expect((await stateOf(number)).state).toBe('pending');
    await (await stage().as('reader')).miji.requests.withdraw({ number });
  });
});
