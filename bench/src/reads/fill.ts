import { Client } from 'pg';

export const COMPANY = '00000000-0000-4000-8000-000000000001';
export const ITEMS = 100_000;
const PEOPLE = 60;

/** The people whom the ranges name, five in each: everybody may know about one item in twelve. */
export const personId = (number: number): string => `00000000-0000-4000-9000-${String(number + 1).padStart(12, '0')}`;

export const itemNumber = (index: number): string => `HYYH-2026-${String(index).padStart(6, '0')}`;

const itemId = `('00000000-0000-4000-a000-' || lpad(n::text, 12, '0'))::uuid`;
const registeredAt = `timestamptz '2026-01-01' + n * interval '4 minutes'`;

/** Fills the tables in one go, past the verbs: what is measured is reading. */
export const fill = async (superuserUrl: string): Promise<void> => {
  const client = new Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    await client.query(`set search_path = miji`);
    await client.query(`insert into company values ($1, 'HYYH', 'subsidiary', '宏远银行', '2020-01-01')`, [COMPANY]);
    await client.query(`insert into rule_set (version, document, effective_from) values (1, '{}', '2020-01-01')`);
    await client.query(
      `insert into person select ('00000000-0000-4000-9000-' || lpad(n::text, 12, '0'))::uuid, '职员' || n, '2020-01-01' from generate_series(1, ${PEOPLE}) n`,
    );
    await client.query(`
      insert into item (company_id, id, number, title, level, proposed_level, catalogue_code, line_count, basis, period_kind, period_value, issued_on,
                        secret_until, responsible_manager_id, state, version, rule_set_version, registered_at, idempotency_key, input_digest, registrar)
      select '${COMPANY}', ${itemId}, 'HYYH-2026-' || lpad(n::text, 6, '0'), '第' || n || '号文件', 1 + n % 3, 1 + n % 3, 'GS-08.2', 10, '年度计划', 'term', 'P10Y',
             '2026-01-01', '2036-01-01', '${personId(0)}', 'confirmed', 1, 1, ${registeredAt}, 'bench-' || n, 'none', 'bench'
        from generate_series(1, ${ITEMS}) n`);
    await client.query(`
      insert into item_reader (company_id, principal, item_id, registered_at, ends_at)
      select distinct '${COMPANY}'::uuid, 'person:00000000-0000-4000-9000-' || lpad((1 + (n * 7 + k * 13 + n / 60) % ${PEOPLE})::text, 12, '0'), ${itemId},
             ${registeredAt}, timestamptz '2036-01-01'
        from generate_series(1, ${ITEMS}) n, generate_series(1, 5) k`);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
};
