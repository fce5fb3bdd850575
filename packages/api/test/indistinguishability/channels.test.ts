import { getItem, getCopy, getRequest, grantNumber, itemSummary, listItems } from '@miji/contract';
import { beforeAll, describe, expect, test } from 'vitest';
import { OPERATIONS } from '../../src/rest/operations.ts';
import { jsonSchemaOf } from '../../src/rest/json-schema.ts';
import { openHouse } from '../support/house.ts';
import { rest, serve } from '../support/http.ts';
import type { Sender } from '../support/http.ts';
import type { Probe } from './probes.ts';
import { lists, questionsAbout, restCall } from './probes.ts';
import type { Seen } from './two-worlds.ts';
import { ASKED_AT, observe, prepareWorlds, seen, TITLE } from './two-worlds.ts';

const house = await openHouse();
const app = await serve(house);
const worlds = await prepareWorlds(house);
const { hidden, senders, bystanders, known } = worlds;
const { company } = bystanders;

const ABOUT = hidden.map((numbers) => questionsAbout(numbers, bystanders));
const about = (kind: keyof (typeof ABOUT)[number]) => ABOUT.flatMap((questions) => questions[kind]);
const LISTS = hidden.map(({ item }) => lists(item, TITLE, company));
const listing = (kind: keyof (typeof LISTS)[number]) => LISTS.flatMap((one) => one[kind]);

/** What is asked over each channel; the first three look at one side of every answer, the others at all of it. */
const EVERYTHING = [
  ...(['item', 'range', 'batch', 'request', 'copy', 'change', 'explain'] as const).flatMap(about),
  ...(['count', 'sort', 'search', 'suggestion'] as const).flatMap(listing),
];
const CHANNELS: Readonly<Record<string, readonly Probe[]>> = {
  'item, by its number': about('item'),
  'range: naming, revoking, shutting out, letting in, confirming': about('range'),
  'batch: many questions at once': about('batch'),
  'requests: filing, reading, deciding, taking back': about('request'),
  'copies and grants, by their numbers': about('copy'),
  'classification: deriving, changing, releasing a part': about('change'),
  explanation: about('explain'),
  'trace that a user sees': about('trace'),
  'count: how many there are of anything': listing('count'),
  'sort: where it would stand': listing('sort'),
  'search: by number, title, level, kind': listing('search'),
  'suggestion: people, departments, groups, customers, rules': listing('suggestion'),
};

/** A list from its first page to its last, byte by byte. */
const walk = async (sender: Sender, limit: number, sort: string): Promise<readonly Seen[]> => {
  const pages: Seen[] = [];
  let cursor: string | undefined;
  do {
    const input = { company, limit, sort, ...(cursor !== undefined && { cursor }) };
    const response = await rest(app, sender, restCall({ procedure: 'items.list', input }));
    pages.push(seen(response));
    if (response.statusCode !== 200) break;
    cursor = listItems.output.parse(response.json()).next ?? undefined;
  } while (cursor !== undefined);
  return pages;
};

const PAGES = [1, 2, 3].flatMap((limit) => ['newest', 'declassifies_soonest'].map((sort) => ({ limit, sort })));

interface World {
  readonly answers: ReadonlyMap<Probe, readonly Seen[]>;
  readonly pages: readonly (readonly Seen[])[];
}

const look = async (sender: Sender): Promise<World> => {
  const answers = new Map<Probe, readonly Seen[]>();
  const asked = new Map<string, readonly Seen[]>();
  // Lists are the same questions for each of the hidden items.
  const questions = new Map([...EVERYTHING, ...about('trace')].map((probe) => [JSON.stringify(probe), probe]));
  const waiting = [...questions];
  const askOn = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      asked.set(next[0], await observe(app, sender, next[1]));
    }
  };
  await Promise.all(Array.from({ length: 8 }, askOn));
  for (const probe of [...EVERYTHING, ...about('trace')]) answers.set(probe, asked.get(JSON.stringify(probe)) ?? []);
  const pages: (readonly Seen[])[] = [];
  for (const { limit, sort } of PAGES) pages.push(await walk(sender, limit, sort));
  return { answers, pages };
};

const without = new Map<string, World>();
const withIt = new Map<string, World>();
const worldsOf = (name: string): readonly [World, World] => {
  const [a, b] = [without.get(name), withIt.get(name)];
  if (a === undefined || b === undefined) throw new Error(`nobody looked as ${name}`);
  return [a, b];
};

beforeAll(async () => {
  await house.setTime(ASKED_AT);
  for (const [name, sender] of Object.entries(senders)) without.set(name, await look(sender));
  await worlds.hide();
  for (const [name, sender] of Object.entries(senders)) withIt.set(name, await look(sender));
}, 600_000);

