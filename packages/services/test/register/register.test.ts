import type { requestRegister } from '@miji/contract';
import { requestRegister as contract } from '@miji/contract';
import type { WorldPost } from '@miji/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import {
  decideRequest,
  giveDelegation,
  listRegister,
  requestFigures,
  requestForm,
  withdrawRequest,
} from '../../src/index.ts';
import { codeOf, openHouse, refusalOf, START, tracedCode } from '../support/house.ts';
import { pdfText } from '../support/pdf-text.ts';

const house = await openHouse();
const { group } = house;
const { own, sister, headquarters } = group;

type Asked = Partial<z.input<typeof requestRegister.input>>;
const list = async (personId: string, asked: Asked = {}) =>
  listRegister(await house.as(personId), contract.input.parse(asked));
const figures = async (personId: string, company?: string) =>
  requestFigures(await house.as(personId), { company, from: '2026-01-01', to: '2026-12-31' });
const form = async (personId: string, number: string) =>
  requestForm(await house.as(personId), { number, language: 'zh-CN' });

const reader = await group.hire(own, 'staff', '甲一');
const manager = own.people.general_manager;
let approved = '';
let refusedOne = '';
let pending = '';

beforeAll(async () => {
  const item = await house.register('secret', [reader]);
  approved = await house.file(item, reader);
  await house.setTime(START.add({ minutes: 90 }));
  await giveDelegation(await house.as(manager), {
    company: own.code,
    delegateId: own.people.deputy_general_manager,
    post: 'general_manager',
    highestLevel: 'secret',
    operations: ['copy', 'excerpt'],
    reason: '出差',
    to: START.add({ hours: 24 * 10 }).toString({ fractionalSecondDigits: 3 }),
  });
  await decideRequest(await house.as(own.people.deputy_general_manager), { number: approved, decision: 'approve' });
  refusedOne = await house.file(item, reader);
  await house.setTime(START.add({ minutes: 95 }));
  await decideRequest(await house.as(manager), {
    number: refusedOne,
    decision: 'refuse',
    reason: '在线查阅即可',
    ground: 'not_needed',
  });
  pending = await house.file(item, reader);
  const withdrawn = await house.file(item, reader, { copies: 2 });
  await withdrawRequest(await house.as(reader), { number: withdrawn });
});

const POSTS_HELD = Object.keys(own.people).filter((post): post is WorldPost => post in own.people);
const WATCHERS: readonly WorldPost[] = ['security_officer', 'auditor'];
const READING: readonly WorldPost[] = [...WATCHERS, 'general_manager'];
const OTHERS = POSTS_HELD.filter((post) => !READING.includes(post));

describe('who sees the register of requests', () => {
  test.each(READING)('in the company: %s does', async (post) => {
    const person = own.people[post];
    expect((await list(person)).entries.map(({ number }) => number)).toContain(approved);
    expect((await figures(person)).counts).toContainEqual({ state: 'approved', count: 1 });
  });

  test.each(OTHERS)('in the company: %s does not, and that he tried is traced', async (post) => {
    const person = own.people[post];
    expect(await codeOf(list(person))).toBe('NOT_ENTITLED');
    expect(await tracedCode(house, person, 'register.listed')).toBe('NOT_ENTITLED');
    expect(await codeOf(figures(person))).toBe('NOT_ENTITLED');
    expect(await tracedCode(house, person, 'register.counted')).toBe('NOT_ENTITLED');
  });

  test.each(WATCHERS)('at the head office: %s does, of each company and of all together', async (post) => {
    const person = headquarters.people[post];
    for (const company of [own.code, 'all']) {
      expect((await list(person, { company })).entries.map(({ number }) => number)).toContain(approved);
      expect((await figures(person, company)).counts).toContainEqual({ state: 'approved', count: 1 });
    }
  });

  test.each([...OTHERS, 'general_manager'] as const)('at the head office: %s sees no other company’s', async (post) => {
    for (const company of [own.code, 'all']) {
      expect(await codeOf(list(headquarters.people[post], { company }))).toBe('NOT_ENTITLED');
      expect(await codeOf(figures(headquarters.people[post], company))).toBe('NOT_ENTITLED');
    }
  });

  test.each(POSTS_HELD)('of a sister company: %s sees nothing of the others', async (post) => {
    for (const company of [own.code, 'all', 'NOPE']) {
      expect(await codeOf(list(sister.people[post], { company }))).toBe('NOT_ENTITLED');
      expect(await codeOf(figures(sister.people[post], company))).toBe('NOT_ENTITLED');
    }
  });

  test.each(READING)('of a sister company: %s has a register of its own', async (post) => {
    expect((await list(sister.people[post])).entries).toEqual([]);
  });

  test('a look, a figure and a file are each traced as what they are', async () => {
    const auditor = own.people.auditor;
    await list(auditor, { export: true });
    const { rows } = await house.superuser.query<{ action: string }>(
      `select distinct action from miji.audit_event where actor_id = $1 and outcome = 'done' and action like 'register.%'`,
      [auditor],
    );
    expect(rows.map(({ action }) => action).toSorted()).toEqual([
      'register.counted',
      'register.exported',
      'register.listed',
    ]);
  });
});

