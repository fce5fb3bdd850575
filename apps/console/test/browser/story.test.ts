import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { Temporal } from '@miji/core';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { choose, choosePerson, textOf, timelessTextOf } from './support/acts.ts';
import { registerItem } from './support/items.ts';
import { isAnswer } from './support/looks.ts';
import { enrol } from './support/second-factor.ts';
import { PHONE, setStage } from './support/stage.ts';

const VERIFIER = fileURLToPath(new URL('../../../../packages/client/src/bin/verify.ts', import.meta.url));
const TITLE = '授信压力测试方案甲';
const CONTENT_WORD = '缺口临界点';
const TEXT = ['一、情景设定', `二、${CONTENT_WORD}为百分之七`, '三、处置顺序'].join('\n');
const NEVER_ISSUED = 'HYYH-2026-999999';

const stage = setStage();

/** What the story has brought forth so far; each test goes on where the one before ended. */
const story = { secret: '', topSecret: '', request: '', topSecretRequest: '', declassifiesAt: '' };

const section = (page: Page, name: string) => page.getByRole('region', { name });

/** What an address says to somebody who may not know what is there. */
const mainText = async (page: Page): Promise<string> => {
  await page.getByText('没有这个页面或编号，或您无权知悉。').waitFor();
  return timelessTextOf(page.getByRole('main'));
};

beforeAll(async () => {
  story.topSecret = await registerItem(stage(), {
    title: '重组谈判底线',
    catalogueCode: 'GS-08.1',
    level: 'top_secret',
    period: { kind: 'event', event: '公布' },
    known: [],
  });
});

