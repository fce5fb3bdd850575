import type { Membership, Temporal } from '@miji/core';
import type { Selectable } from 'kysely';
import type { ProjectGroupMemberTable, ProjectGroupTable } from '../schema/organisation.ts';
import type { ScopedTransaction } from '../scoped-database.ts';
import { companyOf } from '../scoped-database.ts';

export type ProjectGroupRow = Selectable<ProjectGroupTable>;
/** A membership as it is shown: with the name of the person. */
export type MemberRow = Selectable<ProjectGroupMemberTable> & { readonly person_name: string };

/** A membership with the company that the group belongs to. */
export interface PlacedMembership extends Membership {
  readonly companyId: string;
}

/** Every project group that a person belongs, belonged or will belong to, in any company: his own rows are open to him. */
export const membershipsOf = async (tx: ScopedTransaction, personId: string): Promise<readonly PlacedMembership[]> => {
  const rows = await tx
    .selectFrom('project_group_member')
    .select(['company_id', 'group_id', 'valid_from', 'valid_to'])
    .where('person_id', '=', personId)
    .orderBy('valid_from')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    companyId: row.company_id,
    groupId: row.group_id,
    validity: { from: row.valid_from, to: row.valid_to },
  }));
};

/** The project groups of the scoped company. */
export const projectGroupsOf = (tx: ScopedTransaction): Promise<ProjectGroupRow[]> =>
  tx.selectFrom('project_group').selectAll().where('company_id', '=', companyOf(tx)).orderBy('name').execute();

export const findProjectGroup = (tx: ScopedTransaction, id: string): Promise<ProjectGroupRow | undefined> =>
  tx
    .selectFrom('project_group')
    .selectAll()
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', id)
    .executeTakeFirst();

export const insertProjectGroup = async (
  tx: ScopedTransaction,
  group: {
    readonly id: string;
    readonly name: string;
    readonly leaderId: string;
    readonly openedAt: Temporal.Instant;
  },
): Promise<void> => {
  const { id, name, leaderId, openedAt } = group;
  await tx
    .insertInto('project_group')
    .values({ company_id: companyOf(tx), id, name, leader_id: leaderId, opened_at: openedAt })
    .execute();
};

const members = (tx: ScopedTransaction) =>
  tx
    .selectFrom('project_group_member')
    .innerJoin('person', 'person.id', 'project_group_member.person_id')
    .selectAll('project_group_member')
    .select('person.name as person_name')
    .where('project_group_member.company_id', '=', companyOf(tx))
    .orderBy('project_group_member.valid_from')
    .orderBy('project_group_member.id');

/** Everybody who belongs, belonged or will belong to the project groups of the scoped company, or to one of them. */
export const membersOf = (tx: ScopedTransaction, groupId?: string): Promise<MemberRow[]> =>
  (groupId === undefined ? members(tx) : members(tx).where('group_id', '=', groupId)).execute();

export const findMember = (tx: ScopedTransaction, membershipId: string): Promise<MemberRow | undefined> =>
  members(tx).where('project_group_member.id', '=', membershipId).executeTakeFirst();

export const insertMember = async (
  tx: ScopedTransaction,
  member: {
    readonly id: string;
    readonly groupId: string;
    readonly personId: string;
    readonly reason: string;
    readonly from: Temporal.Instant;
    readonly to: Temporal.Instant | null;
  },
): Promise<void> => {
  await tx
    .insertInto('project_group_member')
    .values({
      company_id: companyOf(tx),
      id: member.id,
      group_id: member.groupId,
      person_id: member.personId,
      reason: member.reason,
      valid_from: member.from,
      valid_to: member.to,
    })
    .execute();
};

/** Ends a membership that has not ended; one that has not begun by then never takes place. Tells whether it did. */
export const endMembershipAt = async (
  tx: ScopedTransaction,
  membershipId: string,
  at: Temporal.Instant,
): Promise<boolean> => {
  const { numUpdatedRows } = await tx
    .updateTable('project_group_member')
    .set((eb) => ({ valid_to: eb.fn<Temporal.Instant>('greatest', [eb.ref('valid_from'), eb.val(at)]) }))
    .where('company_id', '=', companyOf(tx))
    .where('id', '=', membershipId)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', at)]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
};
