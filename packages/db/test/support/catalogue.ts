import type { Client } from 'pg';

/** The condition that every policy of a company's table has to begin with, as PostgreSQL prints it. */
const OWN = `(company_id = (NULLIF(current_setting('miji.company_id'::text, true), ''::text))::uuid)`;

/** Rows that miji_app may read although they are another company's: what is a person's own, or addressed to him. */
export const PERSONAL_POLICIES = [
  'access_grant.given_grants',
  'access_grant.named_destructions',
  'access_grant.own_grants',
  'appointment.offices_of_control',
  'appointment.own_appointments',
  'content_file.uploader_reads_his_own',
  'copy.own_copies',
  'copy_movement.own_movements',
  'delegation.own_delegations',
  'employment.own_employment',
  'handover.own_handovers',
  'loan.own_loans',
  'notice.own_notices',
  'notice_setting.own_setting',
  'project_group_member.own_memberships',
  'request.addressed_requests',
  'request.own_requests',
  'request_decision.own_decisions',
  'tidings.own_tidings',
] as const;

/** Tables of the schema that belong to no company. */
export const DIRECTORY_TABLES = [
  'company',
  'idempotency',
  'kysely_migration',
  'kysely_migration_lock',
  'manual_clock',
  'person',
  'rule_set',
  'seal_key',
] as const;

/** What runs with somebody else's rights, and with whose. */
export const DEFINER_FUNCTIONS = [
  'miji.contents_held() as miji_keeper',
  'miji.left_since(uuid,timestamp with time zone) as miji_keeper',
  'miji.replace_readers(uuid,uuid,jsonb) as miji_keeper',
  'miji.reseat_company_key(uuid,integer,bytea,integer) as miji_keeper',
  'miji.rewrap_key(uuid,uuid,integer,integer,bytea,integer) as miji_keeper',
  'miji.sealed_keys_before(uuid,integer,integer) as miji_keeper',
] as const;

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

const TABLES = `(select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relowner, c.relacl,
    (select attnum from pg_attribute a where a.attrelid = c.oid and a.attname = 'company_id' and not attisdropped) as company_column
  from pg_class c where c.relnamespace = 'miji'::regnamespace and c.relkind in ('r', 'p'))`;

const RUN_TIME = `('miji_app', 'miji_group', 'miji_auth', 'miji_trace', 'miji_sealer', 'miji_keeper')`;

