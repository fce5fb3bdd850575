import { Refusal } from '@miji/contract';
import type { RecordAsked, RecordAsker, RecordClass, RecordDecision } from '@miji/core';
import { decideRecord, isWithinBatch, meets, recordCondition } from '@miji/core';
import type { SpooledEvent } from '../spool.ts';
import { eventId } from '../spool.ts';
import type { RowCondition } from './condition.ts';
import { rowCondition } from './condition.ts';
import type { Mapping, RowValue } from './mapping.ts';
import { factsOf, refOf, valueAt } from './mapping.ts';
import type { RecordsHost } from './records-host.ts';
import type { SeenRecord } from './seen-record.ts';
import { asFieldValue, seenRecord } from './seen-record.ts';

/** For whom something is read, and what for. */
export interface Reading {
  readonly person: string;
  /** in a few words; it stands in the trace */
  readonly purpose: string;
}

/** Why a masked field is needed in clear. */
export interface Unmasking extends Reading {
  readonly reason: string;
}

/** A row with what it answers. */
interface Answered<Row> {
  readonly row: Row;
  readonly decision: RecordDecision;
  readonly asked: RecordAsked;
}

/**
 * The rows of a developer's own table under the rules of a record class. Nothing is handed out before it has been written down.
 *
 * @example
 * ```ts
 * import type { GuardedRows } from '@miji/client';
 *
 * const phoneOf = <Row extends object>(customers: GuardedRows<Row, 'mobile'>, row: Row, person: string) =>
 *   customers.unmask(row, 'mobile', { person, purpose: '回访', reason: '号码核对' });
 * ```
 * @typeParam Row a row as the developer's own database gives it
 * @typeParam Field the fields of the class that it has
 */
export class GuardedRows<Row extends object, Field extends string> {
  readonly #host: RecordsHost;
  readonly #code: string;
  readonly #mapping: Mapping<Row, Field>;
  /** what was given in clear of a row, by person: asked for piece by piece it is still asked for together */
  readonly #given = new WeakMap<Row, Map<string, Set<Field>>>();

  constructor(host: RecordsHost, code: string, mapping: Mapping<Row, Field>) {
    this.#host = host;
    this.#code = code;
    this.#mapping = mapping;
  }

  /**
   * One row as a person may see it: each field masked, withheld, or sealed in clear.
   *
   * @throws Refusal `NOT_IN_RANGE`, `NOT_DESIGNATED`, `PURPOSE_REQUIRED`, `VALIDATION`; `SPOOL_FULL`, `UNAVAILABLE`
   */
  async read<F extends Field>(row: Row, asked: Reading & { readonly fields: readonly F[] }): Promise<SeenRecord<F>> {
    const [seen] = await this.#see([row], asked);
    if (seen === undefined) throw new Refusal('NOT_FOUND');
    return seen;
  }

  /**
   * Some rows at once, in their order, each as {@link read} would give it; those that he may not know are left out.
   *
   * @throws Refusal `BATCH_LIMIT` for more rows than the class allows
   */
  async readMany<F extends Field>(
    rows: readonly Row[],
    asked: Reading & { readonly fields: readonly F[] },
  ): Promise<readonly SeenRecord<F>[]> {
    return this.#see(rows, asked, true);
  }

