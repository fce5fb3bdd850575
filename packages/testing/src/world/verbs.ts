import type { Temporal } from 'temporal-polyfill';

/**
 * The verbs that a group is founded with. They are handed in, as this package stands below the one that has them: that one's own
 * tests depend on this package.
 */
export interface FoundingVerbs<Platform> {
  enactRegulations(platform: Platform, from: Temporal.Instant): Promise<void>;
  foundCompany(platform: Platform, company: NewCompany, at: Temporal.Instant): Promise<void>;
  registerPerson(
    platform: Platform,
    person: { readonly id: string; readonly name: string },
    at: Temporal.Instant,
  ): Promise<void>;
  appoint(platform: Platform, appointment: NewAppointment, at: Temporal.Instant): Promise<void>;
}

interface NewCompany {
  readonly id: string;
  readonly code: string;
  readonly kind: 'headquarters' | 'subsidiary';
  readonly name: string;
  readonly departments: readonly { readonly id: string; readonly name: string }[];
}

interface NewAppointment {
  readonly id: string;
  readonly companyId: string;
  readonly personId: string;
  readonly post: WorldPost;
  readonly departmentId: string | null;
  readonly from: Temporal.Instant;
}

/** The posts of a company, as the regulations know them. */
export const WORLD_POSTS = [
  'general_manager',
  'deputy_general_manager',
  'department_head',
  'security_officer',
  'custodian',
  'project_manager',
  'customer_service_manager',
  'customer_information_supervisor',
  'customer_information_specialist',
  'system_administrator',
  'auditor',
  'staff',
] as const;

export type WorldPost = (typeof WORLD_POSTS)[number];
