import type { Post } from './organisation.ts';

/** Who sees the trace of a company: its own, or the head office's, auditors and security officers. @see SI-03 */
export const TRACE_POSTS: readonly Post[] = ['auditor', 'security_officer'];

/** Who keeps or watches the whole register of a company's copies; everybody else sees what he holds. @see GS-26 */
export const REGISTER_POSTS: readonly Post[] = ['custodian', 'security_officer', 'auditor'];

/** Who administers a company's appointments and service keys, and reads no content for it. @see CD-20 */
export const ADMINISTRATION_POSTS: readonly Post[] = ['system_administrator'];

/** Who confirms a service key that an administrator has issued: nobody lets a service in alone. @see CD-20 */
export const CONFIRMATION_POSTS: readonly Post[] = ['security_officer'];

/** Who sees what the services of a company call, and what they are refused. */
export const SERVICE_CALL_POSTS: readonly Post[] = [...ADMINISTRATION_POSTS, ...TRACE_POSTS];

/** Who opens a project group, and so answers for whom its name lets in. The administrators, who read nothing, are not among them. @see GS-19 */
export const GROUP_POSTS: readonly Post[] = [
  'general_manager',
  'deputy_general_manager',
  'department_head',
  'project_manager',
];
