import { accessRouter } from './routers/access.ts';
import { classificationRouter, customersRouter, ledgerRouter } from './routers/classification.ts';
import { clockRouter } from './routers/clock.ts';
import { copiesRouter } from './routers/copies.ts';
import { custodyRouter, handoversRouter, loansRouter, stocktakingsRouter, storesRouter } from './routers/custody.ts';
import { delegationsRouter } from './routers/delegations.ts';
import { deskRouter } from './routers/desk.ts';
import { grantsRouter } from './routers/grants.ts';
import { holdsRouter } from './routers/holds.ts';
import { itemsRouter } from './routers/items.ts';
import { incidentsRouter, movementsRouter, tidingsRouter } from './routers/movements.ts';
import { keysRouter } from './routers/keys.ts';
import { noticesRouter } from './routers/notices.ts';
import { organisationRouter } from './routers/organisation.ts';
import { projectGroupsRouter } from './routers/project-groups.ts';
import { recordClassesRouter } from './routers/record-classes.ts';
import { registerRouter } from './routers/register.ts';
import { reportsRouter } from './routers/reports.ts';
import { requestsRouter } from './routers/requests.ts';
import { rulesRouter } from './routers/rules.ts';
import { serviceKeysRouter } from './routers/service-keys.ts';
import { sessionRouter } from './routers/session.ts';
import { singleSignOnRouter } from './routers/single-sign-on.ts';
import { snapshotRouter } from './routers/snapshot.ts';
import { traceRouter } from './routers/trace.ts';
import { uploadsRouter } from './routers/uploads.ts';
import { router } from './trpc.ts';

/** Everything that crosses the wire by tRPC, by noun. */
export const appRouter = router({
  session: sessionRouter,
  desk: deskRouter,
  items: itemsRouter,
  uploads: uploadsRouter,
  keys: keysRouter,
  access: accessRouter,
  snapshot: snapshotRouter,
  requests: requestsRouter,
  classification: classificationRouter,
  customers: customersRouter,
  recordClasses: recordClassesRouter,
  ledger: ledgerRouter,
  grants: grantsRouter,
  holds: holdsRouter,
  copies: copiesRouter,
  movements: movementsRouter,
  tidings: tidingsRouter,
  incidents: incidentsRouter,
  stores: storesRouter,
  custody: custodyRouter,
  loans: loansRouter,
  stocktakings: stocktakingsRouter,
  handovers: handoversRouter,
  notices: noticesRouter,
  trace: traceRouter,
  register: registerRouter,
  reports: reportsRouter,
  rules: rulesRouter,
  organisation: organisationRouter,
  delegations: delegationsRouter,
  projectGroups: projectGroupsRouter,
  serviceKeys: serviceKeysRouter,
  singleSignOn: singleSignOnRouter,
  clock: clockRouter,
});

export type AppRouter = typeof appRouter;