describe.each(Object.keys(senders))('to %s', (name) => {
  /** The answers to some questions without what is hidden, and with it, one side of each. */
  const bothSides = (probes: readonly Probe[], side: (answer: Seen) => unknown = (answer) => answer) =>
    worldsOf(name).map(({ answers }) =>
      probes.map((probe) => ({ ...probe, answers: (answers.get(probe) ?? []).map(side) })),
    );

  test('status: nothing answers otherwise because something is hidden', () => {
    const [never, hiding] = bothSides(EVERYTHING, ({ status }) => status);
    expect(hiding).toEqual(never);
  });

  test('headers: none is there, longer or other because something is hidden', () => {
    const [never, hiding] = bothSides(EVERYTHING, ({ headers }) => headers);
    expect(hiding).toEqual(never);
  });

  test('body: not a byte of it is other because something is hidden', () => {
    const [never, hiding] = bothSides(EVERYTHING, ({ bytes }) => bytes);
    expect(hiding).toEqual(never);
  });

  test.each(Object.keys(CHANNELS))('%s', (channel) => {
    const [never, hiding] = bothSides(CHANNELS[channel] ?? []);
    expect(hiding).toEqual(never);
    expect(never?.flatMap(({ answers }) => answers).length).toBeGreaterThan(0);
  });

  test('paging: every page begins, ends and goes on as if nothing lay between', () => {
    const [never, hiding] = worldsOf(name);
    expect(hiding.pages).toEqual(never.pages);
  });
});

test('trace: the auditors of a sister company find nothing of it in the trace that they may see', async () => {
  const auditor = house.as(house.group.sister.people.auditor);
  const numbers = new Set(hidden.map(({ item }) => item));
  let cursor: string | undefined;
  let entries = 0;
  do {
    const page = await auditor.trace.list({ limit: 100, ...(cursor !== undefined && { cursor }) });
    // That somebody of theirs has asked, and how, stands there in either world; what was done to the item does not.
    const told = page.entries.filter(
      ({ item, subject, outcome, action }) =>
        outcome === 'done' &&
        !action.endsWith('.listed') &&
        (numbers.has(item ?? '') || numbers.has(subject?.id ?? '')),
    );
    expect(told.map(({ action, item }) => `${action} ${item}`)).toEqual([]);
    entries += page.entries.length;
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  expect(entries).toBeGreaterThan(10);
});

describe('the questions', () => {
  test('are asked of something that is there, as whoever may know it finds', async () => {
    const statuses = new Map<string, number>();
    for (const probe of [...about('item'), ...about('batch')]) {
      const answer = await rest(app, { person: worlds.reader }, restCall(probe));
      statuses.set(`${probe.procedure} ${JSON.stringify(probe.input)}`, answer.statusCode);
    }
    // The words of 绝密 are nobody's as text, which only whoever may know it is told.
    const isFound = ([asked, status]: [string, number]): boolean =>
      status === 200 || (status === 403 && /^items\.read(Page)? /u.test(asked));
    expect([...statuses].filter((answer) => !isFound(answer))).toEqual([]);
    const { entries } = await house.as(worlds.reader).items.list({ company, search: TITLE, limit: 100 });
    expect(entries.map(({ number }) => number).toSorted()).toEqual(hidden.map(({ item }) => item).toSorted());
  });

  test('are asked by people who may know something else, so that their lists are not all empty', async () => {
    const { entries } = await house.as(worlds.outsider).items.list({ company, limit: 100 });
    expect(entries.map(({ number }) => number).toSorted()).toEqual([...known].toSorted());
  });

  test('include every procedure that takes the number of an item, a request, a grant or a copy', () => {
    const patterns = [
      getItem.input.shape.number,
      getRequest.input.shape.number,
      grantNumber,
      getCopy.input.shape.id,
    ].map((schema) => jsonSchemaOf(schema, 'input')['pattern']);
    expect(patterns).not.toContain(undefined);
    expect(jsonSchemaOf(itemSummary.shape.number, 'input')['pattern']).toBe(patterns[0]);
    const takes = (value: unknown): boolean =>
      typeof value === 'object' &&
      value !== null &&
      (patterns.includes(Reflect.get(value, 'pattern')) || Object.values(value).some(takes));
    const asked = new Set([...EVERYTHING, ...about('trace')].map(({ procedure }) => procedure));
    const taking = OPERATIONS.filter(({ contract }) => takes(jsonSchemaOf(contract.input, 'input')));
    // A derived item names its sources when it is registered: asked in the test of collisions, as it writes something down.
    // What was decided locally is reported by services that hold the whole register of their company, and by nobody else.
    const left = taking.map(({ procedure }) => procedure).filter((procedure) => !asked.has(procedure));
    expect(left).toEqual(['items.register', 'access.report']);
    expect(taking.length).toBeGreaterThan(15);
  });
});
