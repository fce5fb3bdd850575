/** The database roles the product runs with; none of them is a superuser. */
export const RUN_TIME_ROLES = [
  'miji_owner',
  'miji_app',
  'miji_group',
  'miji_auth',
  'miji_trace',
  'miji_sealer',
] as const;

export type RunTimeRole = (typeof RUN_TIME_ROLES)[number];

/** Who a test may connect as; the superuser is for setting up only. */
export type TestRole = RunTimeRole | 'superuser';

export type RolePasswords = Readonly<Record<RunTimeRole, string>>;
