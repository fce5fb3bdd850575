import type { EffectRow, EffectTally } from '@miji/contract';
import { MOST_EFFECT_ROWS } from '@miji/contract';
import type { Operation, Temporal } from '@miji/core';
import { OPERATIONS } from '@miji/core';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';
import type { Direction, Effect } from './effects.ts';
import { answersOf } from './effects.ts';

const MOST_EXAMPLES = 20;

/** One operation of an effect, kept to be shown. */
interface Kept {
  readonly effect: Effect;
  readonly operation: Operation;
  readonly company: string;
}

/** Counts what changes one way, and keeps as much of it as may be shown. */
class Tally {
  readonly kept: Kept[] = [];
  readonly #most: number;
  readonly #persons = new Set<string>();
  readonly #items = new Set<string>();
  readonly #operations = new Map<Operation, number>();
  count = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(effect: Effect, operation: Operation, company: string): void {
    this.count += 1;
    this.#persons.add(effect.actor.personId);
    this.#items.add(effect.item.number);
    this.#operations.set(operation, (this.#operations.get(operation) ?? 0) + 1);
    if (this.kept.length < this.#most) this.kept.push({ effect, operation, company });
  }

  toWire(toRow: (kept: Kept) => EffectRow): EffectTally {
    return {
      count: this.count,
      persons: this.#persons.size,
      items: this.#items.size,
      byOperation: OPERATIONS.flatMap((operation) => {
        const count = this.#operations.get(operation);
        return count === undefined ? [] : [{ operation, count }];
      }),
      examples: this.kept.slice(0, MOST_EXAMPLES).map(toRow),
    };
  }
}

/** Who gains and who loses what. */
export class EffectLedger {
  readonly #tallies: Readonly<Record<Direction, Tally>>;
  readonly #withRows: boolean;

  /** @param withRows whether every row is wanted, and not only examples */
  constructor(withRows: boolean) {
    const most = withRows ? MOST_EFFECT_ROWS : MOST_EXAMPLES;
    this.#withRows = withRows;
    this.#tallies = { gain: new Tally(most), loss: new Tally(most) };
  }

  add(effect: Effect, company: string): void {
    for (const { operation, change } of effect.steps) this.#tallies[change].add(effect, operation, company);
  }

  /** Everybody whose name will be shown. */
  get personIds(): readonly string[] {
    return Object.values(this.#tallies).flatMap(({ kept }) => kept.map(({ effect }) => effect.actor.personId));
  }

  /** Losses come first among the rows: they are what somebody will ask about. */
  toWire(names: Names, at: Temporal.Instant) {
    const { gain, loss } = this.#tallies;
    const toRow = (kept: Kept): EffectRow => rowOf(kept, names, at);
    const rows = [
      ...loss.kept.map((kept) => ({ kept, change: 'loss' as const })),
      ...gain.kept.map((kept) => ({ kept, change: 'gain' as const })),
    ];
    return {
      gains: gain.toWire(toRow),
      losses: loss.toWire(toRow),
      rows: this.#withRows
        ? rows.slice(0, MOST_EFFECT_ROWS).map(({ kept, change }) => ({ ...toRow(kept), change }))
        : [],
      truncated: this.#withRows && gain.count + loss.count > MOST_EFFECT_ROWS,
    };
  }
}

const rowOf = ({ effect, operation, company }: Kept, names: Names, at: Temporal.Instant): EffectRow => {
  const { before, after } = answersOf(effect, operation, at);
  return {
    person: personRef(effect.actor.personId, names),
    company,
    item: effect.item.number,
    level: effect.item.facts.level,
    operation,
    before: { outcome: before.outcome, code: before.code },
    after: { outcome: after.outcome, code: after.code },
    article: after.article,
  };
};
