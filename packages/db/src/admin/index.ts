export { ensureDatabase } from './ensure-database.ts';
export { provision, urlForRole } from './provision.ts';
export type { Provisioning } from './provision.ts';
export { LOGIN_ROLES } from './roles.ts';
export type { LoginRole, RolePasswords } from './roles.ts';
