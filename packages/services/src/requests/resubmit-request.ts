import type { resubmitRequest as contract } from '@miji/contract';
import { Refusal } from '@miji/contract';
import type { Actor } from '@miji/core';
import { APPLICANTS, BUSINESS_ZONE, isSameTerms, levelOfRank, requestStateAt, routeOf, tryAdvance } from '@miji/core';
import type { RequestRow } from '@miji/db';
import { appendEvents, beginRound, insertRequestRound, lockRequest } from '@miji/db';
import type { z } from 'zod';
import { lockItemFacts, findKnownItem } from '../items/known-item.ts';
import { tell } from '../notices/tell.ts';
import { lawFor, limitsFor, scopeOfCompany } from '../platform/acting.ts';
import type { Reason } from '../platform/audit.ts';
import { done, refused } from '../platform/audit.ts';
import { loadPerson } from '../platform/caller.ts';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { furthestApplicant, peopleRoutedTo } from './bind-route.ts';
import { checkTerms, invalid } from './check-terms.ts';
import type { KnownRequest } from './known-request.ts';
import { findKnownRequest } from './known-request.ts';
import { keptOf } from './particulars.ts';
import { partiesOf, peopleOf, toRequestSummary } from './request-wire.ts';
import { officesToFill } from './route-wire.ts';
import { columnsOfTerms, toTerms } from './terms-wire.ts';

type Input = z.output<typeof contract.input>;

/**
 * Answers what was asked back and hands the request in again: a new round, in which everybody decides anew and the clock begins anew.
 * What is asked for may be changed; the route stays as it was fixed on filing.
 *
 * @throws Refusal `NOT_FOUND`, `NOT_ENTITLED` to anybody but the requester, `NOT_ASKED_BACK`, `VERSION_CONFLICT` for another round than
 * the last, and for other terms what filing them would be refused with
 */
export const resubmitRequest = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform, at } = ctx;
  const known = await findKnownRequest(ctx, input.number, 'request.resubmitted');
  const { company, person, row } = known;
  const happening = {
    companyId: company.id,
    action: 'request.resubmitted',
    subject: { kind: 'request', id: row.number },
    item: row.item_number,
  } as const;
  const refuse = async (reason: Reason): Promise<never> => {
    throw await refused(ctx, happening, { article: row.route.article, ...reason });
  };
  if (row.requester_id !== person.personId) return refuse({ code: 'NOT_ENTITLED' });
  const early = tryAdvance(requestStateAt({ state: row.state, expiresAt: row.expires_at }, at), 'resubmit');
  if ('refused' in early) return refuse({ code: early.refused });
  const wrong = await answerFinding(ctx, input, known);
  if (wrong !== null) return refuse(wrong);

  const { requestExpiresAfter } = await limitsFor(ctx, [company.id, ...known.itemRow.co_owner_ids]);
  const outcome = await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const locked = await lockRequest(tx, input.number);
    if (locked === undefined) throw new Refusal('NOT_FOUND');
    const advance = tryAdvance(requestStateAt({ state: locked.state, expiresAt: locked.expires_at }, at), 'resubmit');
    if ('refused' in advance) return advance;
    if (locked.round !== input.round) return { refused: 'VERSION_CONFLICT' } as const;
    const item = await lockItemFacts(tx, locked.item_number);
    if (item === undefined || isOvertaken(locked, item.row)) return { refused: 'VERSION_CONFLICT' } as const;

    const terms = input.terms === undefined ? toTerms(locked.terms) : toTerms(input.terms);
    const columns = columnsOfTerms(terms);
    const purpose = input.purpose ?? locked.purpose;
    const necessity = (input.necessity === undefined ? locked.necessity : input.necessity.trim()) || null;
    const named = terms.recipients.map(({ personId }) => personId);
    const round = locked.round + 1;
    // Whoever was ever to receive something stays on the asking side.
    const beneficiary_ids = [...new Set([...locked.beneficiary_ids, ...named])];
    const parties = partiesOf({ ...locked, beneficiary_ids });
    const matter = { ...known.matter, parties, overdue: false };
    const route = routeOf(locked.route.seats, matter, known.officers, at);
    if (route.kind === 'locked') {
      const by = officesToFill(route.appoint, company.id);
      return { refused: 'NO_ELIGIBLE_APPROVER', missing: [{ kind: 'approval', by }] } as const;
    }
    const routedTo = peopleRoutedTo(route);
    const renewed = await beginRound(tx, locked.id, {
      ...columns,
      state: advance.next,
      round,
      purpose,
      necessity,
      beneficiary_ids,
      turn_began_at: at,
      expires_at: at.toZonedDateTimeISO(BUSINESS_ZONE).add(requestExpiresAfter).toInstant(),
      stage: 'fresh',
      routed_to: routedTo,
      item_version: item.row.version,
    });
    const particulars = JSON.stringify(keptOf(locked));
    const kept = { request_id: locked.id, round, filed_at: at, particulars, purpose, necessity };
    await insertRequestRound(tx, { ...kept, terms: columns.terms, answer: input.answer });
    await tell(platform, tx, {
      kind: 'answered',
      at,
      to: routedTo,
      request: renewed,
      person: person.personId,
      key: `${locked.number} answered ${round}`,
    });
    await appendEvents(tx, [done(ctx, { ...happening, details: { round, copies: columns.copies } })]);
    return { row: renewed };
  });
  if ('refused' in outcome) return refuse({ ...outcome, code: outcome.refused });
  return toRequestSummary(outcome.row, company, await namesOf(ctx, peopleOf(outcome.row)), at);
};

