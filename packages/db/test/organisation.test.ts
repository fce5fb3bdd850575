import { beforeAll, describe, expect, test } from 'vitest';
import { openBench } from './support/connect.ts';
import { BANK, HEADQUARTERS, insertOf, rowOf, seedCompany, seedDirectory, SISTER } from './support/rows.ts';

const { superuser } = await openBench();

beforeAll(async () => {
  await seedDirectory(superuser, [BANK, SISTER, HEADQUARTERS]);
  await seedCompany(superuser, BANK);
});

/** What the database itself says to a row that no verb would write. */
const refusalOf = async (table: string, changes: object): Promise<string> => {
  await superuser.query('begin');
  try {
    await superuser.query(insertOf(table, [{ ...rowOf(BANK, table, 1), ...changes }]));
    return 'taken';
  } catch (error) {
    return error instanceof Error && 'constraint' in error ? String(error.constraint) : String(error);
  } finally {
    await superuser.query('rollback');
  }
};

describe('the database takes no', () => {
  test.each([
    ['delegation to oneself', 'delegation', { delegate_id: BANK.person }, 'delegation_to_another'],
    ['delegation that ends before it begins', 'delegation', { valid_to: '2026-11-20T00:00:00Z' }, 'delegation_dates'],
    ['delegation given for the past', 'delegation', { given_at: '2026-11-22T00:00:00Z' }, 'delegation_dates'],
    ['delegation of nothing', 'delegation', { operations: [] }, 'delegation_operations_check'],
    ['delegation revoked by nobody', 'delegation', { revoked_at: '2026-11-22T00:00:00Z' }, 'delegation_revocation'],
    ['second delegation of a number', 'delegation', { number: 'BANK-WT-2026-0' }, 'delegation_company_id_number_key'],
    ['post kept for its own holder', 'appointment', { acting_for: BANK.person }, 'appointment_acting_for_another'],
    ['line of business that could pass for another name', 'appointment', { lines: ['a,b:c'] }, 'appointment_lines'],
    ['line of business that hides another', 'appointment', { lines: ['a,b'] }, 'appointment_lines'],
    ['empty line of business', 'appointment', { lines: [''] }, 'appointment_lines'],
    [
      'number that two people have',
      'employment',
      { employee_number: '10000' },
      'employment_company_id_employee_number_key',
    ],
    ['second open department of a name', 'department', { name: 'department 0' }, 'department_open_name'],
    ['second open membership', 'project_group_member', { person_id: BANK.person }, 'project_group_member_once'],
  ])('%s', async (_, table, changes, constraint) => {
    expect(await refusalOf(table, {})).toBe('taken');
    expect(await refusalOf(table, changes)).toBe(constraint);
  });
});