  /**
   * The rows that a person may know, in their order. It says which, and hands nothing of them out.
   *
   * @throws Refusal `BATCH_LIMIT`, `PURPOSE_REQUIRED`
   */
  async visible(rows: readonly Row[], reading: Reading): Promise<readonly Row[]> {
    const asker = await this.#asker(reading.person);
    if (reading.purpose.trim() === '') throw new Refusal('PURPOSE_REQUIRED');
    this.#withinBatch(asker.recordClass, rows.length);
    const conditions = recordCondition(asker);
    const known = rows.filter((row) => meets(conditions, factsOf(this.#mapping, row)));
    const record = { class: this.#code, ref: `rows:${known.length}` };
    await this.#host.record([
      { ...this.#stamp(asker, reading), record, operation: 'list', outcome: 'allowed', code: 'ALLOWED_NAMED' },
    ]);
    return known;
  }

  /**
   * The value of one masked field.
   *
   * @throws Refusal `NOT_ENTITLED`, `UNMASK_REASON_REQUIRED`, `FORBIDDEN_BY_RULE` for what is handed out to nobody, and as {@link read}
   */
  async unmask(row: Row, field: Field, { person, purpose, reason }: Unmasking): Promise<RowValue> {
    const asker = await this.#asker(person);
    const asked = { purpose, fields: [], unmask: { fields: [field], reason }, given: [...this.#givenTo(row, person)] };
    const decision = decideRecord({ ...asker, row: factsOf(this.#mapping, row), asked });
    const { allowed, event } = this.#outcome(asker, { row, decision, asked }, { person, purpose });
    const why = onOneLine(reason);
    await this.#host.record([{ ...event, operation: 'unmask', ...(why === '' ? {} : { reason: why }) }]);
    if (allowed === null) throw refusalOf(decision);
    this.#remember(row, person, [field]);
    return asFieldValue(valueAt(row, this.#mapping.fields[field]));
  }

  /**
   * The rows that a person may know as a condition for `where` of Kysely. What it finds is still read with {@link read}.
   *
   * @example
   * ```ts
   * import type { GuardedRows } from '@miji/client';
   * import type { Kysely } from 'kysely';
   *
   * interface CustomerRow {
   *   readonly id: number;
   *   readonly phone: string;
   * }
   *
   * const list = async (db: Kysely<{ customer: CustomerRow }>, customers: GuardedRows<CustomerRow, 'mobile'>, person: string) =>
   *   db.selectFrom('customer').selectAll().where(await customers.condition(person)).limit(50).execute();
   * ```
   */
  async condition(person: string, table?: string): Promise<RowCondition> {
    return rowCondition(this.#mapping, recordCondition(await this.#asker(person)), table);
  }

  async #see<F extends Field>(
    rows: readonly Row[],
    asked: Reading & { readonly fields: readonly F[] },
    isList = false,
  ): Promise<readonly SeenRecord<F>[]> {
    const asker = await this.#asker(asked.person);
    this.#withinBatch(asker.recordClass, rows.length);
    const answers = rows.map((row): Answered<Row> => {
      const question = { purpose: asked.purpose, fields: asked.fields, given: [...this.#givenTo(row, asked.person)] };
      return {
        row,
        asked: question,
        decision: decideRecord({ ...asker, row: factsOf(this.#mapping, row), asked: question }),
      };
    });
    const outcomes = answers.map((answer) => this.#outcome(asker, answer, asked));
    if (outcomes.length > 0) await this.#host.record(outcomes.map(({ event }) => event));
    return outcomes.flatMap(({ allowed, row, decision }) => {
      if (allowed === null) {
        if (isList && isUnknown(decision)) return [];
        throw refusalOf(decision);
      }
      this.#remember(row, asked.person, clearOf(allowed));
      const valueOf = (field: F): unknown => valueAt(row, this.#mapping.fields[field]);
      const { person, purpose, fields } = asked;
      const ref = refOf(this.#mapping, row);
      return [seenRecord({ recordClass: asker.recordClass, ref, person, purpose, decision: allowed, fields, valueOf })];
    });
  }

  async #asker(person: string): Promise<RecordAsker> {
    const recordClass = await this.#host.recordClass(this.#code);
    const at = this.#host.now();
    const actor = this.#host.actor(person) ?? { personId: person, appointments: [] };
    return { law: this.#host.law(at), recordClass, companyId: this.#host.companyId, actor, at };
  }

  #withinBatch(recordClass: RecordClass, rows: number): void {
    if (!isWithinBatch(recordClass, rows)) throw new Refusal('BATCH_LIMIT');
  }

  #stamp({ at }: RecordAsker, { person, purpose }: Reading) {
    return { id: eventId(), at: at.toString({ smallestUnit: 'millisecond' }), person, purpose: onOneLine(purpose) };
  }

  #outcome(asker: RecordAsker, { row, decision }: Answered<Row>, reading: Reading) {
    const allowed = decision.outcome === 'allowed' ? decision : null;
    const { purpose, ...stamp } = this.#stamp(asker, reading);
    const event = {
      ...stamp,
      record: { class: this.#code, ref: refOf(this.#mapping, row) },
      operation: 'view',
      outcome: decision.outcome,
      code: decision.code,
      ...(purpose === '' ? {} : { purpose }),
      ...(allowed === null ? {} : { fields: clearOf(allowed) }),
    } as const satisfies SpooledEvent;
    return { row, decision, allowed, event };
  }

  #givenTo(row: Row, person: string): ReadonlySet<string> {
    return this.#given.get(row)?.get(person) ?? new Set();
  }

  #remember(row: Row, person: string, fields: readonly string[]): void {
    const people = this.#given.get(row) ?? new Map<string, Set<Field>>();
    const given = people.get(person) ?? new Set<Field>();
    for (const field of this.#known(fields)) given.add(field);
    people.set(person, given);
    this.#given.set(row, people);
  }

  #known(fields: readonly string[]): readonly Field[] {
    return fields.filter((name): name is Field => name in this.#mapping.fields);
  }
}

/** As it may stand in the trace. */
const onOneLine = (text: string): string =>
  text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, LONGEST_LINE);
const LONGEST_LINE = 200;

const clearOf = ({ fields }: Extract<RecordDecision, { readonly outcome: 'allowed' }>): string[] =>
  [...fields].flatMap(([name, state]) => (state === 'clear' ? [name] : []));

/** Whether he may not even know the row: then a list has nothing to say of it. */
const isUnknown = ({ code }: RecordDecision): boolean => code === 'NOT_IN_RANGE' || code === 'NOT_DESIGNATED';

const refusalOf = (decision: RecordDecision): Refusal =>
  decision.outcome === 'denied'
    ? new Refusal(decision.code, { rule: decision.rule, article: decision.article })
    : new Refusal('INTERNAL');
