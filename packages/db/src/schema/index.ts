import type { CustomerTable, ItemChangeTable, ItemSourceTable } from './classification.ts';
import type {
  CopyMovementTable,
  CustodySettingTable,
  CollectionOrderTable,
  HandoverTable,
  RecallTable,
  IncidentDraftTable,
  LoanTable,
  StocktakingLineTable,
  StocktakingTable,
  StoreKeeperTable,
  StoreTable,
  TidingsTable,
  TraceCodeTable,
} from './custody.ts';
import type {
  AppointmentTable,
  CompanyTable,
  CounterTable,
  DepartmentTable,
  EmploymentTable,
  ManualClockTable,
  PersonTable,
  ServiceTable,
} from './directory.ts';
import type {
  AuditEntryTable,
  AuditEventTable,
  AuditPendingTable,
  AuditSegmentTable,
  SealKeyTable,
} from './evidence.ts';
import type {
  CompanyKeyTable,
  ItemContentTable,
  ItemExclusionTable,
  ItemRangeTable,
  ItemReaderTable,
  ItemTable,
} from './items.ts';
import type { NoticeSettingTable, NoticeTable, OutboxTable, RobotTable } from './notices.ts';
import type { DelegationTable, ProjectGroupMemberTable, ProjectGroupTable } from './organisation.ts';
import type { IdempotencyTable, ReportedEventTable, SnapshotChangeTable } from './snapshots.ts';
import type { RecordClassTable } from './records.ts';
import type { RuleDraftTable, RuleSetTable } from './rules.ts';
import type {
  AccessGrantTable,
  CopyTable,
  ItemHoldTable,
  RequestDecisionTable,
  RequestRoundTable,
  RequestTable,
} from './requests.ts';
import type { ContentFileTable, ItemTokenTable, KeyRotationTable } from './vault.ts';

/** What belongs to no company, and is in reach without a scope. */
export interface DirectoryDatabase {
  company: CompanyTable;
  person: PersonTable;
  rule_set: RuleSetTable;
  manual_clock: ManualClockTable;
  seal_key: SealKeyTable;
  idempotency: IdempotencyTable;
}

/** Every table of the schema `miji`. */
export interface Database extends DirectoryDatabase {
  department: DepartmentTable;
  appointment: AppointmentTable;
  employment: EmploymentTable;
  delegation: DelegationTable;
  project_group: ProjectGroupTable;
  project_group_member: ProjectGroupMemberTable;
  service: ServiceTable;
  counter: CounterTable;
  customer: CustomerTable;
  item: ItemTable;
  item_change: ItemChangeTable;
  item_hold: ItemHoldTable;
  item_source: ItemSourceTable;
  item_range: ItemRangeTable;
  item_exclusion: ItemExclusionTable;
  item_reader: ItemReaderTable;
  item_content: ItemContentTable;
  company_key: CompanyKeyTable;
  request: RequestTable;
  request_decision: RequestDecisionTable;
  request_round: RequestRoundTable;
  access_grant: AccessGrantTable;
  copy: CopyTable;
  copy_movement: CopyMovementTable;
  custody_setting: CustodySettingTable;
  collection_order: CollectionOrderTable;
  handover: HandoverTable;
  recall: RecallTable;
  incident_draft: IncidentDraftTable;
  loan: LoanTable;
  stocktaking: StocktakingTable;
  stocktaking_line: StocktakingLineTable;
  store: StoreTable;
  store_keeper: StoreKeeperTable;
  tidings: TidingsTable;
  trace_code: TraceCodeTable;
  content_file: ContentFileTable;
  item_token: ItemTokenTable;
  key_rotation: KeyRotationTable;
  notice: NoticeTable;
  notice_setting: NoticeSettingTable;
  robot: RobotTable;
  outbox: OutboxTable;
  record_class: RecordClassTable;
  rule_draft: RuleDraftTable;
  snapshot_change: SnapshotChangeTable;
  reported_event: ReportedEventTable;
  audit_event: AuditEventTable;
  audit_pending: AuditPendingTable;
  audit_segment: AuditSegmentTable;
  audit_entry: AuditEntryTable;
}