describe('a 机密 document', () => {
  test('is registered by its drafter: the kind brings its level, people are found by name, the mark is shown before', async () => {
    const { page, open } = await stage().enter('drafter');
    await open('/items/new');
    await choose(page, page.getByLabel('属于哪一类'), '重大决策 (GS-08.1)');
    expect(await page.getByRole('radio', { name: '绝密' }).isChecked()).toBe(true);
    await choose(page, page.getByLabel('属于哪一类'), '未实施的战略、方向、规划与项目 (GS-08.2)');
    await page.getByRole('radio', { name: '机密' }).check();
    await page.getByLabel('标题').fill(TITLE);
    await page.getByLabel('为什么是这个密级').fill('尚未实施的风险安排');
    await page.getByLabel('定密依据').fill('压力测试工作通知');

    // Issued so that its ten years end tomorrow: the clock has not far to go.
    const { now } = await (await stage().as('clockKeeper')).miji.clock.read();
    const today = Temporal.Instant.from(now).toZonedDateTimeISO('Asia/Shanghai').toPlainDate();
    await page.getByLabel('签发日期').fill(today.add({ days: 1 }).subtract({ years: 10 }).toString());
    await page.getByLabel('时长').fill('10');
    await choosePerson(page, page.getByLabel('主管人员', { exact: true }), '林书琴');
    for (const [row, name, why] of [
      [0, '张明远', '承办测算'],
      [1, '赵一诺', '起草'],
    ] as const) {
      await page.getByRole('button', { name: '添加一人' }).click();
      await choosePerson(page, page.getByRole('combobox', { name: '知晓人员' }).nth(row), name);
      await page.getByLabel('为什么必须知道').nth(row).fill(why);
    }
    await page.getByPlaceholder('粘贴文本').fill(TEXT);
    expect(await textOf(section(page, '印在纸上的标志'))).toContain('宏远银行商密·机密·10年');

    await page.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: TITLE }).waitFor();
    story.secret = new URL(page.url()).pathname.replace('/items/', '');
    expect(story.secret).toMatch(/^HYYH-\d{4}-\d{6}$/);
    expect(await textOf(page.getByRole('main'))).toContain('宏远银行商密·机密·10年');
  });

  test.each(['outsider', 'insurerManager'] as const)(
    'does not exist for %s: by address, in the list, by search',
    async (part) => {
      const { page, open } = await stage().enter(part);
      await open(`/items/${NEVER_ISSUED}`);
      const nothing = await mainText(page);
      for (const path of ['', '/read', '/request?operation=copy']) {
        await open(`/items/${NEVER_ISSUED}${path}`);
        const never = await mainText(page);
        await open(`/items/${story.secret}${path}`);
        expect(await mainText(page)).toBe(never);
      }
      expect(nothing).not.toContain(story.secret);
      await open('/items');
      await page.getByText('已全部列出').or(page.getByText('您可以知悉的密件会列在这里。')).waitFor();
      expect(await textOf(page.getByRole('main'))).not.toContain(story.secret);
      for (const words of [story.secret, TITLE]) {
        await page.getByRole('searchbox').fill(words);
        await page.getByRole('searchbox').press('Enter');
        await page.getByText('没有符合条件的密件。').waitFor();
      }
    },
  );

  test('is read by a reader of its range, over his own mark and with numbered lines', async () => {
    const { page, open } = await stage().enter('reader');
    await open(`/items/${story.secret}`);
    await page
      .getByRole('link', { name: '阅读内容' })
      .or(page.getByRole('button', { name: '阅读内容' }))
      .click();
    const text = section(page, '正文');
    await text.getByText(CONTENT_WORD).waitFor();
    expect(await page.getByRole('button', { name: /^第 \d+ 行$/ }).count()).toBe(TEXT.split('\n').length);
    expect(await text.getByText(/张明远/).count()).toBeGreaterThan(10);
    await page.getByText('本次查阅已留痕。').waitFor();
  });

  test('is asked for by the reader, who sees who decides and why he himself cannot', async () => {
    const { page, open } = await stage().enter('reader');
    await open(`/items/${story.secret}`);
    await page
      .getByRole('link', { name: '申请复制' })
      .or(page.getByRole('button', { name: '申请复制' }))
      .click();
    await page.getByText('由密件所属公司总经理决定：周建国。').waitFor();
    await page.getByLabel('第 1 位的份数').fill('2');
    await page.getByLabel('用途').fill('向评审会当面汇报，会后收回');
    await page.getByRole('button', { name: '提出申请' }).click();
    await page.getByText('等待决定').waitFor();
    story.request = new URL(page.url()).pathname.replace('/requests/', '');
    const said = await textOf(page.getByRole('main'));
    expect(said).toContain('周建国决定');
    expect(said).toContain('不能审批自己提出、代拟或受益的申请。');
    expect(await page.getByRole('button', { name: '批准' }).count()).toBe(0);
  });

  test('its request does not exist for the manager of a sister company', async () => {
    const { page, open } = await stage().enter('insurerManager');
    await open('/requests/HYYH-SQ-2026-999999');
    const never = await mainText(page);
    await open(`/requests/${story.request}`);
    expect(await mainText(page)).toBe(never);
  });

  test('is approved on a phone in two taps, by whoever sees neither its title nor its content', async () => {
    const { page, open, calls } = await stage().enter('bankManager', PHONE);
    const answers: Promise<string>[] = [];
    page.on('response', (response) => {
      if (isAnswer(response)) answers.push(response.text().catch(() => ''));
    });
    await open('/');
    const line = section(page, '等我决定').getByRole('listitem').filter({ hasText: story.secret });
    await line.getByText(/张明远申请复制 2 份：向评审会当面汇报/).waitFor();
    await line
      .getByRole('link', { name: '去决定' })
      .or(line.getByRole('button', { name: '去决定' }))
      .tap();
    await page.getByRole('heading', { level: 1, name: /张明远申请复制 2 份/ }).waitFor();
    await page.getByText('未实施的战略、方向、规划与项目').first().waitFor();
    const page1 = await textOf(page.getByRole('main'));
    expect(page1).toContain('机密');
    expect(page1).toContain('未实施的战略、方向、规划与项目');
    expect(page1).toContain('这份密件还没有发出过副本。');

    await page.getByRole('button', { name: '批准', exact: true }).tap();
    await page.getByRole('button', { name: '确认批准' }).tap();
    await page.getByRole('heading', { level: 1, name: '已批准' }).waitFor();

    expect(calls().filter((call) => call.startsWith('items.'))).toEqual([]);
    const seen = [await page.content(), ...(await Promise.all(answers))].join('\n');
    expect(seen).not.toContain(TITLE);
    expect(seen).not.toContain(CONTENT_WORD);
  });

  test('comes out in exactly the granted number of copies: a double click gives one, a third cannot be asked for', async () => {
    const { page, open } = await stage().enter('reader');
    await open(`/requests/${story.request}`);
    await page.getByRole('button', { name: '领取副本' }).dblclick();
    await page.getByText('第 001 号副本已发出。').waitFor();
    await page.getByText('已领取 1 / 2 份').waitFor();
    // Presses within a second of a copy still mean that copy; whoever presses later wants another one.
    const more = page.getByRole('button', { name: '再领取一份' });
    const done = page.getByText('已领取 2 / 2 份');
    await expect
      .poll(
        async () =>
          (await done.isVisible()) ||
          more.click({ timeout: 500 }).then(
            () => false,
            () => false,
          ),
        { timeout: 15_000 },
      )
      .toBe(true);
    await page.getByText('授权份数已用完。').waitFor();
    expect(await page.getByRole('button', { name: /领取/ }).count()).toBe(0);
    expect(await page.getByRole('link', { name: /打开第 \d+ 号副本（PDF）/ }).count()).toBe(2);
  });

  test('its copy opens as a PDF for its holder, and for nobody else', async () => {
    const reader = await stage().enter('reader');
    await reader.open(`/requests/${story.request}`);
    const link = reader.page.getByRole('link', { name: '打开第 001 号副本（PDF）' });
    const answered = reader.context.waitForEvent('response', (response) => response.url().endsWith('/file'));
    await link.click();
    const answer = await answered;
    expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
    expect(answer.headers()['cache-control']).toContain('no-store');
    const address = (await link.getAttribute('href')) ?? '';
    expect((await reader.context.request.get(address)).headers()['content-type']).toBe('application/pdf');
    const outsider = await stage().enter('outsider');
    expect((await outsider.context.request.get(address)).status()).toBe(404);
  });

  test('shows on its page that the register adds up', async () => {
    const { page, open } = await stage().enter('reader');
    await open(`/items/${story.secret}`);
    const copies = section(page, '受控副本');
    await copies.getByText('共发出 2 份 = 持有 2').waitFor();
    await copies.getByText('账实相符').waitFor();
    expect(await copies.getByText(/第 00[12] 号副本/).count()).toBe(2);
  });
});

