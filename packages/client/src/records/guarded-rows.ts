import { Refusal } from '@miji/contract';
import type { AllowedCode, RecordAsked, RecordAsker, RecordDecision, RefusalCode } from '@miji/core';
import { decideRecord, isOpen, isWithinBatch, knowRecord, recordCondition, saysSomething } from '@miji/core';
import type { Allowed } from '../classified/allowed.ts';
import type { Classified } from '../classified/classified.ts';
import { onOneLine } from '../one-line.ts';
import type { SpooledEvent } from '../spool.ts';
import { eventId } from '../spool.ts';
import type { RowCondition } from './condition.ts';
import { rowCondition } from './condition.ts';
import type { HandedOut } from './handed-out.ts';
import type { Mapping, RowValue } from './mapping.ts';
import { factsOf, refOf, valueAt } from './mapping.ts';
import type { RecordsHost } from './records-host.ts';
import type { SeenRecord } from './seen-record.ts';
import { seenRecord } from './seen-record.ts';
import { unmaskedField } from './unmasked-field.ts';

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

/** A field in clear: sealed, and what opens it. */
export interface Unmasked {
  readonly value: Classified<RowValue, 'unmask'>;
  readonly allowed: Allowed<'unmask'>;
}

/** A row with what it answers. */
interface Answered<Row> {
  readonly row: Row;
  readonly ref: string;
  readonly decision: RecordDecision;
  readonly asked: RecordAsked;
}

/** What guarded rows are made of. */
interface Guarding<Row, Field extends string> {
  readonly host: RecordsHost;
  readonly handedOut: HandedOut;
  readonly code: string;
  readonly mapping: Mapping<Row, Field>;
}

/**
 * The rows of a developer's own table under the rules of a record class. Nothing is handed out before it has been written down.
 *
 * @example
 * ```ts
 * import type { GuardedRows } from '@miji/client';
 *
 * const phoneOf = async <Row extends object>(customers: GuardedRows<Row, 'mobile'>, row: Row, person: string) => {
 *   const { value, allowed } = await customers.unmask(row, 'mobile', { person, purpose: '回访', reason: '号码核对' });
 *   return value.reveal(allowed);
 * };
 * ```
 * @typeParam Row a row as the developer's own database gives it
 * @typeParam Field the fields of the class that it has
 */
export class GuardedRows<Row extends object, Field extends string> {
  readonly #host: RecordsHost;
  readonly #code: string;
  readonly #mapping: Mapping<Row, Field>;
  readonly #handedOut: HandedOut;

  /** @internal */
  constructor({ host, handedOut, code, mapping }: Guarding<Row, Field>) {
    this.#host = host;
    this.#handedOut = handedOut;
    this.#code = code;
    this.#mapping = mapping;
  }

  /**
   * One row as a person may see it: each field masked, withheld, or sealed in clear.
   *
   * @throws Refusal `NOT_IN_RANGE`, `NOT_DESIGNATED`, `PURPOSE_REQUIRED`, `VALIDATION`; `SPOOL_FULL`, `UNAVAILABLE`; `BATCH_LIMIT` for more
   * rows within an hour than ten times what the class allows at once
   */
  async read<F extends Field>(row: Row, asked: Reading & { readonly fields: readonly F[] }): Promise<SeenRecord<F>> {
    const [seen] = await this.#see([row], asked);
    if (seen === undefined) throw new Refusal('NOT_FOUND');
    return seen;
  }

