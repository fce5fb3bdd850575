import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  COPY_ACTS,
  checkChange,
  checkGrantUse,
  COPY_STATES,
  effectiveLevel,
  isInForce,
  moveCopy,
  REQUEST_ACTS,
  REQUEST_STATES,
  SECRET_LEVELS,
  Temporal,
  tryAdvance,
} from '../src/index.ts';
import type { Actor, Changeable, Change, Grant, GrantUse, ReceivedDelegation } from '../src/index.ts';

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
    revoked: [{ voided: 'GRANT_REVOKED' }, {}, at],
    void_hold: [{ voided: 'GRANT_VOID_HOLD' }, {}, at],
    void_range: [{ voided: 'GRANT_VOID_RANGE_LOST' }, {}, at],
    void_level: [{}, { effectiveLevel: 'top_secret' }, at],
    void_version: [{}, { itemVersion: 2 }, at],
  };

const CODES: Readonly<Record<string, string | null>> = {
  live: null,
  used: 'GRANT_USED',
  expired: 'GRANT_EXPIRED',
  revoked: 'GRANT_REVOKED',
  void_hold: 'GRANT_VOID_HOLD',
  void_range: 'GRANT_VOID_RANGE_LOST',
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
    voided: null,
  };
  const use: GrantUse = { personId: 'p', operation: 'copy', itemId: 'i', itemVersion: 1, effectiveLevel: 'secret' };

  it.each(Object.entries(FATES))('%s: the law answers as the state is called', (state, [grantIs, useIs, when]) => {
    expect(checkGrantUse({ ...grant, ...grantIs }, { ...use, ...useIs }, when)).toBe(CODES[state]);
  });

  it('has these states and no others, and only a live one is used', () => {
    expect(arrowsOf('Grant')).toEqual([
      'live, deadline_over: expired',
      'live, hold_placed: void_hold',
      'live, level_changed: void_level',
      'live, range_lost: void_range',
      'live, revoke: revoked',
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

/** What can be asked of an item, and the state that it leads to where it is granted. */
const CHANGES: readonly (readonly [change: Change, leadsTo: string | null])[] = [
  [{ kind: 'regrade', toLevel: 'top_secret' }, null],
  [{ kind: 'extend', period: { kind: 'indefinite' } }, null],
  [{ kind: 'declassify', event: null }, 'declassified'],
  [{ kind: 'declassify_part', fromLine: 1, toLine: 1 }, null],
];

describe('the diagram of an item (GS-13, GS-14, GS-15)', () => {
  const over = Temporal.Instant.from('2026-11-20T16:00:00Z');
  const item = {
    itemId: 'i',
    version: 1,
    level: 'secret',
    period: { kind: 'until', day: Temporal.PlainDate.from('2026-11-20') },
    issuedOn: Temporal.PlainDate.from('2026-01-01'),
    declassifiedAt: null,
    range: { ownerCompanyId: 'c', responsibleManagerId: 'm', entries: [], excludedIds: [] },
    regimes: [],
    line: null,
    coOwnerIds: [],
    lines: 1,
  } as const satisfies Changeable;
  const stored = [
    ['proposed', { ...item, unconfirmed: true }, at],
    ['confirmed', item, over.subtract({ milliseconds: 1 })],
    ['declassified', item, over],
  ] as const;

  it('has the changes that the law allows, and ends by time only what somebody has confirmed', () => {
    const changes = stored.flatMap(([state, facts, when]) =>
      CHANGES.flatMap(([change, leadsTo]) =>
        checkChange(facts, change, when) === null ? [`${state}, ${change.kind}: ${leadsTo ?? state}`] : [],
      ),
    );
    const byTime = stored.flatMap(([state, facts]) =>
      state !== 'declassified' && effectiveLevel(facts, over) === 'declassified'
        ? [`${state}, period_over: declassified`]
        : [],
    );
    const confirmations = [
      ['confirm', over.subtract({ milliseconds: 1 })],
      ['confirm_late', over],
    ] as const;
    const byAuthority = confirmations.map(([act, when]) => {
      const isOver = effectiveLevel({ ...item, unconfirmed: false }, when) === 'declassified';
      return `proposed, ${act}: ${isOver ? 'declassified' : 'confirmed'}`;
    });
    expect(arrowsOf('Item')).toEqual([...changes, ...byTime, ...byAuthority].toSorted());
    expect(beginningsOf('Item')).toEqual(['confirmed', 'declassified', 'proposed']);
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

describe('the diagram of a delegation', () => {
  const holder = (appointed: boolean): Actor => ({
    personId: 'principal',
    appointments: appointed
      ? [
          {
            companyId: 'c',
            companyKind: 'subsidiary',
            post: 'general_manager',
            departmentId: null,
            validity: { from: at.subtract({ hours: 24 }), to: null },
          },
        ]
      : [],
  });
  const delegate: Actor = {
    personId: 'delegate',
    appointments: holder(true).appointments.map((held) => ({ ...held, post: 'staff' })),
  };
  const delegation = (validity: ReceivedDelegation['validity'], appointed = true): ReceivedDelegation => ({
    number: 'C-WT-2026-000001',
    principalId: 'principal',
    delegateId: 'delegate',
    companyId: 'c',
    post: 'general_manager',
    highestLevel: 'secret',
    operations: ['copy'],
    validity,
    principal: holder(appointed),
  });

  it('lends something in one of its states alone', () => {
    const states = {
      ahead: delegation({ from: later, to: null }),
      in_force: delegation({ from: at, to: later }),
      idle: delegation({ from: at, to: later }, false),
      over: delegation({ from: at.subtract({ hours: 1 }), to: at }),
    };
    const lending = Object.entries(states).flatMap(([state, is]) => (isInForce(is, delegate, at) ? [state] : []));
    expect(lending).toEqual(['in_force']);
    const drawn = new Set(arrowsOf('Delegation').flatMap((arrow) => arrow.split(/, \w+: /)));
    expect([...drawn].toSorted()).toEqual(Object.keys(states).toSorted());
    expect(beginningsOf('Delegation')).toEqual(['ahead', 'in_force']);
    expect(endsOf('Delegation')).toEqual(['over']);
  });
});
