import { describe, expect, onTestFinished, test } from 'vitest';
import { companyTables, privilegesOf, separationFaults } from './support/catalogue.ts';
import { openBench } from './support/connect.ts';

const { superuser } = await openBench();

test('the catalogue shows no fault in the separation of companies and roles', async () => {
  expect(await separationFaults(superuser)).toEqual([]);
});

test('the catalogue knows tables that belong to a company', async () => {
  expect(await companyTables(superuser)).toEqual(expect.arrayContaining(['item', 'item_content', 'audit_event']));
});

const POLICY = `using (company_id = nullif(current_setting('miji.company_id', true), '')::uuid)`;
const CHECK = POLICY.replace('using', 'with check');
/** A sound table of a company, to be spoilt in one way each. */
const SOUND = `
  create table miji.fresh (company_id uuid not null references miji.company (id), id uuid not null, item_id uuid, primary key (company_id, id),
    constraint of_item foreign key (company_id, item_id) references miji.item (company_id, id));
  alter table miji.fresh owner to miji_owner;
  alter table miji.fresh enable row level security;
  alter table miji.fresh force row level security;
  create policy own_company_reads on miji.fresh for select to miji_app ${POLICY};
  create policy own_company_inserts on miji.fresh for insert to miji_app ${CHECK};
  create policy own_company_updates on miji.fresh for update to miji_app ${POLICY} ${CHECK};
  create policy own_company_deletes on miji.fresh for delete to miji_app ${POLICY};
  create policy sealer_reads on miji.fresh for select to miji_sealer ${POLICY};
  create policy sealer_inserts on miji.fresh for insert to miji_sealer ${CHECK};`;

describe('the catalogue reports a table', () => {
  const spoil = async (spoiling: string): Promise<readonly string[]> => {
    await superuser.query('begin');
    onTestFinished(async () => void (await superuser.query('rollback')));
    await superuser.query(SOUND);
    expect(await separationFaults(superuser), 'before it is spoilt').toEqual([]);
    await superuser.query(spoiling);
    return separationFaults(superuser);
  };

  test.each([
    [
      'whose rows have a company and no security',
      'alter table miji.fresh disable row level security',
      'fresh: row-level security is off',
    ],
    [
      'whose security its owner escapes',
      'alter table miji.fresh no force row level security',
      'fresh: row-level security is not forced',
    ],
    [
      'whose key does not begin with the company',
      'alter table miji.fresh drop constraint fresh_pkey, add primary key (id, company_id)',
      'fresh: company_id does not lead the primary key',
    ],
    [
      'that points to another without its company',
      'alter table miji.fresh drop constraint of_item, add constraint of_item foreign key (item_id, company_id) references miji.item (id, company_id)',
      'fresh: of_item does not lead with company_id',
      'create unique index on miji.item (id, company_id);',
    ],
    [
      'that anybody in scope may read',
      'alter policy own_company_reads on miji.fresh using (true)',
      'fresh: select by miji_app is not limited to the scoped company',
    ],
    [
      'that may be read in the right company or on another ground',
      `alter policy own_company_reads on miji.fresh using (company_id = nullif(current_setting('miji.company_id', true), '')::uuid or item_id is null)`,
      'fresh: select by miji_app is not limited to the scoped company',
    ],
    [
      'that may be written for another company',
      'alter policy own_company_inserts on miji.fresh with check (true)',
      'fresh: insert by miji_app is not limited to the scoped company',
    ],
    [
      'that has no check for what an update leaves',
      `drop policy own_company_updates on miji.fresh; create policy own_company_updates on miji.fresh for update to miji_app ${POLICY}`,
      'fresh: update by miji_app is not limited to the scoped company',
    ],
    [
      'that has one more policy',
      'create policy all_of_it on miji.fresh for select using (true)',
      'fresh: policy all_of_it opens rows to miji_app',
    ],
    [
      'that the sealer may read, whichever company it belongs to',
      'alter policy sealer_reads on miji.fresh using (true)',
      'fresh: policy sealer_reads opens rows of any company to miji_sealer',
    ],
    [
      'into which the sealer may write, whichever company it belongs to',
      'alter policy sealer_inserts on miji.fresh with check (true)',
      'fresh: policy sealer_inserts opens rows of any company to miji_sealer',
    ],
    [
      'that can be emptied past its policies',
      'grant truncate on miji.fresh to miji_app',
      'fresh: miji_app may truncate',
    ],
    ['that everybody may read', 'grant select on miji.fresh to public', 'public: may select on miji.fresh'],
    ['that belongs to who uses it', 'alter table miji.fresh owner to miji_app', 'fresh: belongs to miji_app'],
    [
      'without a company that nobody knows of',
      'create table miji.loose (id uuid); alter table miji.loose owner to miji_owner',
      'loose: has no company and is not known to need none',
    ],
    [
      'seen through a view',
      'create view miji.seen as select * from miji.fresh',
      "seen: is a view, and a view reads with its owner's rights",
    ],
  ])('%s', async (_, spoiling, fault, first = '') => {
    const faults = await spoil(first + spoiling);
    expect(faults).toContain(fault);
  });

  test.each([
    [
      'a role that bypasses row-level security',
      'alter role miji_app bypassrls',
      'miji_app: is a superuser, bypasses row-level security, or makes roles or databases',
    ],
    ['a role that stands in for another', 'grant miji_auth to miji_app', 'miji_auth: has the member miji_app'],
    [
      'a function that lends its rights',
      `create function miji.lends() returns void language sql security definer as ''; revoke execute on function miji.lends() from public`,
      'miji.lends() as postgres: runs with the rights of its owner and is not known to',
    ],
    [
      'sign-in data that another role may read',
      'grant select on auth.session to miji_app',
      'auth.session: miji_app may select',
    ],
  ])('and %s', async (_, spoiling, fault) => {
    expect(await spoil(spoiling)).toContain(fault);
  });
});