describe('what stands in the register', () => {
  test('a request with who decided, in whose name, under which delegation, and how long it took; never a title', async () => {
    const { entries } = await list(own.people.auditor, { state: 'approved' });
    expect(entries).toMatchObject([
      {
        number: approved,
        title: null,
        owner: { code: own.code },
        minutesToDecide: 90,
        decisions: [
          {
            kind: 'approve',
            person: { id: own.people.deputy_general_manager },
            onBehalfOf: { id: manager },
            delegation: expect.stringMatching(/-WT-2026-\d+$/),
          },
        ],
      },
    ]);
    expect(contract.output.parse({ entries, next: null }).entries[0]).not.toHaveProperty('title');
  });

  test('nothing is taken to have been decided that was withdrawn or waits', async () => {
    const { entries } = await list(own.people.auditor);
    const open = entries.filter(({ state }) => state !== 'approved' && state !== 'refused');
    expect(open.map(({ state }) => state).toSorted()).toEqual(['pending', 'withdrawn']);
    expect(open.every(({ minutesToDecide, decisions }) => minutesToDecide === null && decisions.length === 0)).toBe(
      true,
    );
  });

  test('what nobody answered in time has expired, whether or not a job wrote that down', async () => {
    const later = START.add({ hours: 24 * 15 });
    await house.setTime(later);
    try {
      expect((await list(own.people.auditor, { state: 'pending' })).entries).toEqual([]);
      const { entries } = await list(own.people.auditor, { state: 'expired' });
      expect(entries.map(({ number, state }) => [number, state])).toEqual([[pending, 'expired']]);
    } finally {
      await house.setTime(START.add({ minutes: 100 }));
    }
  });

  test('all companies together come in one order, page by page, each request once', async () => {
    const officer = headquarters.people.security_officer;
    for (const order of ['newest', 'oldest', 'slowest', 'quickest'] as const) {
      const whole = (await list(officer, { company: 'all', order })).entries.map(({ number }) => number);
      const paged: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const page = await list(officer, {
          company: 'all',
          order,
          limit: 1,
          ...(cursor === undefined ? {} : { cursor }),
        });
        paged.push(...page.entries.map(({ number }) => number));
        cursor = page.next;
      }
      expect(paged).toEqual(whole);
      expect(new Set(paged).size).toBe(order === 'newest' || order === 'oldest' ? 4 : 2);
    }
  });

  test('days are days in Shanghai', async () => {
    const day = { filedFrom: '2026-11-02', filedTo: '2026-11-02' };
    expect((await list(own.people.auditor, day)).entries).toHaveLength(4);
    expect((await list(own.people.auditor, { filedFrom: '2026-11-03' })).entries).toEqual([]);
    expect((await list(own.people.auditor, { filedTo: '2026-11-01' })).entries).toEqual([]);
  });
});

describe('the official form', () => {
  test('is for the parties, for those who decide, and for the readers of the register', async () => {
    const people = [reader, manager, own.people.security_officer, own.people.auditor, headquarters.people.auditor];
    for (const person of people) {
      const { fileName, pdf } = await form(person, approved);
      expect(fileName).toBe(`${approved}.pdf`);
      expect(Buffer.from(pdf, 'base64').subarray(0, 5).toString()).toBe('%PDF-');
    }
    const { rows } = await house.superuser.query<{ actor_id: string }>(
      `select actor_id from miji.audit_event where action = 'request.printed' and subject_id = $1 and outcome = 'done'`,
      [approved],
    );
    expect(rows.map((row) => row.actor_id).toSorted()).toEqual(people.toSorted());
  }, 60_000);

  test('says who decided in whose name, why it was refused, and under which rules', async () => {
    const text = await pdfText(new Uint8Array(Buffer.from((await form(own.people.auditor, approved)).pdf, 'base64')));
    for (const words of [
      '申请审批表',
      approved,
      '密级：机密',
      '甲一',
      '宏远银行 综合部 员工',
      '委托号',
      '已批准',
      '规则集第 1 版',
    ]) {
      expect(text).toContain(words);
    }
    const refusal = await pdfText(new Uint8Array(Buffer.from((await form(manager, refusedOne)).pdf, 'base64')));
    expect(refusal).toContain('不需要');
    expect(refusal).toContain('在线查阅即可');
  }, 60_000);

  test('of a request of somebody else is as little there as one that was never filed', async () => {
    const never = `${own.code}-SQ-2026-000999`;
    const strangers = [
      await group.hire(own, 'staff', '乙二'),
      own.people.system_administrator,
      sister.people.general_manager,
      sister.people.security_officer,
    ];
    for (const person of strangers) {
      expect(await refusalOf(form(person, approved))).toEqual(await refusalOf(form(person, never)));
      expect(await codeOf(form(person, approved))).toBe('NOT_FOUND');
    }
    expect(await codeOf(form(own.people.auditor, never))).toBe('NOT_FOUND');
  });
});