describe('a 绝密 document', () => {
  test('does not exist even for the general manager of its owner, until a head-office deputy designates him', async () => {
    const manager = await stage().enter('bankManager');
    await manager.open(`/items/${NEVER_ISSUED}`);
    const never = await mainText(manager.page);
    await manager.open(`/items/${story.topSecret}`);
    expect(await mainText(manager.page)).toBe(never);

    const deputy = await stage().enter('headOfficeDeputy');
    await deputy.open(`/items/${story.topSecret}`);
    await deputy.page.getByRole('button', { name: '写明一人' }).click();
    const dialog = deputy.page.getByRole('dialog', { name: '指定知悉人员' });
    await choose(deputy.page, dialog.getByRole('combobox', { name: '在哪个公司查找' }), '宏远银行');
    await choosePerson(deputy.page, dialog.getByRole('combobox', { name: '知晓人员' }), '周建国');
    await dialog.getByLabel('理由').fill('参与重组谈判');
    await dialog.getByRole('button', { name: '写明' }).click();
    await section(deputy.page, '知晓范围').getByText('周建国').waitFor();

    await manager.open(`/items/${story.topSecret}`);
    await manager.page.getByRole('heading', { level: 1, name: '重组谈判底线' }).waitFor();
  });

  test('is asked for only with a necessity', async () => {
    const { page, open } = await stage().enter('bankManager');
    await open(`/items/${story.topSecret}/request?operation=copy`);
    await page.getByLabel('用途').fill('谈判现场使用');
    await page.getByRole('button', { name: '提出申请' }).click();
    await page.getByText('须说明必要性。', { exact: true }).waitFor();
    await page.getByLabel('必要性').fill('谈判地点不许联网，须携带纸质条款');
    await page.getByRole('button', { name: '提出申请' }).click();
    await page.getByText('等待决定').waitFor();
    story.topSecretRequest = new URL(page.url()).pathname.replace('/requests/', '');
    expect(await textOf(page.getByRole('main'))).toContain('必要性：谈判地点不许联网，须携带纸质条款');
  });

  test('its request does not exist for the deputy of the bank; a head-office deputy approves it with the code of his app', async () => {
    const app = await enrol(stage(), 'headOfficeDeputy');
    const bank = await stage().enter('bankDeputy');
    await bank.open('/requests/HYYH-SQ-2026-999999');
    const never = await mainText(bank.page);
    await bank.open(`/requests/${story.topSecretRequest}`);
    expect(await mainText(bank.page)).toBe(never);

    const { page, open } = await stage().enter('headOfficeDeputy');
    await open(`/requests/${story.topSecretRequest}`);
    await page.getByText('必要性：谈判地点不许联网，须携带纸质条款').waitFor();
    await page.getByRole('button', { name: '批准', exact: true }).click();
    await page.getByRole('button', { name: '确认批准' }).click();
    await page.getByLabel('动态口令（六位数字）').fill(await app.next());
    await page.getByRole('heading', { level: 1, name: '已批准' }).waitFor();
  });
});

