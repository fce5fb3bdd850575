import * as contract from '@miji/contract';
import type { z } from 'zod';

/** An operation of the REST face: the same procedure as over tRPC, under a method and a path. */
export interface Operation {
  /** the procedure, `items.get` */
  readonly procedure: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** below `/api/v1`; `{name}` takes its value from the path */
  readonly path: string;
  readonly summary: string;
  readonly contract: { readonly input: z.ZodType; readonly output: z.ZodType };
}

const get = (procedure: string, path: string, summary: string, shape: Operation['contract']): Operation => ({
  procedure,
  method: 'GET',
  path,
  summary,
  contract: shape,
});
const post = (procedure: string, path: string, summary: string, shape: Operation['contract']): Operation => ({
  procedure,
  method: 'POST',
  path,
  summary,
  contract: shape,
});

/** Everything a service that is not TypeScript can ask for. Searching is a POST, so that no title ever stands in an address. */
export const OPERATIONS: readonly Operation[] = [
  get('session.get', '/session', 'Who calls, in which posts, and what time it is', contract.getSession),
  get('desk.get', '/desk', 'What waits for the caller, what he holds, what is due', contract.getDesk),
  post('items.register', '/items', 'Register an item', contract.registerItem),
  post('items.list', '/items/search', 'The items that the caller may know', contract.listItems),
  get('items.get', '/items/{number}', 'An item without its content', contract.getItem),
  get('items.read', '/items/{number}/content', 'The text of an item, traced', contract.readItem),
  post('items.name', '/items/{number}/range', 'Name a reader', contract.nameReader),
  post('items.confirm', '/items/{number}/confirmation', 'Confirm a proposed classification', contract.confirmItem),
  post('access.check', '/access/check', 'Ask the law one question', contract.checkAccess),
  post('access.checkMany', '/access/check-many', 'Ask the law up to a hundred questions', contract.checkManyAccess),
  post('requests.file', '/requests', 'Ask for an excerpt or a copy', contract.fileRequest),
  get('requests.list', '/requests', 'Requests to decide, one’s own, or decided by oneself', contract.listRequests),
  get('requests.get', '/requests/{number}', 'A request with what deciding it needs', contract.getRequest),
  post('requests.decide', '/requests/{number}/decision', 'Approve or refuse a request', contract.decideRequest),
  post('requests.withdraw', '/requests/{number}/withdrawal', 'Take back a request', contract.withdrawRequest),
  get('grants.list', '/grants', 'The caller’s grants', contract.listGrants),
  post('grants.use', '/grants/{grant}/copies', 'Use a grant once: the next copy', contract.useGrant),
  get('copies.list', '/copies', 'The register of copies', contract.listCopies),
  get('copies.get', '/copies/{id}', 'One of the caller’s own copies', contract.getCopy),
  get('trace.list', '/trace', 'Who did what', contract.listTrace),
  get('rules.current', '/rules', 'The rules in force', contract.currentRules),
  get('organisation.people', '/people', 'People of a company, with their posts', contract.searchPeople),
  get('organisation.departments', '/departments', 'Departments of a company', contract.listDepartments),
  get('organisation.appointments', '/appointments', 'Current appointments of a company', contract.listAppointments),
  post(
    'organisation.endAppointment',
    '/appointments/{appointmentId}/end',
    'End an appointment now',
    contract.endAppointment,
  ),
  post('serviceKeys.issue', '/service-keys', 'Issue a key for a service', contract.issueServiceKey),
  post(
    'serviceKeys.confirm',
    '/service-keys/{keyId}/confirmation',
    'Confirm a key that somebody else has issued',
    contract.confirmServiceKey,
  ),
  get('serviceKeys.list', '/service-keys', 'The live keys of a company’s services', contract.listServiceKeys),
  {
    ...get('serviceKeys.revoke', '/service-keys/{keyId}', 'Revoke a key', contract.revokeServiceKey),
    method: 'DELETE',
  },
  get('clock.read', '/clock', 'What time it is', contract.readClock),
  post('clock.set', '/clock', 'Set the manual clock', contract.setClock),
  post('clock.advance', '/clock/advance', 'Advance the manual clock', contract.advanceClock),
];
