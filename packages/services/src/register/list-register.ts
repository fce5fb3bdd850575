import type { RegisterEntry, requestRegister as contract } from '@miji/contract';
import { levelRank } from '@miji/core';
import type { RegisterFilter, RequestDecisionRow, RequestRow } from '@miji/db';
import { decisionsOnRequests, registerPage, registerRows } from '@miji/db';
import type { z } from 'zod';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import type { Names } from '../platform/names.ts';
import { namesOf, personRef } from '../platform/names.ts';
import { peopleOf, toRequestSummary } from '../requests/request-wire.ts';
import { endOfDays, startOfDays } from '../trace/trace-days.ts';
import { registersAskedFor, scopeAcross, unnamedReader } from './register-desk.ts';

type Input = z.output<typeof contract.input>;

const filterOf = (input: Input, unnamed: string | null): RegisterFilter => ({
  unnamed,
  operation: input.operation,
  level: input.level === undefined ? undefined : levelRank(input.level),
  state: input.state,
  personId: input.personId,
  item: input.item,
  filedFrom: input.filedFrom === undefined ? undefined : startOfDays(input.filedFrom),
  filedBefore: input.filedTo === undefined ? undefined : endOfDays(input.filedTo),
  decidedWithin: input.decidedWithin,
  decidedAfter: input.decidedAfter,
});

/**
 * Every request with what was decided on it, for ever: a page of one company’s register, or of all. It names items by their numbers,
 * never by their titles. Looking is itself traced, and taking it away as a file is traced as that.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever answers for none of these registers
 * @see CD-24
 */
export const listRegister = async (ctx: CallContext, input: Input): Promise<z.output<typeof contract.output>> => {
  const { platform } = ctx;
  const action = input.export ? 'register.exported' : 'register.listed';
  const companies = await registersAskedFor(ctx, input.company, action);
  const filter = filterOf(input, await unnamedReader(ctx, companies[0].id));
  const { page, decisions } = await platform.db.transactAcross(scopeAcross(ctx), async (within) => {
    const rows: RequestRow[] = [];
    for (const { id } of companies) rows.push(...(await within(id, (tx) => registerRows(tx, filter, input))));
    const cut = registerPage(rows, input);
    const decided = new Map<string, readonly RequestDecisionRow[]>();
    for (const [id, own] of Map.groupBy(cut.rows, (row) => row.company_id)) {
      const ids = own.map((row) => row.id);
      for (const [request, some] of await within(id, (tx) => decisionsOnRequests(tx, ids))) decided.set(request, some);
    }
    return { page: cut, decisions: decided };
  });
  const names = await namesOf(ctx, [
    ...page.rows.flatMap(peopleOf),
    ...[...decisions.values()].flat().flatMap((row) => [row.person_id, row.principal_id]),
  ]);
  await platform.trace.record(
    done(ctx, {
      companyId: companies[0].id,
      action,
      item: input.item,
      details: { entries: page.rows.length, companies: companies.length },
    }),
  );
  const owners = new Map(companies.map((company) => [company.id, company]));
  return {
    entries: page.rows.flatMap((row): RegisterEntry[] => {
      const owner = owners.get(row.company_id);
      if (owner === undefined) return [];
      return [
        {
          ...toRequestSummary(row, owner, names, ctx.at),
          decisions: toActs(decisions.get(row.id) ?? [], names),
          minutesToDecide: row.took_ms === null ? null : Math.floor(row.took_ms / 60_000),
          ruleSetVersion: row.rule_set_version,
        },
      ];
    }),
    next: page.next,
  };
};

/** Who decided, each act once, however many seats it filled. */
const toActs = (rows: readonly RequestDecisionRow[], names: Names): RegisterEntry['decisions'] => {
  const acts = new Map(
    rows.map((row) => [`${row.person_id} ${row.principal_id} ${row.decision} ${row.decided_at.toString()}`, row]),
  );
  return [...acts.values()].map((row) => ({
    person: personRef(row.person_id, names),
    onBehalfOf: row.principal_id === null ? null : personRef(row.principal_id, names),
    delegation: row.delegation_number,
    kind: row.decision,
  }));
};
