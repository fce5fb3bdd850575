import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  checkGrantUse,
  COPY_STATES,
  effectiveLevel,
  moveCopy,
  REQUEST_ACTS,
  REQUEST_STATES,
  SECRET_LEVELS,
  Temporal,
  tryAdvance,
} from '../src/index.ts';
import type { CopyAct, Grant, GrantUse } from '../src/index.ts';

const DOCUMENT = readFileSync(new URL('../../../docs/state-diagrams.md', import.meta.url), 'utf8');

/** The arrows of the diagram below a heading: `state, act: next`; the beginning and the ends are left out. */
const arrowsOf = (heading: string): readonly string[] => {
  const [, diagram = ''] = DOCUMENT.split(`\n## ${heading}\n`)[1]?.split('```mermaid\n') ?? [];
  const [lines = ''] = diagram.split('```');
  return [...lines.matchAll(/^ *(\w+) --> (\w+): (\w+)$/gm)]
    .map(([, from, to, act]) => `${from}, ${act}: ${to}`)
    .toSorted();
};

/** The states of a diagram that an arrow leads into from the beginning, or out of to the end. */
const edgesOf = (heading: string, pattern: RegExp): readonly string[] => {
  const [section = ''] = (DOCUMENT.split(`\n## ${heading}\n`)[1] ?? '').split('\n## ');
  return [...section.matchAll(pattern)].map(([, state]) => String(state)).toSorted();
};
const beginningsOf = (heading: string) => edgesOf(heading, /^ *\[\*\] --> (\w+)/gm);
const endsOf = (heading: string) => edgesOf(heading, /^ *(\w+) --> \[\*\]/gm);

const COPY_ACTS = [
  'lend',
  'carry_out',
  'send',
  'receive',
  'bring_back',
  'give_back',
  'return',
  'destroy',
  'lose',
  'find',
] as const;

/** Does not compile when an act is added to the law and not to the list above. */
const everyAct: Exclude<CopyAct, (typeof COPY_ACTS)[number]> extends never ? true : never = true;

describe('the diagram of a request', () => {
  it('has exactly the arrows of the law', () => {
    const lawful = REQUEST_STATES.flatMap((state) =>
      REQUEST_ACTS.flatMap((act) => {
        const step = tryAdvance(state, act);
        return 'next' in step ? [`${state}, ${act}: ${step.next}`] : [];
      }),
    );
    expect(arrowsOf('Request')).toEqual(lawful.toSorted());
  });

  it('ends exactly where the law leads no further', () => {
    const ends = REQUEST_STATES.filter((state) => REQUEST_ACTS.every((act) => 'refused' in tryAdvance(state, act)));
    expect(endsOf('Request')).toEqual(ends.toSorted());
    expect(beginningsOf('Request')).toEqual(['pending']);
  });
});

describe('the diagram of a copy (GS-24)', () => {
  it('has exactly the arrows of the law', () => {
    const lawful = COPY_STATES.flatMap((state) =>
      COPY_ACTS.flatMap((act) => {
        const next = moveCopy(state, act);
        return next === null ? [] : [`${state}, ${act}: ${next}`];
      }),
    );
    expect(everyAct).toBe(true);
    expect(arrowsOf('Copy')).toEqual(lawful.toSorted());
  });

  it('ends exactly where the law leads no further', () => {
    const ends = COPY_STATES.filter((state) => COPY_ACTS.every((act) => moveCopy(state, act) === null));
    expect(endsOf('Copy')).toEqual(ends.toSorted());
    expect(beginningsOf('Copy')).toEqual(['held']);
  });
});

const at = Temporal.Instant.from('2026-11-21T02:00:00Z');
const later = at.add({ hours: 1 });

/** What happens to a live grant for one copy, and what the law then says to its use. */
const FATES: Readonly<Record<string, readonly [grant: Partial<Grant>, use: Partial<GrantUse>, at: Temporal.Instant]>> =
  {
    live: [{}, {}, at],
    used: [{ used: 1 }, {}, at],
    expired: [{}, {}, later],
    void_level: [{}, { effectiveLevel: 'top_secret' }, at],
    void_version: [{}, { itemVersion: 2 }, at],
  };

const CODES: Readonly<Record<string, string | null>> = {
  live: null,
  used: 'GRANT_USED',
  expired: 'GRANT_EXPIRED',
  void_level: 'GRANT_VOID_LEVEL_CHANGED',
  void_version: 'GRANT_VOID_VERSION_CHANGED',
};

describe('the diagram of a grant (GS-23)', () => {
  const grant: Grant = {
    personId: 'p',
    operation: 'copy',
    itemId: 'i',
    itemVersion: 1,
    level: 'secret',
    copies: 1,
    used: 0,
    expiresAt: later,
  };
  const use: GrantUse = { personId: 'p', operation: 'copy', itemId: 'i', itemVersion: 1, effectiveLevel: 'secret' };

  it.each(Object.entries(FATES))('%s: the law answers as the state is called', (state, [grantIs, useIs, when]) => {
    expect(checkGrantUse({ ...grant, ...grantIs }, { ...use, ...useIs }, when)).toBe(CODES[state]);
  });

  it('has these states and no others, and only a live one is used', () => {
    expect(arrowsOf('Grant')).toEqual([
      'live, deadline_over: expired',
      'live, level_changed: void_level',
      'live, use: live',
      'live, use_last: used',
      'live, version_changed: void_version',
    ]);
    expect(beginningsOf('Grant')).toEqual(['live']);
    expect(endsOf('Grant')).toEqual(
      Object.keys(FATES)
        .filter((state) => CODES[state] !== null)
        .toSorted(),
    );
  });
});

describe('the diagram of an item (GS-13, GS-14)', () => {
  it('has the stored states, and declassification out of each of them', () => {
    expect(arrowsOf('Item')).toEqual([
      'confirmed, period_over: declassified',
      'proposed, confirm: confirmed',
      'proposed, period_over: declassified',
    ]);
    expect(beginningsOf('Item')).toEqual(['proposed']);
    expect(endsOf('Item')).toEqual(['declassified']);
  });

  it.each(SECRET_LEVELS)('%s is declassified by its period alone, whatever is stored', (level) => {
    const item = {
      level,
      period: { kind: 'until', day: Temporal.PlainDate.from('2026-11-20') },
      declassifiedAt: null,
    } as const;
    const issuedOn = Temporal.PlainDate.from('2026-01-01');
    const end = Temporal.Instant.from('2026-11-20T16:00:00Z');
    expect(effectiveLevel({ ...item, issuedOn }, end.subtract({ milliseconds: 1 }))).toBe(level);
    expect(effectiveLevel({ ...item, issuedOn }, end)).toBe('declassified');
  });

  it('shows the states that the database stores', () => {
    const schema = readFileSync(new URL('../../db/schema.sql', import.meta.url), 'utf8');
    const [item = ''] = schema.split('create table miji.item (')[1]?.split('\n);') ?? [];
    const [, list = ''] = /state = any \(array\[([^\]]*)\]/i.exec(item) ?? [];
    const stored = [...list.matchAll(/'(\w+)'/g)].map(([, state]) => String(state)).toSorted();
    expect(stored).toEqual(['confirmed', 'proposed']);
  });
});