describe('privileges', () => {
  test('the security office has none on content, keys, titles and grounds', async () => {
    const may = await privilegesOf(superuser, 'miji_group');
    expect(may.filter((privilege) => !privilege.startsWith('select '))).toEqual([]);
    expect(
      may.filter((privilege) => /item_content|company_key|item_reader|item_range|item_exclusion/.test(privilege)),
    ).toEqual([]);
    const items = may.filter((privilege) => /^select miji\.item\b/.test(privilege));
    expect(items.map((privilege) => privilege.replace('select miji.item.', ''))).toEqual([
      'catalogue_code',
      'company_id',
      'copies_issued',
      'id',
      'issued_on',
      'level',
      'number',
      'registered_at',
      'secret_until',
      'state',
    ]);
    const requests = may.filter((privilege) => /^select miji\.request\b/.test(privilege));
    expect(requests.filter((privilege) => /purpose|necessity|reason|request$/.test(privilege))).toEqual([]);
  });

  test('the writer of the trace may append to it, and nothing else: not even read it', async () => {
    expect(await privilegesOf(superuser, 'miji_trace')).toEqual([
      'insert miji.audit_event',
      'insert miji.audit_pending',
    ]);
  });

  test('the application appends to the evidence and changes none of it', async () => {
    const may = (await privilegesOf(superuser, 'miji_app')).filter((privilege) =>
      /audit_(event|pending|entry|segment)|seal_key/.test(privilege),
    );
    expect(may).toEqual([
      'insert miji.audit_event',
      'insert miji.audit_pending',
      'select miji.audit_entry',
      'select miji.audit_event',
      'select miji.audit_pending',
      'select miji.audit_segment',
      'select miji.seal_key',
    ]);
  });

  test('the sealer takes events out of the queue and chains them, and has no right to an item, a content or a person', async () => {
    expect(await privilegesOf(superuser, 'miji_sealer')).toEqual([
      'delete miji.audit_pending',
      'insert miji.audit_entry',
      'insert miji.audit_segment',
      'insert miji.seal_key',
      'select miji.audit_entry',
      'select miji.audit_event',
      'select miji.audit_pending',
      'select miji.audit_segment',
      'select miji.seal_key',
    ]);
  });

  test('the application changes no sealed content, no key, no name and no ground of an item', async () => {
    const may = await privilegesOf(superuser, 'miji_app');
    expect(
      may.filter((privilege) =>
        /^(update|delete) miji\.(item_content|company_key|company|person|rule_set)\b/.test(privilege),
      ),
    ).toEqual([]);
    expect(may.filter((privilege) => privilege.startsWith('delete '))).toEqual([
      // what was sent and belongs to no item
      'delete miji.content_file',
      // what is known of an act by its key, for two days
      'delete miji.idempotency',
      'delete miji.item_reader',
      'delete miji.item_token',
      // what was reported too long ago to be reported again, and changes behind every cursor
      'delete miji.reported_event',
      'delete miji.snapshot_change',
    ]);
    expect(
      may.filter((privilege) =>
        /^update miji\.item(\.(title|basis|number|company_id|proposed_level|registrar))?$/.test(privilege),
      ),
    ).toEqual([]);
    expect(may.filter((privilege) => privilege.includes('auth.'))).toEqual([]);
  });

  test('whoever keeps the lists of readers cannot read what he keeps', async () => {
    // Sealed keys pass through his hands, under a company’s key that he cannot open; of what they open he gets nothing.
    expect(await privilegesOf(superuser, 'miji_keeper')).toEqual([
      // from when to when somebody holds a post, and not which, nor where
      'select miji.appointment.person_id',
      'select miji.appointment.valid_from',
      'select miji.appointment.valid_to',
      'select miji.company_key.company_id',
      'select miji.company_key.root_version',
      'select miji.company_key.version',
      'select miji.item_content.company_id',
      'select miji.item_content.company_key_version',
      'select miji.item_content.file_id',
      'select miji.item_content.item_id',
      'select miji.item_content.sealed_key',
      'select miji.item_content.version',
      'update miji.company_key.root_version',
      'update miji.company_key.sealed_key',
      'update miji.item_content.company_key_version',
      'update miji.item_content.excluded',
      'update miji.item_content.later_from',
      'update miji.item_content.next_from',
      'update miji.item_content.readers',
      'update miji.item_content.readers_later',
      'update miji.item_content.readers_next',
      'update miji.item_content.readers_once_declassified',
      'update miji.item_content.sealed_key',
      'update miji.item_content.secret_until',
    ]);
  });

  test('sign-in sees accounts and sessions, and nothing of the companies', async () => {
    const may = await privilegesOf(superuser, 'miji_auth');
    expect(may.filter((privilege) => !/^(select|insert|update|delete) auth\./.test(privilege))).toEqual([]);
    expect(may).not.toEqual([]);
  });
});
