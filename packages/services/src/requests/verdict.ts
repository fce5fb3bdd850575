import type { decideRequest as contract } from '@miji/contract';
import type { AuditAction, Capacity, RefusalCode, SecretLevel, Temporal, Terms } from '@miji/core';
import { isBefore, isNoWider, isSameTerms, seatName } from '@miji/core';
import type { RequestRow, SecondFactorKind } from '@miji/db';
import type { FieldFinding } from '@miji/contract';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import type { z } from 'zod';
import { toStoredTerms, toTerms } from './terms-wire.ts';

export type DecisionInput = z.output<typeof contract.input>;

/** What a decision is in the trace while nobody knows yet what it leads to. */
export const ACTION_OF = {
  approve: 'request.approved',
  refuse: 'request.refused',
  ask_back: 'request.asked_back',
} as const satisfies Record<DecisionInput['decision'], AuditAction>;

/** Why a decision cannot stand. */
export interface Objection {
  readonly code: RefusalCode;
  readonly fields?: readonly FieldFinding[] | undefined;
}

/**
 * What an agreement leaves of what is asked for: what it is cut down to, or null where it is to all of it. Nobody gives more than was
 * asked for, and nobody gives what would be over before it began.
 */
export const cutOf = (
  row: Pick<RequestRow, 'terms'>,
  input: DecisionInput,
  at: Temporal.Instant,
): { readonly cut: Terms | null } | { readonly refused: Objection } => {
  if (input.decision !== 'approve') return { cut: null };
  const asked = toTerms(row.terms);
  const given = input.terms === undefined ? asked : toTerms(input.terms);
  if (!isNoWider(given, asked)) return { refused: { code: 'NOT_NARROWER' } };
  if (given.useBefore !== null && !isBefore(at, given.useBefore)) {
    const over = { field: 'terms.useBefore', code: 'VALIDATION', article: 'GS-23' } as const;
    return { refused: { code: 'VALIDATION', fields: [over] } };
  }
  return { cut: isSameTerms(given, asked) ? null : given };
};

/** What somebody writes beside his decision: why he refuses, or what he asks. */
export const wordsOf = (input: DecisionInput): { readonly reason: string | null; readonly ground: string | null } => {
  switch (input.decision) {
    case 'approve':
      return { reason: null, ground: null };
    case 'refuse':
      return { reason: input.reason, ground: input.ground };
    case 'ask_back':
      return { reason: input.question, ground: null };
  }
};

/** An act of deciding, once it is known for which seats it counts. */
export interface DecisionAct {
  readonly input: DecisionInput;
  readonly row: RequestRow;
  readonly level: SecretLevel;
  readonly filled: readonly Capacity[];
  readonly cut: Terms | null;
  readonly secondFactor: SecondFactorKind | null;
  /** whether nobody has to agree any more */
  readonly isLast: boolean;
}

/** A line for every seat that an agreement fills; for a refusal or a question one, in the first capacity. */
export const decisionRows = ({ at, rules }: CallContext, act: DecisionAct, earlier: number) => {
  const { input, row, filled, cut, secondFactor } = act;
  const { reason, ground } = wordsOf(input);
  return (input.decision === 'approve' ? filled : filled.slice(0, 1)).map((held, index) => ({
    request_id: row.id,
    sequence: earlier + index + 1,
    round: row.round,
    person_id: held.personId,
    seat: seatName(held.seat),
    principal_id: held.principalId,
    delegation_number: held.delegation,
    escalated: held.escalated,
    decision: input.decision,
    reason,
    refusal_ground: ground,
    terms: cut === null ? null : JSON.stringify(toStoredTerms(cut)),
    second_factor: secondFactor,
    decided_at: at,
    rule_set_version: rules.version,
  }));
};

/** The event of a decision. */
export const decisionEvent = (ctx: CallContext, act: DecisionAct) => {
  const { input, row, level, filled, cut, secondFactor, isLast } = act;
  const lent = filled.find(({ principalId }) => principalId !== null);
  return done(ctx, {
    companyId: row.company_id,
    action: input.decision === 'approve' && !isLast ? 'request.agreed' : ACTION_OF[input.decision],
    subject: { kind: 'request', id: row.number },
    item: row.item_number,
    because: { code: 'ALLOWED_OFFICE', rule: `approver.${level}`, article: row.route.article },
    onBehalfOf: lent?.principalId ?? undefined,
    details: {
      operation: row.operation,
      copies: cut === null ? row.copies : cut.recipients.reduce((sum, { copies }) => sum + copies, 0),
      round: row.round,
      cut: cut !== null,
      seat: filled.map(({ seat }) => seatName(seat)).join(' '),
      delegation: filled.flatMap(({ delegation }) => delegation ?? []).join(' ') || null,
      secondFactor,
    },
  });
};
