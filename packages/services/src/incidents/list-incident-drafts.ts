import type { IncidentDraft, listIncidentDrafts as contract } from '@miji/contract';
import { REGISTER_POSTS } from '@miji/core';
import type { IncidentDraftRow } from '@miji/db';
import { copiesById, isoMillisecond, loanNumbers, pageIncidents } from '@miji/db';
import type { z } from 'zod';
import { copyIdOf } from '../copies/copy-summary.ts';
import { companyAskedFor, holdsOffice, homeCompanyId, requirePersonally, scopeOfCompany } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import type { Names } from '../platform/names.ts';
import { namesOf, personRef } from '../platform/names.ts';

/**
 * What has to be looked into in a company, newest first, for whoever keeps or watches its register.
 *
 * @throws Refusal `NOT_ENTITLED` to everybody else
 * @see AR-37
 */
export const listIncidentDrafts = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  const { platform } = ctx;
  requirePersonally(ctx);
  const company = await companyAskedFor(ctx, input.company);
  const happening = { companyId: company?.id ?? homeCompanyId(ctx), action: 'incident.listed' } as const;
  if (company === undefined || !(await holdsOffice(ctx, company.id, REGISTER_POSTS)))
    throw await refused(ctx, happening, { code: 'NOT_ENTITLED', rule: 'copy.original', article: 'GS-26' });
  const { page, copies, loans } = await platform.db.transact(scopeOfCompany(ctx, company.id), async (tx) => {
    const found = await pageIncidents(tx, input);
    const ids = found.rows.flatMap(({ copy_id }) => (copy_id === null ? [] : [copy_id]));
    const rows = await copiesById(tx, ids);
    const numbers = await loanNumbers(
      tx,
      found.rows.map(({ loan_id }) => loan_id),
    );
    return { page: found, copies: new Map(rows.map((row) => [row.id, copyIdOf(row)])), loans: numbers };
  });
  await platform.trace.record(done(ctx, { ...happening, details: { entries: page.rows.length } }));
  const names = await namesOf(
    ctx,
    page.rows.map(({ person_id }) => person_id),
  );
  return { entries: page.rows.map((row) => toDraft(row, { copies, loans, names })), next: page.next };
};

const toDraft = (
  row: IncidentDraftRow,
  known: {
    readonly copies: ReadonlyMap<string, string>;
    readonly loans: ReadonlyMap<string, string>;
    readonly names: Names;
  },
): IncidentDraft => ({
  number: row.number,
  kind: row.kind,
  item: row.item_number,
  copy: row.copy_id === null ? null : (known.copies.get(row.copy_id) ?? null),
  loan: row.loan_id === null ? null : (known.loans.get(row.loan_id) ?? null),
  person: row.person_id === null ? null : personRef(row.person_id, known.names),
  draftedAt: isoMillisecond(row.drafted_at),
  facts: row.facts,
});
