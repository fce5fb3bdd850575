import type { Compilable, Driver, QueryResult } from 'kysely';
import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { isDeadlock } from './deadlock.ts';
import type { Database, DirectoryDatabase } from './schema/index.ts';
import type { Scope } from './scope.ts';
import { ScopedConnection } from './scoped-connection.ts';

const scopeKey: unique symbol = Symbol('scope');

/**
 * A transaction that has a scope. Every repository takes one as its first argument, and only {@link ScopedDatabase} makes one,
 * so a query without a scope does not compile.
 */
export type ScopedTransaction = Kysely<Database> & { readonly [scopeKey]: Scope };

/** The scope that a transaction was opened with. */
export const scopeOf = (transaction: ScopedTransaction): Scope => transaction[scopeKey];

/** The company that a transaction is scoped to. */
export const companyOf = (transaction: ScopedTransaction): string => {
  const { companyId } = scopeOf(transaction);
  if (companyId === null) throw new Error('this act needs the scope of a company');
  return companyId;
};

const on = <T>(driver: Driver): Kysely<T> =>
  new Kysely<T>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });

const driverFor = (connection: ScopedConnection): Driver => ({
  init: async () => {},
  acquireConnection: async () => connection,
  releaseConnection: async () => {},
  beginTransaction: async () => {
    throw new Error('a scoped transaction is already open; nothing nests');
  },
  commitTransaction: async () => {},
  rollbackTransaction: async () => {},
  destroy: async () => {},
});

/** The one place that makes a scoped transaction: its driver has the scope already. */
const inScope = (connection: ScopedConnection, scope: Scope): ScopedTransaction =>
  Object.assign(on<Database>(driverFor(connection)), { [scopeKey]: scope });

/** Builds statements without being able to run them. */
const compiler = on<Database>(new DummyDriver());

/** Runs a part of a transaction within the scope of one company. */
export type Within = <T>(companyId: string, part: (transaction: ScopedTransaction) => Promise<T>) => Promise<T>;

/** The last statement of every transaction of an act; where it throws, nothing of that transaction is kept. */
export type Seal = (directory: Kysely<DirectoryDatabase>) => Promise<void>;

/** The way in to the rows of one company at a time. */
export class ScopedDatabase {
  readonly #pool: Pool;
  readonly #seal: Seal | null;

  constructor(pool: Pool, seal: Seal | null = null) {
    this.#pool = pool;
    this.#seal = seal;
  }

  /** The same database, for one act: each of its transactions ends with this. */
  sealing(seal: Seal): ScopedDatabase {
    return new ScopedDatabase(this.#pool, seal);
  }

  /**
   * Runs some work as one transaction within a scope: all of it, or nothing. Work that only waits for the database belongs in
   * here; mail, files and other servers do not. Where two transactions wait for each other, the one that PostgreSQL ends for that is
   * run once more, from its beginning.
   */
  async transact<T>(scope: Scope, work: (transaction: ScopedTransaction) => Promise<T>): Promise<T> {
    return this.#run(scope, (connection) => work(inScope(connection, scope)));
  }

  /**
   * Runs an act that concerns several companies as one transaction: all of it, or nothing. Each part runs within the scope of one
   * company, one part after the other, and sees what every scope of that company sees.
   *
   * @param scope the person and the instant of the act; each part names its company
   */
  async transactAcross<T>(scope: Omit<Scope, 'companyId'>, work: (within: Within) => Promise<T>): Promise<T> {
    return this.#run({ ...scope, companyId: null }, (connection) => {
      let isBusy = false;
      return work(async (companyId, part) => {
        if (isBusy) throw new Error('a transaction is within one company at a time');
        isBusy = true;
        try {
          const own = { ...scope, companyId };
          await connection.move(own);
          return await part(inScope(connection, own));
        } finally {
          isBusy = false;
        }
      });
    });
  }

  /** Runs one statement as a transaction of its own, in one round trip. */
  async readOnce<T>(scope: Scope, build: (compiler: Kysely<Database>) => Compilable<T>): Promise<readonly T[]> {
    const query = build(compiler).compile();
    const result: QueryResult<T> = await this.#withClient((client) =>
      new ScopedConnection(client, scope).executeOnly<T>(query),
    );
    return result.rows;
  }

  /** Companies, people, the rules and the clock: what belongs to no company needs no scope, and nothing else is in reach here. */
  async directory<T>(at: Scope['at'], work: (directory: Kysely<DirectoryDatabase>) => Promise<T>): Promise<T> {
    const nobody: Scope = { companyId: null, personId: null, principals: [], at };
    return this.#run(nobody, (connection) => work(on<DirectoryDatabase>(driverFor(connection))));
  }

  async #run<T>(scope: Scope, work: (connection: ScopedConnection) => Promise<T>): Promise<T> {
    return this.#runOnce(scope, work).catch((error: unknown) => {
      if (isDeadlock(error)) return this.#runOnce(scope, work);
      throw error;
    });
  }

  async #runOnce<T>(scope: Scope, work: (connection: ScopedConnection) => Promise<T>): Promise<T> {
    return this.#withClient(async (client, discard) => {
      const connection = new ScopedConnection(client, scope);
      try {
        const result = await work(connection);
        await this.#seal?.(on<DirectoryDatabase>(driverFor(connection)));
        await connection.commit();
        return result;
      } catch (error) {
        await connection.rollback().catch(discard);
        throw error;
      }
    });
  }

  /** A connection that broke, or could not be rolled back, is thrown away rather than handed to the next caller. */
  async #withClient<T>(work: (client: PoolClient, discard: (error: Error) => void) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let broken: Error | undefined;
    const discard = (error: Error): void => {
      broken = error;
    };
    client.on('error', discard);
    try {
      return await work(client, discard);
    } finally {
      client.off('error', discard);
      client.release(broken);
    }
  }
}
