import type { Caller } from '../caller.ts';
import { access } from './access.ts';
import { classification } from './classification.ts';
import { clock } from './clock.ts';
import { copies } from './copies.ts';
import { custody } from './custody.ts';
import { customers } from './customers.ts';
import { delegations } from './delegations.ts';
import { desk } from './desk.ts';
import { grants } from './grants.ts';
import { handovers } from './handovers.ts';
import { holds } from './holds.ts';
import { incidents } from './incidents.ts';
import { items } from './items.ts';
import { keys } from './keys.ts';
import { ledger } from './ledger.ts';
import { loans } from './loans.ts';
import { marks } from './marks.ts';
import { movements } from './movements.ts';
import { notices } from './notices.ts';
import { organisation } from './organisation.ts';
import { projectGroups } from './project-groups.ts';
import { recordClasses } from './record-classes.ts';
import { register } from './register.ts';
import { reports } from './reports.ts';
import { requests } from './requests.ts';
import { rules } from './rules.ts';
import { serviceKeys } from './service-keys.ts';
import { session } from './session.ts';
import { singleSignOn } from './single-sign-on.ts';
import { snapshot } from './snapshot.ts';
import { stocktakings } from './stocktakings.ts';
import { stores } from './stores.ts';
import { tidings } from './tidings.ts';
import { trace } from './trace.ts';
import { uploads } from './uploads.ts';

/** Every call of a client, by noun. */
export const callsOf = (caller: Caller) => ({
  session: session(caller),
  desk: desk(caller),
  items: items(caller),
  uploads: uploads(caller),
  keys: keys(caller),
  marks: marks(caller),
  access: access(caller),
  requests: requests(caller),
  classification: classification(caller),
  customers: customers(caller),
  recordClasses: recordClasses(caller),
  ledger: ledger(caller),
  grants: grants(caller),
  holds: holds(caller),
  stores: stores(caller),
  custody: custody(caller),
  loans: loans(caller),
  stocktakings: stocktakings(caller),
  handovers: handovers(caller),
  notices: notices(caller),
  copies: copies(caller),
  movements: movements(caller),
  tidings: tidings(caller),
  incidents: incidents(caller),
  trace: trace(caller),
  register: register(caller),
  reports: reports(caller),
  rules: rules(caller),
  organisation: organisation(caller),
  delegations: delegations(caller),
  projectGroups: projectGroups(caller),
  serviceKeys: serviceKeys(caller),
  singleSignOn: singleSignOn(caller),
  snapshot: snapshot(caller),
  clock: clock(caller),
});