  /**
   * Some rows at once, in their order, each as {@link read} would give it; those that he may not know are left out.
   *
   * @throws Refusal `BATCH_LIMIT` for more rows than the class allows, at once or within an hour
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
    const asker = await this.#askerFor(reading);
    if (!isWithinBatch(asker.recordClass, rows.length)) await this.#refuse(asker, reading, 'BATCH_LIMIT');
    const known = rows.flatMap((row) => {
      const { outcome, code } = knowRecord(asker, factsOf(this.#mapping, row));
      return outcome === 'allowed' ? [{ row, code, ref: refOf(this.#mapping, row) }] : [];
    });
    if (!this.#count(asker, known)) await this.#refuse(asker, reading, 'BATCH_LIMIT');
    const byCode = [...Map.groupBy(known, ({ code }) => code)];
    const events = byCode.map(async ([code, found]): Promise<SpooledEvent> => {
      const ref = `rows:${found.length}:${await digestOf(found.map(({ ref: one }) => one))}`;
      return { ...this.#listed(asker, reading, code), record: { class: this.#code, ref } };
    });
    const none = { ...this.#listedNone(asker, reading), record: { class: this.#code, ref: 'rows:0' } };
    await this.#host.record(known.length === 0 ? [none] : await Promise.all(events));
    return known.map(({ row }) => row);
  }

  /**
   * The value of one masked field, sealed, with what opens it for half a minute.
   *
   * @throws Refusal `NOT_ENTITLED`, `UNMASK_REASON_REQUIRED`, `FORBIDDEN_BY_RULE` for what is handed out to nobody, and as {@link read}
   */
  async unmask(row: Row, field: Field, { person, purpose, reason }: Unmasking): Promise<Unmasked> {
    const wanted = { fields: [], unmask: { fields: [field], reason } };
    const [answer] = await this.#answers([row], { person, purpose }, wanted);
    if (answer === undefined) throw new Refusal('NOT_FOUND');
    const { asker, ...answered } = answer;
    const { allowed, event } = this.#outcome(asker, answered, { person, purpose });
    const why = onOneLine(reason);
    await this.#host.record([{ ...event, operation: 'unmask', ...(why === '' ? {} : { reason: why }) }]);
    if (allowed === null) throw refusalOf(answered.decision);
    const value = valueAt(row, this.#mapping.fields[field]);
    const { ref, asked } = answered;
    const record = { class: this.#code, ref };
    return unmaskedField({
      record,
      field,
      value,
      person,
      purpose,
      decision: allowed,
      again: this.#again(row, person, asked),
    });
  }

  /**
   * The rows that a person may know as a condition for `where` of Kysely. That it was asked for stands in the trace, what it finds does not:
   * that is still read with {@link read}, which masks and counts. It compares as the database does; one that takes `a` for `A` in a column of
   * grades or ids may find rows that {@link read} then refuses.
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
   *   db.selectFrom('customer').selectAll().where(await customers.condition({ person, purpose: '回访' })).limit(50).execute();
   * ```
   */
  async condition(reading: Reading, table?: string): Promise<RowCondition> {
    const asker = await this.#askerFor(reading);
    const conditions = recordCondition(asker);
    const condition = rowCondition(this.#mapping, conditions, table);
    const code = conditions.some(({ everything }) => everything) ? 'ALLOWED_HEADQUARTERS' : 'ALLOWED_NAMED';
    const listed = conditions.some(isOpen) ? this.#listed(asker, reading, code) : this.#listedNone(asker, reading);
    await this.#host.record([{ ...listed, record: { class: this.#code, ref: 'condition' } }]);
    return condition;
  }

  async #see<F extends Field>(
    rows: readonly Row[],
    asked: Reading & { readonly fields: readonly F[] },
    isList = false,
  ): Promise<readonly SeenRecord<F>[]> {
    const { person, purpose, fields } = asked;
    const answers = await this.#answers(rows, asked, { fields });
    const outcomes = answers.map(({ asker, ...answer }) => ({ asker, ...this.#outcome(asker, answer, asked) }));
    if (outcomes.length > 0) await this.#host.record(outcomes.map(({ event }) => event));
    return outcomes.flatMap(({ asker, allowed, row, ref, decision, asked: question }) => {
      if (allowed === null) {
        if (isList && isUnknown(decision)) return [];
        throw refusalOf(decision);
      }
      const valueOf = (field: F): unknown => valueAt(row, this.#mapping.fields[field]);
      const again = this.#again(row, person, question);
      return [
        seenRecord({ recordClass: asker.recordClass, ref, person, purpose, decision: allowed, fields, valueOf, again }),
      ];
    });
  }

  /**
   * What the law says to a question about some rows. What it gives in clear counts as given from here on, and the rows as read, before
   * anybody can ask again: nothing is waited for in between.
   */
  async #answers(
    rows: readonly Row[],
    reading: Reading,
    wanted: Pick<RecordAsked, 'fields' | 'unmask'>,
  ): Promise<readonly (Answered<Row> & { readonly asker: RecordAsker })[]> {
    const { person, purpose } = reading;
    const asker = this.#asker(person);
    if (!isWithinBatch(asker.recordClass, rows.length)) await this.#refuse(asker, reading, 'BATCH_LIMIT');
    const now = asker.at.epochMilliseconds;
    const answers = rows.map((row) => {
      const ref = refOf(this.#mapping, row);
      const given = this.#handedOut.givenOf({ person, recordClass: this.#code, ref }, now);
      const asked = { purpose, ...wanted, given };
      return { asker, row, ref, asked, decision: decideRecord({ ...asker, row: factsOf(this.#mapping, row), asked }) };
    });
    const allowed = answers.filter(({ decision }) => decision.outcome === 'allowed');
    if (!this.#count(asker, allowed)) await this.#refuse(asker, reading, 'BATCH_LIMIT');
    for (const { ref, decision } of allowed) {
      this.#handedOut.give({ person, recordClass: this.#code, ref }, clearOf(decision), now);
    }
    return answers;
  }

  /** The same question to the law as it is then. */
  #again(row: Row, person: string, asked: RecordAsked): () => RecordDecision {
    return () => decideRecord({ ...this.#asker(person), row: factsOf(this.#mapping, row), asked });
  }

  #asker(person: string): RecordAsker {
    const recordClass = this.#host.recordClass(this.#code);
    const at = this.#host.now();
    const actor = this.#host.actor(person) ?? { personId: person, appointments: [] };
    return { law: this.#host.law(at), recordClass, companyId: this.#host.companyId, actor, at };
  }

  async #askerFor(reading: Reading): Promise<RecordAsker> {
    const asker = this.#asker(reading.person);
    return saysSomething(reading.purpose) ? asker : this.#refuse(asker, reading, 'PURPOSE_REQUIRED');
  }

  /** Refuses a question as a whole, after that has been written down. */
  async #refuse(asker: RecordAsker, reading: Reading, code: RefusalCode): Promise<never> {
    const record = { class: this.#code, ref: 'rows' };
    await this.#host.record([{ ...this.#stamp(asker, reading), record, operation: 'list', outcome: 'denied', code }]);
    throw new Refusal(code);
  }

  /** Counts rows as read; false where they are more than he may be shown in a while. */
  #count({ recordClass, actor, at }: RecordAsker, rows: readonly { readonly ref: string }[]): boolean {
    const refs = rows.map(({ ref }) => ref);
    return this.#handedOut.count(actor.personId, recordClass, refs, at.epochMilliseconds);
  }

  #listed(asker: RecordAsker, reading: Reading, code: AllowedCode) {
    return { ...this.#stamp(asker, reading), operation: 'list', outcome: 'allowed', code } as const;
  }

  #listedNone(asker: RecordAsker, reading: Reading) {
    return { ...this.#stamp(asker, reading), operation: 'list', outcome: 'denied', code: 'NOT_IN_RANGE' } as const;
  }

  #stamp({ at }: RecordAsker, { person, purpose }: Reading) {
    const said = onOneLine(purpose);
    const stamp = { id: eventId(), at: at.toString({ smallestUnit: 'millisecond' }), person };
    return said === '' ? stamp : { ...stamp, purpose: said };
  }

  #outcome(asker: RecordAsker, answered: Answered<Row>, reading: Reading) {
    const { ref, decision } = answered;
    const allowed = decision.outcome === 'allowed' ? decision : null;
    const event = {
      ...this.#stamp(asker, reading),
      record: { class: this.#code, ref },
      operation: 'view',
      outcome: decision.outcome,
      code: decision.code,
      ...(allowed === null ? {} : { fields: clearOf(decision) }),
    } as const satisfies SpooledEvent;
    return { ...answered, allowed, event };
  }
}

const clearOf = (decision: RecordDecision): string[] =>
  decision.outcome === 'allowed'
    ? [...decision.fields].flatMap(([name, state]) => (state === 'clear' ? [name] : []))
    : [];

/** Which rows a list was of, so that whoever has the keys can tell. */
const digestOf = async (refs: readonly string[]): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(refs.toSorted())));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** Whether he may not even know the row: then a list has nothing to say of it. */
const isUnknown = ({ code }: RecordDecision): boolean => code === 'NOT_IN_RANGE' || code === 'NOT_DESIGNATED';

const refusalOf = (decision: RecordDecision): Refusal =>
  decision.outcome === 'denied'
    ? new Refusal(decision.code, { rule: decision.rule, article: decision.article })
    : new Refusal('INTERNAL');
