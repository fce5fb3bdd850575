import { REFUSAL_GROUNDS, refusalGround } from '@miji/contract';
import type { RequestDetail, RequestRound, RequestStep } from '@miji/contract';
import type { RequestDecisionRow, RequestRoundRow, RequestRow } from '@miji/db';
import { isoMillisecond } from '@miji/db';
import type { Names } from '../platform/names.ts';
import { personRef } from '../platform/names.ts';
import { toTermsShown } from './terms-wire.ts';

/** Whoever has agreed to a request, and so may take back what followed from it. */
export const approversOf = (decisions: readonly RequestDecisionRow[]): ReadonlySet<string> =>
  new Set(decisions.filter(({ decision }) => decision === 'approve').map(({ person_id }) => person_id));

/** Every act of whoever decided, in its order; one agreement that filled several seats is one act. */
export const toSteps = (decisions: readonly RequestDecisionRow[], names: Names): RequestStep[] => {
  const steps = decisions.map((row): readonly [string, RequestStep] => [
    [row.round, row.person_id, row.decision, row.principal_id, row.delegation_number, row.decided_at].join(' '),
    {
      round: row.round,
      kind: row.decision,
      person: personRef(row.person_id, names),
      onBehalfOf: row.principal_id === null ? null : personRef(row.principal_id, names),
      delegation: row.delegation_number,
      escalated: row.escalated,
      reason: row.reason,
      ground: groundOf(row.refusal_ground),
      terms: row.terms === null ? null : toTermsShown(row.terms, names),
      secondFactor: row.second_factor,
      at: isoMillisecond(row.decided_at),
    },
  ]);
  return [...new Map(steps).values()];
};

const groundOf = (stored: string | null): RequestStep['ground'] =>
  REFUSAL_GROUNDS.some((ground) => ground === stored) ? refusalGround.parse(stored) : null;

/** What was asked for, round by round. A request from before there were rounds has one, as it stands. */
export const toRounds = (row: RequestRow, rounds: readonly RequestRoundRow[], names: Names): RequestRound[] =>
  (rounds.length === 0 ? [{ ...row, round: 1, answer: null }] : rounds).map((round) => ({
    round: round.round,
    at: isoMillisecond(round.filed_at),
    terms: toTermsShown(round.terms, names),
    purpose: round.purpose,
    necessity: round.necessity,
    answer: round.answer,
  }));

/** The earlier request for the same, and why it was refused. */
export const toRepeated = (earlier: RequestRow | undefined): RequestDetail['repeated'] =>
  earlier === undefined || earlier.decided_at === null
    ? null
    : { number: earlier.number, decidedAt: isoMillisecond(earlier.decided_at), reason: earlier.decision_reason };
