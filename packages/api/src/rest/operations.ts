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
  post(
    'items.revoke',
    '/items/{number}/range/{entryId}/revocation',
    'Take a name out of the range',
    contract.revokeReader,
  ),
  post('items.exclude', '/items/{number}/exclusions', 'Shut a person out of an item', contract.excludeReader),
  post(
    'items.readmit',
    '/items/{number}/exclusions/{personId}/readmission',
    'Let a person in again',
    contract.readmitReader,
  ),
  post('items.confirm', '/items/{number}/confirmation', 'Confirm a proposed classification', contract.confirmItem),
  post('access.check', '/access/check', 'Ask the law one question', contract.checkAccess),
  post('access.checkMany', '/access/check-many', 'Ask the law up to a hundred questions', contract.checkManyAccess),
  post('access.explain', '/access/explain', 'Why the law answers somebody as it does', contract.explainAccess),
  post('requests.file', '/requests', 'Ask for an excerpt or a copy', contract.fileRequest),
  get('requests.list', '/requests', 'Requests to decide, one’s own, or decided by oneself', contract.listRequests),
  get('requests.get', '/requests/{number}', 'A request with what deciding it needs', contract.getRequest),
  post('requests.decide', '/requests/{number}/decision', 'Approve or refuse a request', contract.decideRequest),
  post('requests.withdraw', '/requests/{number}/withdrawal', 'Take back a request', contract.withdrawRequest),
  post('classification.derive', '/items/derivation', 'What an item made from others must be', contract.deriveItem),
  post('classification.preview', '/items/{item}/changes/preview', 'What a change would do', contract.previewChange),
  post('classification.file', '/items/{item}/changes', 'Ask for a change of classification', contract.fileChange),
  post('classification.releasePart', '/grants/{grant}/release', 'Release the lines of a grant', contract.releasePart),
  post('customers.register', '/customers', 'Enter a customer', contract.registerCustomer),
  post('customers.list', '/customers/search', 'The customers of a company', contract.listCustomers),
  post('customers.grade', '/customers/{number}/grade', 'Give a customer another grade', contract.gradeCustomer),
  post('ledger.preview', '/ledger/preview', 'What taking over a ledger would do', contract.previewLedger),
  post('ledger.import', '/ledger', 'Take over a ledger', contract.importLedger),
  get('grants.list', '/grants', 'The caller’s grants', contract.listGrants),
  post('grants.use', '/grants/{grant}/copies', 'Use a grant once: the next copy', contract.useGrant),
  get('copies.list', '/copies', 'The register of copies', contract.listCopies),
  get('copies.get', '/copies/{id}', 'One of the caller’s own copies', contract.getCopy),
  get('trace.list', '/trace', 'Who did what', contract.listTrace),
  get('reports.expiring', '/reports/expiring', 'What declassifies by itself within some days', contract.expiringItems),
  get(
    'reports.headquartersReads',
    '/reports/headquarters-reads',
    'What the head office’s executives read in a month',
    contract.headquartersReads,
  ),
  get('rules.current', '/rules', 'The rules in force', contract.currentRules),
  get('rules.versions', '/rules/versions', 'Every published version', contract.listRuleVersions),
  get('rules.version', '/rules/versions/{version}', 'One published version whole', contract.getRuleVersion),
  post('rules.compare', '/rules/comparison', 'What two versions say differently', contract.compareRuleSets),
  post('rules.lint', '/rules/lint', 'What the linter finds', contract.lintRuleSet),
  get('rules.coverage', '/rules/coverage', 'Where an approver is missing', contract.rulesCoverage),
  get('rules.drafts', '/rule-drafts', 'Drafts of rules', contract.listRuleDrafts),
  post('rules.startDraft', '/rule-drafts', 'Begin a draft', contract.startRuleDraft),
  get('rules.draft', '/rule-drafts/{draft}', 'A draft whole', contract.getRuleDraft),
  post('rules.saveDraft', '/rule-drafts/{draft}/content', 'Replace what a draft says', contract.saveRuleDraft),
  post('rules.proposeDraft', '/rule-drafts/{draft}/proposal', 'Propose to a second person', contract.proposeRuleDraft),
  post('rules.returnDraft', '/rule-drafts/{draft}/return', 'Give a proposal back', contract.returnRuleDraft),
  post('rules.discardDraft', '/rule-drafts/{draft}/discard', 'Lay a draft aside', contract.discardRuleDraft),
  post(
    'rules.publishDraft',
    '/rule-drafts/{draft}/publication',
    'Publish as the second person',
    contract.publishRuleDraft,
  ),
  get('rules.dryRun', '/rule-drafts/{draft}/dry-run', 'Who would gain and who would lose', contract.dryRunRules),
  get('organisation.people', '/people', 'People of a company, with their posts', contract.searchPeople),
  get('organisation.departments', '/departments', 'Departments of a company', contract.listDepartments),
  get('organisation.appointments', '/appointments', 'Appointments of a company', contract.listAppointments),
  post('organisation.enterCompany', '/companies', 'Enter a subsidiary into the group', contract.enterCompany),
  post('organisation.openDepartment', '/departments', 'Open a department', contract.openDepartment),
  post(
    'organisation.closeDepartment',
    '/departments/{departmentId}/closing',
    'Close a department in which nobody is in office',
    contract.closeDepartment,
  ),
  post('organisation.registerPerson', '/people', 'Enter a person into the register', contract.registerPerson),
  post('organisation.appoint', '/appointments', 'Appoint somebody to a post', contract.appoint),
  post(
    'organisation.endAppointment',
    '/appointments/{appointmentId}/end',
    'End an appointment, now or later',
    contract.endAppointment,
  ),
  post(
    'organisation.transferPerson',
    '/people/{personId}/transfer',
    'Move somebody to another company or department in one act',
    contract.transferPerson,
  ),
  post('organisation.openAccount', '/people/{personId}/account', 'Open somebody’s account', contract.openAccount),
  post(
    'organisation.previewPeopleImport',
    '/people/import/preview',
    'What a table of people would change',
    contract.previewPeopleImport,
  ),
  post('organisation.importPeople', '/people/import', 'Import a table of people', contract.importPeople),
  get('delegations.list', '/delegations', 'Delegations given, received, or of a company', contract.listDelegations),
  post('delegations.give', '/delegations', 'Let somebody decide in one’s name', contract.giveDelegation),
  post(
    'delegations.revoke',
    '/delegations/{number}/revocation',
    'Revoke a delegation at once',
    contract.revokeDelegation,
  ),
  get('projectGroups.list', '/project-groups', 'Project groups of a company', contract.listProjectGroups),
  post('projectGroups.open', '/project-groups', 'Open a project group', contract.openProjectGroup),
  post(
    'projectGroups.join',
    '/project-groups/{groupId}/members',
    'Take somebody into a project group',
    contract.joinProjectGroup,
  ),
  post(
    'projectGroups.leave',
    '/project-groups/members/{membershipId}/end',
    'End a membership, now or later',
    contract.leaveProjectGroup,
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
  get('singleSignOn.get', '/single-sign-on', 'The identity provider of a company', contract.getSingleSignOn),
  post('singleSignOn.set', '/single-sign-on', 'Enter the identity provider of a company', contract.setSingleSignOn),
  post(
    'singleSignOn.confirm',
    '/single-sign-on/{configurationId}/confirmation',
    'Confirm a provider that somebody else has entered',
    contract.confirmSingleSignOn,
  ),
  {
    ...get('singleSignOn.remove', '/single-sign-on', 'End single sign-on for a company', contract.removeSingleSignOn),
    method: 'DELETE',
  },
  get('clock.read', '/clock', 'What time it is', contract.readClock),
  post('clock.set', '/clock', 'Set the manual clock', contract.setClock),
  post('clock.advance', '/clock/advance', 'Advance the manual clock', contract.advanceClock),
];
