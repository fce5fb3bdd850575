import type { CompanyKind, Post } from '@miji/core';
import type { ColumnType, GeneratedAlways } from 'kysely';
import type { Fixed, Instant, NullableInstant } from './columns.ts';

export interface CompanyTable {
  id: Fixed<string>;
  code: Fixed<string>;
  kind: Fixed<CompanyKind>;
  name: Fixed<string>;
  founded_at: Instant;
}

export interface PersonTable {
  id: Fixed<string>;
  name: Fixed<string>;
  registered_at: Instant;
}

export interface ManualClockTable {
  only_row: GeneratedAlways<boolean>;
  now: Instant;
}

export interface DepartmentTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  name: Fixed<string>;
  /** null: it stands since the company does */
  opened_at: NullableInstant;
  closed_at: NullableInstant;
}

export interface AppointmentTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  person_id: Fixed<string>;
  post: Fixed<Post>;
  department_id: Fixed<string | null>;
  valid_from: Instant;
  valid_to: NullableInstant;
  lines: ColumnType<string[], string[] | undefined, never>;
  acting_for: ColumnType<string | null, string | null | undefined, never>;
  reason: ColumnType<string | null, string | null | undefined, never>;
  end_reason: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface EmploymentTable {
  company_id: Fixed<string>;
  person_id: Fixed<string>;
  employee_number: Fixed<string>;
  registered_at: Instant;
}

export interface ServiceTable {
  company_id: Fixed<string>;
  id: Fixed<string>;
  name: Fixed<string>;
  registered_at: Instant;
}

export interface CounterTable {
  company_id: Fixed<string>;
  name: Fixed<string>;
  year: Fixed<number>;
  value: ColumnType<number, number, number>;
}