describe('the end of a period', () => {
  test('is the last millisecond of its last day: 机密 until then, declassified in the next', async () => {
    const { miji } = await stage().as('clockKeeper');
    // Its end counts once the manager in charge has confirmed it.
    const inCharge = (await stage().as('responsibleManager')).miji;
    await inCharge.items.confirm({ number: story.secret, version: 1 });
    const { declassifiesAt } = await (await stage().as('reader')).miji.items.get({ number: story.secret });
    story.declassifiesAt = declassifiesAt ?? '';
    const boundary = Temporal.Instant.from(story.declassifiesAt);
    const { page, open } = await stage().enter('reader');
    const title = page.getByRole('heading', { level: 1, name: TITLE });

    await miji.clock.set({ now: boundary.subtract({ milliseconds: 1 }).toString({ fractionalSecondDigits: 3 }) });
    await open(`/items/${story.secret}`);
    await title.waitFor();
    const before = page.getByRole('article').getByText('机密', { exact: true }).first();
    expect(await before.isVisible()).toBe(true);
    expect(await page.getByRole('article').getByText('已解密').count()).toBe(0);

    await miji.clock.set({ now: boundary.toString({ fractionalSecondDigits: 3 }) });
    await open(`/items/${story.secret}`);
    await title.waitFor();
    // Hollow and struck through, so that it also shows without colour.
    const tag = page.getByRole('article').getByTitle('原为机密，已解密');
    expect(await textOf(tag)).toBe('已解密');
    const looks = await tag.evaluate((element) => {
      const { backgroundColor, textDecorationLine } = getComputedStyle(element);
      return { backgroundColor, textDecorationLine };
    });
    expect(looks).toEqual({ backgroundColor: 'rgba(0, 0, 0, 0)', textDecorationLine: 'line-through' });
    const life = await textOf(section(page, '保密期限'));
    expect(life).toContain('已解密');
    expect(life).toMatch(/最后保密日\s*\d{4}-\d{2}-\d{2} 24:00/);
  });

  test('stands in the history with the instant at which it took effect', async () => {
    const { page, open } = await stage().enter('reader');
    const day = Temporal.Instant.from(story.declassifiesAt).toZonedDateTimeISO('Asia/Shanghai').toPlainDate();
    await expect
      .poll(
        async () => {
          await open(`/items/${story.secret}`);
          await section(page, '经过').waitFor();
          return textOf(section(page, '经过'));
        },
        { timeout: 20_000, interval: 500 },
      )
      .toContain('到期解密');
    expect(await textOf(section(page, '经过'))).toContain(`${day.toString()} 00:00`);
  });
});

describe('the trace', () => {
  test('tells the auditor in sentences what was done, and what was refused and why', async () => {
    const { page, open } = await stage().enter('auditor');
    await open(`/trace?item=${story.secret}`);
    await page.getByText('已全部列出').waitFor();
    const told = await textOf(page.getByRole('main'));
    expect(told).toContain(`张明远查阅了 ${story.secret}`);
    expect(told).toContain(`周建国批准了关于 ${story.secret} 的申请`);
    expect(told).toContain(`张明远领取了 ${story.secret} 的副本`);

    await page.getByRole('checkbox', { name: '只看被拒绝的' }).check();
    await page.getByText(`孙浩查阅 ${story.secret} 被拒绝`).first().waitFor();
    const refused = page.getByRole('listitem').filter({ hasText: `孙浩查阅 ${story.secret} 被拒绝` });
    expect(await textOf(refused.first())).toContain('您不在知晓范围内，可请主管人员写明。');
    expect(await page.getByText(`张明远查阅了 ${story.secret}`).count()).toBe(0);
  });

  test('is exported as a file that verifies without any server', async () => {
    const { page, open } = await stage().enter('auditor');
    await open('/trace');
    const began = Temporal.Instant.from(story.declassifiesAt).toZonedDateTimeISO('Asia/Shanghai').toPlainDate();
    await page.getByLabel('哪一天').fill(began.subtract({ days: 1 }).toString());
    const arriving = page.waitForEvent('download');
    await page.getByRole('link', { name: '导出这一天' }).click();
    const download = await arriving;
    const file = join(await download.path());
    const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@miji/source', VERIFIER, file]);
    expect(stdout).toMatch(/^WHOLE {3}\d+ entries/);
  });
});
