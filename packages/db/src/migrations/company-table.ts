/** The company that the transaction is scoped to; null where it has no scope. Written inline, so that no function hides it from the planner. */
const SCOPED_COMPANY = `nullif(current_setting('miji.company_id', true), '')::uuid`;
/** The person on whose behalf the transaction runs; null for the system and for services. */
const SCOPED_PERSON = `nullif(current_setting('miji.person_id', true), '')::uuid`;
/** The names that the person answers to; null, and so equal to nothing, without a scope. */
const SCOPED_PRINCIPALS = `string_to_array(nullif(current_setting('miji.principals', true), ''), ',')`;
/** The instant at which the act takes place. */
const SCOPED_INSTANT = `nullif(current_setting('miji.at', true), '')::timestamptz`;

export const scoped = {
  company: SCOPED_COMPANY,
  person: SCOPED_PERSON,
  principals: SCOPED_PRINCIPALS,
  instant: SCOPED_INSTANT,
} as const;

/** What a role may do with a table: privileges as SQL, `select`, `update (valid_to)`. */
export interface CompanyTable {
  readonly name: string;
  /** the columns behind `company_id`, and table constraints */
  readonly columns: string;
  /** the columns that follow `company_id` in the primary key */
  readonly key: string;
  readonly appMay: string;
  readonly groupMay?: string;
  /** what the sealer may do, within one company like everybody else */
  readonly sealerMay?: string;
  /** the condition under which `miji_app` sees a row, instead of "it belongs to the scoped company" */
  readonly visibleWhere?: string;
  /** further rows that `miji_app` may read, whichever company they belong to */
  readonly alsoReadable?: Readonly<Record<string, string>>;
}

/**
 * A table whose rows belong to a company. Row-level security is attached here, when the table is made, so that no table can be
 * without it: `company_id` leads the primary key, security is enabled and forced, a row is seen and written only within its own
 * company's scope.
 */
export const companyTable = (table: CompanyTable): string => {
  const { name, columns, key, appMay, groupMay, sealerMay, visibleWhere, alsoReadable = {} } = table;
  const own = `company_id = ${SCOPED_COMPANY}`;
  const readable = Object.entries(alsoReadable).map(
    ([policy, condition]) => `create policy ${policy} on miji.${name} for select to miji_app using (${condition});`,
  );
  return `
create table miji.${name} (
  company_id uuid not null references miji.company (id),
  ${columns.trim()},
  primary key (company_id, ${key})
);
alter table miji.${name} enable row level security;
alter table miji.${name} force row level security;
create policy own_company_reads on miji.${name} for select to miji_app using (${own}${visibleWhere ? ` and ${visibleWhere}` : ''});
create policy own_company_inserts on miji.${name} for insert to miji_app with check (${own});
create policy own_company_updates on miji.${name} for update to miji_app using (${own}) with check (${own});
create policy own_company_deletes on miji.${name} for delete to miji_app using (${own});
${readable.join('\n')}
grant ${appMay} on miji.${name} to miji_app;
${sealerMay ? sealing(name, own, sealerMay) : ''}
${groupMay ? `create policy group_reads on miji.${name} for select to miji_group using (true);\ngrant ${groupMay} on miji.${name} to miji_group;` : ''}
`;
};

/** The sealer's own policies: the chain is written under another role than the acts that it seals. */
const sealing = (name: string, own: string, privileges: string): string => `
create policy sealer_reads on miji.${name} for select to miji_sealer using (${own});
create policy sealer_inserts on miji.${name} for insert to miji_sealer with check (${own});
create policy sealer_deletes on miji.${name} for delete to miji_sealer using (${own});
grant ${privileges} on miji.${name} to miji_sealer;
`;
