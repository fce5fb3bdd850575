import { Refusal, scopeOfProcedure } from '@miji/contract';
import type { CompanyRef } from '@miji/contract';
import { holdsPost, inOffice, lawOf, principalsOf, seatPrincipalsOf, strictestLimits } from '@miji/core';
import type { Law, Limits, Post } from '@miji/core';
import type { Scope } from '@miji/db';
import type { ActingPerson, CallContext, Caller } from './context.ts';

/** The person whose rights count, or null where a service acts by itself. */
export const actingPerson = ({ caller }: Pick<CallContext, 'caller'>): ActingPerson | null =>
  caller.kind === 'person' ? caller.person : caller.onBehalfOf;

/**
 * The person whose rights count.
 *
 * @throws Refusal `NOT_ENTITLED` for a service that names nobody: what it asks for is only ever given to a person
 */
export const requirePerson = (ctx: CallContext): ActingPerson => {
  const person = actingPerson(ctx);
  if (person === null) throw new Refusal('NOT_ENTITLED');
  return person;
};

/**
 * The person who calls himself. What is decided, named, confirmed or administered is somebody's own act: a service that speaks for
 * him cannot do it in his name.
 *
 * @throws Refusal `NOT_ENTITLED` for any service
 */
export const requirePersonally = (ctx: CallContext): ActingPerson => {
  if (ctx.caller.kind !== 'person') throw new Refusal('NOT_ENTITLED');
  return ctx.caller.person;
};

/**
 * The service that calls, for whomever: what only a service needs is given to no person.
 *
 * @throws Refusal `NOT_ENTITLED` for any person
 */
export const requireService = (ctx: CallContext): Extract<Caller, { kind: 'service' }> => {
  if (ctx.caller.kind !== 'service') throw new Refusal('NOT_ENTITLED');
  return ctx.caller;
};

/**
 * Whether the key by which a service calls was issued for a procedure; people have no keys.
 *
 * @throws Refusal `KEY_SCOPE`
 */
export const requireKeyFor = ({ caller }: Pick<CallContext, 'caller'>, procedure: string): void => {
  if (caller.kind !== 'service') return;
  const scope = scopeOfProcedure(procedure);
  if (scope === null) return;
  if (scope === undefined || !caller.scopes.includes(scope)) throw new Refusal('KEY_SCOPE');
};

/** The rules of this call as they bind the items of a company. */
export const lawFor = (ctx: CallContext, owner: CompanyRef): Law => lawOf(ctx.rules, owner.code);

/** The limits that bind an item: the strictest of its owner's and of those of what it was made from. */
export const limitsFor = async (ctx: CallContext, ownerIds: readonly [string, ...string[]]): Promise<Limits> => {
  const [first, ...others] = ownerIds;
  const of = async (id: string): Promise<Limits> => {
    const owner = await ctx.platform.companies.byId(id);
    return owner === undefined ? ctx.rules.limits : lawFor(ctx, owner).limits;
  };
  return strictestLimits([await of(first), ...(await Promise.all(others.map(of)))]);
};

/** The scope of one company, on behalf of whoever acts. */
export const scopeOfCompany = (ctx: CallContext, companyId: string): Scope => {
  const person = actingPerson(ctx);
  return {
    companyId,
    personId: person?.personId ?? null,
    principals: person === null ? [] : principalsOf(person, ctx.at),
    at: ctx.at,
  };
};

/**
 * The scope of a person across companies: only what is his own, or addressed to him, is seen. Requests are addressed to seats, so
 * here he answers to those beside his own names; within a company nothing asks for them.
 */
export const scopeOfPerson = (ctx: CallContext): Scope => {
  const person = requirePerson(ctx);
  const principals = [...principalsOf(person, ctx.at), ...seatPrincipalsOf(person, ctx.at)];
  return { companyId: null, personId: person.personId, principals, at: ctx.at };
};

/** The system itself, within one company: sees no content. */
export const systemScope = (at: Scope['at'], companyId: string): Scope => ({
  companyId,
  personId: null,
  principals: [],
  at,
});

/** The company that a caller belongs to first: where what concerns no other company is traced. */
export const homeCompanyId = (ctx: CallContext): string => {
  if (ctx.caller.kind === 'service') return ctx.caller.companyId;
  const [first] = inOffice(ctx.caller.person, ctx.at);
  if (first === undefined) throw new Refusal('NOT_EMPLOYED');
  return first.companyId;
};

/** The company that a caller asks about: the named one, or his own. An unknown code is a company where he may know nothing. */
export const companyAskedFor = async (ctx: CallContext, code: string | undefined): Promise<CompanyRef | undefined> =>
  code === undefined ? ctx.platform.companies.byId(homeCompanyId(ctx)) : ctx.platform.companies.byCode(code);

/** Whether whoever acts holds one of some posts in a company, or the same post at the head office, which watches all. */
export const holdsOffice = async (ctx: CallContext, companyId: string, posts: readonly Post[]): Promise<boolean> => {
  const person = actingPerson(ctx);
  if (person === null) return false;
  const headquarters = await ctx.platform.companies.headquarters();
  const places = [companyId, ...(headquarters === undefined ? [] : [headquarters.id])];
  return places.some((place) => posts.some((post) => holdsPost(person, place, post, ctx.at)));
};
