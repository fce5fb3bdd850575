import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { PoolClient, QueryResult as PgResult } from 'pg';
import { toParameter } from './postgres-types.ts';
import type { Scope } from './scope.ts';
import { beginIn, moveTo } from './scope.ts';
import { statementName } from './statement-name.ts';

/**
 * One transaction on one connection. `BEGIN` and the scope travel together with the first statement, so that security costs no
 * round trip; statements that are sent together are answered together. After its end it refuses everything.
 */
export class ScopedConnection implements DatabaseConnection {
  readonly #client: PoolClient;
  #scope: Scope;
  #begun: Promise<unknown> | null = null;
  #ended = false;

  constructor(client: PoolClient, scope: Scope) {
    this.#client = client;
    this.#scope = scope;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#ended) throw new Error('this transaction has ended; a query came too late');
    const begun = this.#begin();
    const [, result] = await Promise.all([begun, this.#send<R>(query)]);
    return toResult(result);
  }

  /** The only statement of a transaction: begin, scope, statement and commit leave in one message. */
  async executeOnly<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const [, result] = await Promise.all([this.#begin(), this.#send<R>(query), this.commit()]);
    return toResult(result);
  }

  /** Goes on in another scope: every later statement is within it. */
  async move(scope: Scope): Promise<void> {
    if (this.#ended) throw new Error('this transaction has ended; it cannot move');
    this.#scope = scope;
    if (this.#begun !== null) await this.#client.query(moveTo(scope));
  }

  async commit(): Promise<void> {
    this.#ended = true;
    if (this.#begun === null) return;
    const { command } = await this.#client.query('commit');
    // A statement failed and was caught by the caller: PostgreSQL answers COMMIT with ROLLBACK, and nothing was kept.
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back by an earlier failure');
  }

  async rollback(): Promise<void> {
    this.#ended = true;
    if (this.#begun !== null) await this.#client.query('rollback');
  }

  // oxlint-disable-next-line require-yield -- part of the interface; a pipelined connection cannot hold a cursor open
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('rows are not streamed within a scoped transaction');
  }

  #begin(): Promise<unknown> {
    this.#begun ??= this.#client.query(beginIn(this.#scope));
    return this.#begun;
  }

  #send<R>(query: CompiledQuery): Promise<PgResult<R & object>> {
    const name = statementName(query.sql);
    const values = query.parameters.map(toParameter);
    return this.#client.query<R & object>(
      name === undefined ? { text: query.sql, values } : { name, text: query.sql, values },
    );
  }
}

const CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

const toResult = <R>(result: PgResult<R & object>): QueryResult<R> =>
  CHANGES.has(result.command)
    ? { rows: result.rows, numAffectedRows: BigInt(result.rowCount ?? 0) }
    : { rows: result.rows };
