import type { Desk } from '@miji/contract';
import { pageCopies, pageGrants, pageRequests } from '@miji/db';
import { isBefore } from '@miji/core';
import { showSummaries } from '../copies/show-summary.ts';
import { toItemSummary } from '../items/item-facts.ts';
import { pageKnownItems } from '../need-to-know/known-page.ts';
import { homeCompanyId, lawFor, requirePerson, scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { toRequestSummaries } from '../requests/list-requests.ts';
import { peopleOfGrant, toGrantSummary } from '../requests/request-wire.ts';
import { pageToDecide } from '../requests/to-decide.ts';
import { copyDesk } from './copy-desk.ts';

const SOON = { hours: 24 * 30 };
const FEW = { limit: 5 };

/** What must I do, what do I hold, what is about to happen: everything above the fold. */
export const getDesk = async (ctx: CallContext): Promise<Desk> => {
  const { platform, at } = ctx;
  const person = requirePerson(ctx);
  const home = await platform.companies.byId(homeCompanyId(ctx));
  if (home === undefined) throw new Error('the caller’s company is not in the directory');

  const toDecide = await pageToDecide(ctx, FEW);
  const { mine, grants, copies, items } = await platform.db.transact(scopeOfCompany(ctx, home.id), async (tx) => {
    const [asked, granted, held, ending] = await Promise.all([
      pageRequests(tx, { box: 'mine', state: 'pending' }, FEW),
      pageGrants(tx, 'mine', { limit: 20 }),
      pageCopies(tx, { companyId: null, holderId: person.personId, state: 'held' }, { limit: 10 }),
      pageKnownItems(tx, { law: lawFor(ctx, home), actor: person, at }, { sort: 'declassifies_soonest' }, FEW),
    ]);
    return { mine: asked.rows, grants: granted.rows, copies: held.rows, items: ending.rows };
  });
  await platform.trace.record(
    done(ctx, { companyId: home.id, action: 'item.listed', details: { entries: items.length, desk: true } }),
  );
  const soon = at.add(SOON);
  const [waiting, asked, holdings, names, copiesAsk] = await Promise.all([
    toRequestSummaries(ctx, toDecide.rows),
    toRequestSummaries(ctx, mine),
    showSummaries(ctx, copies),
    namesOf(ctx, grants.flatMap(peopleOfGrant)),
    copyDesk(ctx),
  ]);
  return {
    toDecide: waiting,
    myRequests: asked,
    grants: grants.map((grant) => toGrantSummary(grant, names, at)).filter((grant) => grant.state === 'live'),
    holdings,
    ...copiesAsk,
    declassifyingSoon: items
      .filter((row) => row.secret_until !== null && isBefore(row.secret_until, soon))
      .map((row) => toItemSummary(ctx, row, home)),
  };
};
