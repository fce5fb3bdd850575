import type {
  AppointmentTable,
  CompanyTable,
  CounterTable,
  DepartmentTable,
  ManualClockTable,
  PersonTable,
  RuleSetTable,
  ServiceTable,
} from './directory.ts';
import type {
  AuditEntryTable,
  AuditEventTable,
  AuditPendingTable,
  AuditSegmentTable,
  SealKeyTable,
} from './evidence.ts';
import type { CompanyKeyTable, ItemContentTable, ItemRangeTable, ItemReaderTable, ItemTable } from './items.ts';
import type { AccessGrantTable, CopyTable, RequestTable } from './requests.ts';

/** What belongs to no company, and is in reach without a scope. */
export interface DirectoryDatabase {
  company: CompanyTable;
  person: PersonTable;
  rule_set: RuleSetTable;
  manual_clock: ManualClockTable;
  seal_key: SealKeyTable;
}

/** Every table of the schema `miji`. */
export interface Database extends DirectoryDatabase {
  department: DepartmentTable;
  appointment: AppointmentTable;
  service: ServiceTable;
  counter: CounterTable;
  item: ItemTable;
  item_range: ItemRangeTable;
  item_reader: ItemReaderTable;
  item_content: ItemContentTable;
  company_key: CompanyKeyTable;
  request: RequestTable;
  access_grant: AccessGrantTable;
  copy: CopyTable;
  audit_event: AuditEventTable;
  audit_pending: AuditPendingTable;
  audit_segment: AuditSegmentTable;
  audit_entry: AuditEntryTable;
}
