import type { CompanyRef } from '@miji/contract';
import type {
  Actor,
  Applicant,
  ApprovalMatter,
  ApprovedOperation,
  ItemFacts,
  RequestParties,
  Route,
  Seat,
  SeatFormula,
  SecretLevel,
  Temporal,
} from '@miji/core';
import {
  allOf,
  APPLICANTS,
  applicantOf,
  bindApprover,
  delegatedSeatPrincipal,
  HEADQUARTERS_EXECUTIVE,
  inOffice,
  isForbidden,
  leavesOf,
  routeOf,
  seatName,
  seatPrincipal,
} from '@miji/core';
import type { StoredRoute } from '@miji/db';
import { lawFor } from '../platform/acting.ts';
import type { CallContext } from '../platform/context.ts';
import type { OfficerDesk } from './officers.ts';

/** What somebody asks for, or would ask for. */
export interface Wish {
  readonly company: CompanyRef;
  readonly facts: ItemFacts;
  readonly operation: ApprovedOperation;
  readonly level: SecretLevel;
  readonly requester: Actor;
  readonly parties: RequestParties;
  /** who receives something, where it is not the requester alone */
  readonly recipients?: readonly Actor[] | undefined;
  /** whether it is for somebody from outside the group @see AR-30 */
  readonly forVisitor?: boolean | undefined;
}

/** Who would have to agree to a wish, and whether anybody could now. */
export interface BoundRoute {
  readonly matter: ApprovalMatter;
  readonly stored: StoredRoute;
  readonly route: Route;
  /** as whom the owner’s rules see the asking side */
  readonly applicant: Applicant;
  /** whether the rule forbids it to everybody */
  readonly forbidden: boolean;
  /** whether the rules of any of its owners ask for a stated necessity */
  readonly necessityRequired: boolean;
}

/**
 * Binds the rule to a wish: the offices become seats of these companies, and stay those until it is decided. Where an item was made
 * from those of other owners, each of them has to agree by his own rules.
 *
 * @returns null where the rules set nothing; then the operation is locked
 */
export const bindRoute = async (ctx: CallContext, desk: OfficerDesk, wish: Wish): Promise<BoundRoute | null> => {
  const { company, facts, operation, level } = wish;
  const applicant = furthestApplicant(wish, company.id, ctx.at);
  const approval = lawFor(ctx, company).approval(operation, level, facts.regimes, applicant);
  if (approval.approver === null) return null;
  const held = inOffice(wish.requester, ctx.at);
  const matter: ApprovalMatter = {
    operation,
    level,
    ownerCompanyId: company.id,
    line: facts.line,
    responsibleManagerId: facts.range.responsibleManagerId,
    requesterCompanyIds: [...new Set(held.map(({ companyId }) => companyId))],
    requesterDepartmentIds: [...new Set(held.flatMap(({ departmentId }) => departmentId ?? []))],
    parties: wish.parties,
  };
  const owners = [...new Set(facts.coOwnerIds)].filter((id) => id !== company.id);
  const parts = await Promise.all(
    owners.map(
      async (ownerCompanyId): Promise<{ readonly seats: SeatFormula; readonly necessityRequired: boolean }> => {
        const owner = await ctx.platform.companies.byId(ownerCompanyId);
        const asking = furthestApplicant(wish, ownerCompanyId, ctx.at);
        const own = owner === undefined ? null : lawFor(ctx, owner).approval(operation, level, facts.regimes, asking);
        return own === null || own.approver === null
          ? { seats: { kind: 'nobody' }, necessityRequired: false }
          : {
              seats: bindApprover(own.approver, { ...matter, ownerCompanyId }),
              necessityRequired: own.necessityRequired,
            };
      },
    ),
  );
  const seats = allOf(bindApprover(approval.approver, matter), ...parts.map((part) => part.seats));
  const necessityRequired = approval.necessityRequired || parts.some((part) => part.necessityRequired);
  const companies = [...new Set([company.id, ...owners, ...matter.requesterCompanyIds])];
  const stored = { rule: approval.approver, article: approval.article, seats, companies };
  const route = routeOf(seats, matter, await desk.of(companies, seats), ctx.at);
  return { matter, stored, necessityRequired, route, applicant, forbidden: isForbidden(approval.approver) };
};

/**
 * As whom an owner’s rules see a wish: as the furthest of requester and recipients. Otherwise somebody of another company would have
 * a colleague of the owner ask for him.
 *
 * @see K-03
 */
export const furthestApplicant = (
  wish: Pick<Wish, 'requester' | 'recipients' | 'forVisitor'>,
  ownerCompanyId: string,
  at: Temporal.Instant,
): Applicant => {
  const side = [wish.requester, ...(wish.recipients ?? [])];
  const kinds = new Set(side.map((actor) => applicantOf(actor, ownerCompanyId, { at, forVisitor: wish.forVisitor })));
  return APPLICANTS.findLast((kind) => kinds.has(kind)) ?? 'insider';
};

/** Everybody who could decide now. */
export const peopleRoutedTo = (route: Route): string[] =>
  route.kind === 'open' ? [...new Set(route.capacities.map(({ personId }) => personId))].toSorted() : [];

/**
 * The names under which a request reaches whoever may decide it: each seat, each seat by delegation of this operation at this level,
 * and the head office’s executives, to whom it goes where the seats themselves may not decide it.
 */
export const addressesOf = ({ stored, matter }: BoundRoute): string[] => {
  const superiors = leavesOf(bindApprover(HEADQUARTERS_EXECUTIVE, matter));
  const seats = new Map<string, Seat>([...leavesOf(stored.seats), ...superiors].map((seat) => [seatName(seat), seat]));
  return [...seats.values()]
    .filter(({ kind }) => kind !== 'nobody')
    .flatMap((seat) => [seatPrincipal(seat), delegatedSeatPrincipal(seat, matter.operation, matter.level)]);
};