/** Whether the item has another level than the one that the route was fixed for, or, for a change of it, is another altogether. */
const isOvertaken = (
  row: RequestRow,
  item: { readonly level: RequestRow['level']; readonly revision: number },
): boolean => (row.change === null ? row.level !== item.level : row.item_revision !== item.revision);

/**
 * What stands against handing it in again: what is asked for, changed or not, is looked at as if it were filed now, except that the
 * rules stay those of filing.
 */
const answerFinding = async (ctx: CallContext, input: Input, known: KnownRequest): Promise<Reason | null> => {
  const { company, row, person, itemRow } = known;
  const asking = { number: row.item_number, operation: row.operation, action: 'request.resubmitted' } as const;
  const item = await findKnownItem(ctx, asking, async () => undefined);
  if (item.decision.outcome === 'denied' && item.decision.code === 'ON_HOLD') return item.decision;
  const necessity = input.necessity === undefined ? row.necessity : input.necessity.trim();
  const law = lawFor(ctx, company);
  const { necessityRequired } = law.approval(row.operation, levelOfRank(row.level), itemRow.regimes, row.applicant);
  if (necessityRequired && !necessity) return { code: 'NECESSITY_REQUIRED', missing: [{ kind: 'necessity' }] };
  const terms = toTerms(input.terms ?? row.terms);
  // A change of classification is all said in the change.
  if (row.change !== null) return isSameTerms(terms, toTerms(row.terms)) ? null : invalid('terms');
  const particulars = keptOf(row);
  const forVisitor = particulars.operation === 'loan' && particulars.visitor !== null;
  const limits = await limitsFor(ctx, [company.id, ...itemRow.co_owner_ids]);
  const { operation } = row;
  const checked = await checkTerms(ctx, { item, operation, requester: person, forVisitor, terms, limits });
  if ('wrong' in checked) return checked.wrong;
  // The route was fixed for who asked then: nobody further away comes in behind it, whom the rules send another way.
  const asks = furthestApplicant({ requester: person, recipients: checked.recipients, forVisitor }, company.id, ctx.at);
  const isFurther =
    APPLICANTS.indexOf(asks) > APPLICANTS.indexOf(row.applicant) ||
    (await isFurtherFromOthers(ctx, known, { recipients: checked.recipients, forVisitor }));
  return isFurther ? invalid('terms.recipients', 'K-03') : null;
};

/** Whether somebody comes in who is further away from one of the other owners, whose rules are part of the route, than all so far. */
const isFurtherFromOthers = async (
  ctx: CallContext,
  { company, row, person: requester, itemRow }: KnownRequest,
  side: { readonly recipients: readonly Actor[]; readonly forVisitor: boolean },
): Promise<boolean> => {
  const others = itemRow.co_owner_ids.filter((id) => id !== company.id);
  if (others.length === 0) return false;
  const before = await Promise.all(
    row.terms.recipients.map(({ personId }) => loadPerson(ctx.platform, personId, ctx.at)),
  );
  const recipients = before.filter((person) => person !== undefined);
  return others.some((ownerId) => {
    const asks = furthestApplicant({ requester, ...side }, ownerId, ctx.at);
    const asked = furthestApplicant({ requester, recipients, forVisitor: side.forVisitor }, ownerId, ctx.at);
    return APPLICANTS.indexOf(asks) > APPLICANTS.indexOf(asked);
  });
};
