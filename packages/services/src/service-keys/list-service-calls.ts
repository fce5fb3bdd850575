import type { listServiceCalls as contract, ServiceCalls } from '@miji/contract';
import { httpStatusOf } from '@miji/contract';
import type { ReasonCode, Temporal } from '@miji/core';
import { codeTold, isBefore, REFUSAL_CODES } from '@miji/core';
import type { ServiceTally } from '@miji/db';
import { isoMillisecond, servicesOf, talliesOfServices } from '@miji/db';
import type { z } from 'zod';
import { scopeOfCompany } from '../platform/acting.ts';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { callDesk } from './call-desk.ts';

/**
 * What the services of a company called in the last day or week, and how much of it was refused. Looking is itself traced.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever neither administers, secures nor audits it
 */
export const listServiceCalls = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { company, span, seesWhy } = await callDesk(ctx, input);
  const { tallies, services } = await ctx.platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const [counted, registered] = await Promise.all([talliesOfServices(tx, span), servicesOf(tx)]);
    return { tallies: counted, services: registered };
  });
  const details = { span: input.span, entries: tallies.length };
  await ctx.platform.trace.record(done(ctx, { companyId: company.id, action: 'service_calls.listed', details }));
  const byService = Map.groupBy(tallies, ({ serviceId }) => serviceId);
  const names = new Map(services.map(({ id, name }) => [id, name]));
  const told = seesWhy ? (code: ReasonCode): ReasonCode => code : codeTold;
  const ids = [...new Set([...byService.keys(), ...names.keys()])];
  return {
    from: isoMillisecond(span.from),
    to: isoMillisecond(ctx.at),
    services: ids
      .map((id) => callsOf({ id, name: names.get(id) ?? id }, byService.get(id) ?? [], told))
      .toSorted((one, other) => other.calls - one.calls || one.service.name.localeCompare(other.service.name, 'zh-CN')),
  };
};

type Told = (code: ReasonCode) => ReasonCode;

const callsOf = (service: ServiceCalls['service'], tallies: readonly ServiceTally[], told: Told): ServiceCalls => {
  const refused = tallies.filter(({ outcome }) => outcome === 'refused');
  const codes = summed(refused, ({ code }) => (code === null ? undefined : told(code)));
  const refusedActs = new Map(summed(refused, ({ action }) => action));
  const denied = total(refused.filter(({ code }) => !isFailure(code)));
  const last = tallies.reduce<Temporal.Instant | null>(
    (latest, tally) => (latest === null || isBefore(latest, tally.last) ? tally.last : latest),
    null,
  );
  return {
    service,
    calls: total(tallies),
    denied,
    failed: total(refused) - denied,
    last: last === null ? null : isoMillisecond(last),
    acts: summed(tallies, ({ action }) => action).map(([action, calls]) => ({
      action,
      calls,
      refused: refusedActs.get(action) ?? 0,
    })),
    codes: codes.map(([code, calls]) => ({ code, calls })),
  };
};

const total = (tallies: readonly ServiceTally[]): number => tallies.reduce((sum, { calls }) => sum + calls, 0);

/** How many calls there are of each kind, the most frequent first. */
const summed = <Kind>(
  tallies: readonly ServiceTally[],
  kindOf: (tally: ServiceTally) => Kind | undefined,
): (readonly [Kind, number])[] =>
  [...Map.groupBy(tallies, kindOf)]
    .flatMap(([kind, of]): (readonly [Kind, number])[] => (kind === undefined ? [] : [[kind, total(of)]]))
    .toSorted(([, one], [, other]) => other - one);

/** No answer of the law or of how things stand: the call itself was wrong, or Miji was. */
const FAILURES: ReadonlySet<number> = new Set([400, 401, 413, 415, 429, 500, 503]);
const isFailure = (code: ReasonCode | null): boolean => {
  const refusal = REFUSAL_CODES.find((known) => known === code);
  return refusal !== undefined && FAILURES.has(httpStatusOf(refusal));
};