/** Each query names what breaks one rule of separation; a database that is sound answers all of them with nothing. */
const RULES: readonly string[] = [
  `select relname || ': has no company and is not known to need none' from ${TABLES} t
    where company_column is null and relname not in (${quoted(DIRECTORY_TABLES)})`,
  `select relname || ': company_id does not lead the primary key' from ${TABLES} t
    where company_column is not null and not exists (
      select from pg_constraint k where k.conrelid = t.oid and k.contype = 'p' and k.conkey[1] = t.company_column)`,
  `select relname || ': company_id may be null' from ${TABLES} t join pg_attribute a on a.attrelid = t.oid and a.attnum = company_column
    where not a.attnotnull`,
  `select relname || ': row-level security is off' from ${TABLES} t where company_column is not null and not relrowsecurity`,
  `select relname || ': row-level security is not forced' from ${TABLES} t where company_column is not null and not relforcerowsecurity`,
  `select relname || ': belongs to ' || relowner::regrole from ${TABLES} t where relowner <> 'miji_owner'::regrole`,
  `select from_table.relname || ': ' || conname || ' does not lead with company_id'
     from pg_constraint k join ${TABLES} from_table on from_table.oid = k.conrelid join ${TABLES} to_table on to_table.oid = k.confrelid
    where k.contype = 'f' and to_table.company_column is not null
      and (k.conkey[1] is distinct from from_table.company_column or k.confkey[1] is distinct from to_table.company_column)`,
  // What the application may do with rows has to be limited by a policy of the company, for each of the four commands.
  `select relname || ': ' || command || ' by miji_app is not limited to the scoped company'
     from ${TABLES} t, (values ('select', 'r'), ('insert', 'a'), ('update', 'w'), ('delete', 'd')) as c (command, letter)
    where company_column is not null and not exists (
      select from pg_policy p where p.polrelid = t.oid and p.polcmd = c.letter::"char" and p.polpermissive and p.polroles = array['miji_app'::regrole::oid]
         and (letter = 'a' or pg_get_expr(p.polqual, p.polrelid) = '${OWN.replaceAll("'", "''")}'
                           or starts_with(pg_get_expr(p.polqual, p.polrelid), '(${OWN.replaceAll("'", "''")} AND '))
         and (letter in ('r', 'd') or pg_get_expr(p.polwithcheck, p.polrelid) = '${OWN.replaceAll("'", "''")}'))`,
  `select relname || ': policy ' || polname || ' opens rows to miji_app'
     from pg_policy p join ${TABLES} t on t.oid = p.polrelid
    where (0 = any (polroles) or 'miji_app'::regrole = any (polroles))
      and polname not in ('own_company_reads', 'own_company_inserts', 'own_company_updates', 'own_company_deletes')
      and not (polcmd = 'r' and relname || '.' || polname in (${quoted(PERSONAL_POLICIES)}))`,
  // The sealer works in one company at a time like everybody else, whatever it may do there.
  `select relname || ': policy ' || polname || ' opens rows of any company to miji_sealer'
     from pg_policy p join ${TABLES} t on t.oid = p.polrelid
    where (0 = any (polroles) or 'miji_sealer'::regrole = any (polroles))
      and (coalesce(pg_get_expr(polqual, polrelid), '${OWN.replaceAll("'", "''")}') <> '${OWN.replaceAll("'", "''")}'
        or coalesce(pg_get_expr(polwithcheck, polrelid), '${OWN.replaceAll("'", "''")}') <> '${OWN.replaceAll("'", "''")}')`,
  `select c.relname || ': is a view, and a view reads with its owner''s rights' from pg_class c
    where c.relnamespace in ('miji'::regnamespace, 'auth'::regnamespace) and c.relkind in ('v', 'm', 'f')`,
  // TRUNCATE does not ask the policies; a trigger or a foreign key of somebody else's is a way around them.
  `select relname || ': ' || grantee || ' may ' || privilege
     from ${TABLES} t, unnest(array['truncate', 'references', 'trigger']) as privilege, unnest(array${RUN_TIME.replace('(', '[').replace(')', ']')}) as grantee
    where has_table_privilege(grantee, t.oid, privilege)`,
  `select rolname || ': is a superuser, bypasses row-level security, or makes roles or databases' from pg_roles
    where rolname like 'miji\\_%' and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
  `select roleid::regrole || ': has the member ' || member::regrole from pg_auth_members
    where member in (select oid from pg_roles where rolname in ${RUN_TIME})`,
  `select 'public: may ' || lower(privilege_type) || ' on ' || what from (
      select c.oid::regclass::text, (aclexplode(c.relacl)).* from pg_class c
       where c.relnamespace in ('miji'::regnamespace, 'auth'::regnamespace)
      union all select a.attrelid::regclass || '.' || a.attname, (aclexplode(a.attacl)).* from pg_attribute a
       join pg_class c on c.oid = a.attrelid where c.relnamespace in ('miji'::regnamespace, 'auth'::regnamespace)
      union all select oid::regnamespace::text, (aclexplode(nspacl)).* from pg_namespace where nspname in ('miji', 'auth')
      union all select oid::regprocedure::text, (aclexplode(coalesce(proacl, acldefault('f', proowner)))).* from pg_proc
       where pronamespace in ('miji'::regnamespace, 'auth'::regnamespace)) as granted (what, grantor, grantee, privilege_type, grantable)
    where grantee = 0`,
  `select signature || ': runs with the rights of its owner and is not known to' from (
      select oid::regprocedure || ' as ' || proowner::regrole as signature from pg_proc
       where prosecdef and pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)) as definer
    where signature not in (${quoted(DEFINER_FUNCTIONS)})`,
  `select oid::regprocedure || ': runs with the rights of its owner and does not pin search_path' from pg_proc
    where prosecdef and pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
      and not exists (select from unnest(proconfig) as setting where setting like 'search_path=pg_catalog%')`,
  `select c.oid::regclass || ': ' || role || ' may ' || privilege
     from pg_class c, pg_roles r, lateral (select rolname as role) as named, unnest(array['select', 'insert', 'update', 'delete', 'truncate']) as privilege
    where c.relnamespace = 'auth'::regnamespace and c.relkind in ('r', 'v', 'm') and rolname like 'miji\\_%'
      and rolname not in ('miji_auth', 'miji_owner') and has_table_privilege(r.oid, c.oid, privilege)`,
  `select c.oid::regclass || ': row-level security is not on, or not forced' from pg_class c
    where c.relnamespace = 'auth'::regnamespace and c.relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)`,
  `select polrelid::regclass || ': policy ' || polname || ' is for others than miji_auth' from pg_policy p join pg_class c on c.oid = p.polrelid
    where c.relnamespace = 'auth'::regnamespace and polroles <> array['miji_auth'::regrole::oid]`,
];

/** Everything in a database that breaks a rule of separation, as text; empty where it is sound. */
export const separationFaults = async (superuser: Client): Promise<readonly string[]> => {
  const faults: string[] = [];
  for (const rule of RULES) {
    const { rows } = await superuser.query<{ fault: string }>(
      `select fault from (${rule}) as found (fault) order by fault`,
    );
    faults.push(...rows.map((row) => row.fault));
  }
  return faults;
};

/** The tables of the schema that have a company, out of the catalogue. */
export const companyTables = async (superuser: Client): Promise<readonly string[]> => {
  const { rows } = await superuser.query<{ relname: string }>(
    `select relname from ${TABLES} t where company_column is not null order by relname collate "C"`,
  );
  return rows.map((row) => row.relname);
};

/** What a role may do in the schemas, on whole tables and on columns: `select item`, `select item.id`. */
export const privilegesOf = async (superuser: Client, role: string): Promise<readonly string[]> => {
  const { rows } = await superuser.query<{ privilege: string }>(
    `select lower(privilege_type) || ' ' || what as privilege from (
       select c.oid::regclass::text, (aclexplode(c.relacl)).* from pg_class c
        where c.relnamespace in ('miji'::regnamespace, 'auth'::regnamespace)
       union all select a.attrelid::regclass || '.' || a.attname, (aclexplode(a.attacl)).* from pg_attribute a
        join pg_class c on c.oid = a.attrelid where c.relnamespace in ('miji'::regnamespace, 'auth'::regnamespace)
     ) as granted (what, grantor, grantee, privilege_type, grantable)
     where grantee = $1::regrole order by (lower(privilege_type) || ' ' || what) collate "C"`,
    [role],
  );
  return rows.map((row) => row.privilege);
};
