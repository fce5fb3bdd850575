import { judge } from '../judge.ts';
import type { Rulings } from '../law.ts';
import type { Operation } from '../operation.ts';
import type { Actor } from '../organisation.ts';
import type { RecordClass } from '../record-class.ts';
import type { AskReason, LocalAnswer, LocalQuestion } from './answer.ts';
import type { SnapshotBody, SnapshotDelta } from './body.ts';
import { SNAPSHOT_FORMAT } from './body.ts';
import { checkColumns, SnapshotError } from './check-columns.ts';
import type { SnapshotCompany } from './facts.ts';
import { isNumberOf, numeralOf } from './item-numeral.ts';
import { LocalGround } from './local-ground.ts';
import { LocalPerson } from './local-person.ts';
import { LocalStore } from './local-store.ts';
import { NOT_FOUND, TimedAnswers } from './timed-answers.ts';

const ask = (why: AskReason): LocalAnswer => Object.freeze({ ask: true, why });
const OTHER_COMPANY = ask('OTHER_COMPANY');
const UNKNOWN_PERSON = ask('UNKNOWN_PERSON');
const STALE = ask('STALE');

const NOBODY = new LocalPerson(-1, [], []);

/**
 * The law of one company over a snapshot of its facts: it answers as the server does, beside the caller's own data, and may be brought
 * up to date. Whether the snapshot is still fresh is for whoever keeps it to know.
 *
 * @example
 * ```ts
 * const law = openSnapshot(body);
 * const answer = law.decide({ person, item: 'HYYH-2026-000012', operation: 'view', at: Date.now() });
 * if ('known' in answer && answer.known) answer.decision.outcome; // 'allowed', 'needs_approval' or 'denied'
 * ```
 */
export class LocalLaw {
  readonly company: SnapshotCompany;
  /** how long after `at` it may be relied upon without news */
  readonly lifeMs: number;
  readonly #store: LocalStore;
  readonly #ground: LocalGround;
  #answers: TimedAnswers;
  #cursor: string;
  #at: number;

  /** @throws SnapshotError for a snapshot whose parts do not fit together */
  constructor({ format, company, cursor, at, lifeMs, rules, columns }: SnapshotBody) {
    if (format !== SNAPSHOT_FORMAT) throw new SnapshotError('a snapshot of a form that is not known here');
    checkColumns(columns);
    this.company = company;
    this.lifeMs = lifeMs;
    this.#cursor = cursor;
    this.#at = at;
    this.#answers = new TimedAnswers(rules);
    this.#store = new LocalStore(company.id);
    this.#store.take(columns);
    this.#ground = new LocalGround(this.#store, NOBODY);
  }

  /** How far it goes. */
  get cursor(): string {
    return this.#cursor;
  }

  /** As of when, in epoch milliseconds. */
  get at(): number {
    return this.#at;
  }

  /** How much is in it. */
  get size(): { readonly items: number; readonly people: number; readonly grants: number } {
    const { items, people, grants } = this.#store;
    return { items: items.size, people: people.size, grants: grants.size };
  }

  /** What the server would answer to a question, or that it has to be asked. */
  decide({ person, item, operation, at, necessity }: LocalQuestion): LocalAnswer {
    return this.answer(person, item, operation, at, necessity);
  }

  /**
   * The same, without a question being made first.
   *
   * @param at in epoch milliseconds
   */
  answer(personId: string, item: string, operation: Operation, at: number, necessity?: string): LocalAnswer {
    const { code } = this.company;
    if (!isNumberOf(code, item)) return OTHER_COMPANY;
    const store = this.#store;
    const person = store.people.get(personId);
    if (person === undefined) return UNKNOWN_PERSON;
    const presence = person.at(at);
    // The server lets a service speak for those alone who work for its company now.
    if (!presence.isEmployed) return UNKNOWN_PERSON;
    const numeral = numeralOf(code, item);
    const record = numeral < 0 ? -1 : store.items.find(numeral);
    if (record < 0) return NOT_FOUND;
    const answers = this.#answers.at(at, store.items.regimes(record), store.regimes.values);
    if (answers === undefined) return STALE;
    const ground = this.#ground;
    ground.person = person;
    ground.presence = presence;
    ground.numeral = numeral;
    ground.record = record;
    ground.operation = operation;
    ground.at = at;
    ground.necessity = necessity;
    return judge(answers, operation, ground);
  }

  /**
   * What the rules say of knowing and approving; undefined before the first rules.
   *
   * @param at in epoch milliseconds
   */
  rulingsAt(at: number): Rulings | undefined {
    return this.#answers.rulingsAt(at);
  }

  /**
   * A record class as it binds the company; undefined where none is declared.
   *
   * @param at in epoch milliseconds
   */
  recordClassAt(code: string, at: number): RecordClass | undefined {
    return this.#answers.classAt(code, at);
  }

  /**
   * Somebody for whom a service may speak, with the posts that he holds at an instant; null for everybody else, as who has left.
   *
   * @param at in epoch milliseconds
   */
  actorOf(personId: string, at: number): Actor | null {
    const person = this.#store.people.get(personId);
    if (person === undefined || !person.at(at).isEmployed) return null;
    return { personId, appointments: person.appointmentsAt(at) };
  }

  /**
   * Brings it up to date.
   *
   * @returns `reset` where it has to be fetched anew: the changes do not go on from here
   * @throws SnapshotError for changes that do not fit together; nothing of them has been taken then
   */
  apply(delta: SnapshotDelta): 'applied' | 'reset' {
    if (delta.format !== SNAPSHOT_FORMAT) throw new SnapshotError('changes of a form that is not known here');
    if (delta.companyId !== this.company.id) throw new SnapshotError('changes of another company');
    if (delta.reset || delta.from !== this.#cursor) return 'reset';
    checkColumns(delta.columns);
    this.#store.remove(delta.removed);
    this.#store.take(delta.columns);
    if (delta.rules !== null) this.#answers = new TimedAnswers(delta.rules);
    this.#cursor = delta.cursor;
    this.#at = delta.at;
    return 'applied';
  }
}

/**
 * A snapshot, ready to decide.
 *
 * @throws SnapshotError for one whose parts do not fit together
 */
export const openSnapshot = (body: SnapshotBody): LocalLaw => new LocalLaw(body);
