import { randomUUID } from 'node:crypto';
import type { KeyProvider, NewProvider, ProviderSetting } from '@miji/services';
import type { Pool, PoolClient } from 'pg';

/** A provider that two people have let in, with what is needed to speak with it. */
export interface ConfirmedProvider extends ProviderSetting {
  readonly companyId: string;
  readonly clientSecret: string;
}

interface Row {
  readonly configuration_id: string;
  readonly company_id: string;
  readonly issuer: string;
  readonly client_id: string;
  readonly sealed_secret: Buffer;
  readonly domains: string[];
  readonly set_by: string;
  readonly set_at: Date;
  readonly confirmed_at: Date | null;
}

const COLUMNS = `configuration_id, company_id, issuer, client_id, sealed_secret, domains, set_by, set_at, confirmed_at`;
const OF = `select ${COLUMNS} from auth.single_sign_on where company_id = $1 and removed_at is null`;
const OPEN = `select company_id from auth.single_sign_on where confirmed_at is not null and removed_at is null`;
const END = `update auth.single_sign_on set removed_at = now(), sealed_secret = null where removed_at is null and company_id = $1`;
const INSERT = `
  insert into auth.single_sign_on (configuration_id, company_id, issuer, client_id, sealed_secret, domains, set_by)
  values ($1, $2, $3, $4, $5, $6, $7) returning ${COLUMNS}`;
const WAITING = `
  select issuer, client_id from auth.single_sign_on
   where company_id = $1 and configuration_id = $2 and confirmed_at is null and removed_at is null and set_by <> $3
     for update`;
const CONFIRM = `update auth.single_sign_on set confirmed_at = now(), confirmed_by = $2 where configuration_id = $1`;
/** A subject is somebody only where it was given: under another provider, or another client, the same text may be another person. */
const FORGET = `
  with gone as (delete from auth.account where provider_id = $1 returning user_id)
  delete from auth.session where user_id in (select user_id from gone)`;

const settingOf = (row: Row): ProviderSetting => ({
  configurationId: row.configuration_id,
  issuer: row.issuer,
  clientId: row.client_id,
  domains: row.domains,
  setBy: row.set_by,
  setAt: row.set_at.toISOString(),
  confirmedAt: row.confirmed_at?.toISOString() ?? null,
});

/** Under which name the subjects of a company's provider are kept; no account of another kind is called so. */
export const providerIdOf = (companyId: string): string => `sso-${companyId}`;

const contextOf = (companyId: string, configurationId: string): string =>
  `miji/single-sign-on/${companyId}/${configurationId}`;

/** The providers of the companies, as the database keeps them: the secrets sealed, what was removed without its secret. */
export const createConfigurations = (pool: Pool, keys: KeyProvider) => {
  const inOne = async <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      const result = await work(client);
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  };
  const rowsOf = async (companyId: string): Promise<readonly Row[]> =>
    (await pool.query<Row>({ name: 'single-sign-on-of', text: OF, values: [companyId] })).rows;
  return {
    async of(companyId: string) {
      const settings = (await rowsOf(companyId)).map(settingOf);
      const found = (isConfirmed: boolean) =>
        settings.find(({ confirmedAt }) => (confirmedAt !== null) === isConfirmed) ?? null;
      return { confirmed: found(true), waiting: found(false) };
    },
    /** The provider that signs people of a company in, or null. */
    async confirmed(companyId: string): Promise<ConfirmedProvider | null> {
      const row = (await rowsOf(companyId)).find(({ confirmed_at }) => confirmed_at !== null);
      if (row === undefined) return null;
      const secret = await keys.unwrap(row.sealed_secret, contextOf(companyId, row.configuration_id));
      return { ...settingOf(row), companyId, clientSecret: secret.toString('utf8') };
    },
    /** The companies that have one. */
    async open(): Promise<readonly string[]> {
      const { rows } = await pool.query<{ company_id: string }>({ name: 'single-sign-on-open', text: OPEN });
      return rows.map(({ company_id }) => company_id);
    },
    async set({ companyId, issuer, clientId, clientSecret, domains, setBy }: NewProvider): Promise<ProviderSetting> {
      const id = randomUUID();
      const sealed = await keys.wrap(Buffer.from(clientSecret, 'utf8'), contextOf(companyId, id));
      return inOne(async (client) => {
        await client.query(`${END} and confirmed_at is null`, [companyId]);
        const { rows } = await client.query<Row>(INSERT, [id, companyId, issuer, clientId, sealed, domains, setBy]);
        const [row] = rows;
        if (row === undefined) throw new Error('the database stored no provider');
        return settingOf(row);
      });
    },
    confirm: ({
      companyId,
      configurationId,
      confirmedBy,
    }: {
      readonly companyId: string;
      readonly configurationId: string;
      readonly confirmedBy: string;
    }): Promise<boolean> =>
      inOne(async (client) => {
        const waiting = await client.query<Pick<Row, 'issuer' | 'client_id'>>(WAITING, [
          companyId,
          configurationId,
          confirmedBy,
        ]);
        const [next] = waiting.rows;
        if (next === undefined) return false;
        const replaced = await client.query<Pick<Row, 'issuer' | 'client_id'>>(
          `${END} and confirmed_at is not null returning issuer, client_id`,
          [companyId],
        );
        await client.query(CONFIRM, [configurationId, confirmedBy]);
        const isAnother = replaced.rows.some((old) => old.issuer !== next.issuer || old.client_id !== next.client_id);
        if (isAnother) await client.query(FORGET, [providerIdOf(companyId)]);
        return true;
      }),
    remove: (companyId: string): Promise<boolean> =>
      inOne(async (client) => {
        const ended = await client.query(END, [companyId]);
        await client.query(FORGET, [providerIdOf(companyId)]);
        return (ended.rowCount ?? 0) > 0;
      }),
  };
};
