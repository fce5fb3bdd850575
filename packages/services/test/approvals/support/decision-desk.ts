import type { Approver, RuleSet, Temporal } from '@miji/core';
import { REGULATIONS } from '@miji/core';
import type { decideRequest as contract } from '@miji/contract';
import { decideRequest as decideContract } from '@miji/contract';
import type { z } from 'zod';
import { decideRequest, getRequest, resubmitRequest } from '../../../src/index.ts';
import type { House } from '../../support/house.ts';
import { START } from '../../support/house.ts';

type Verdict = z.input<typeof contract.input>;

/** Deciding, as the stories say it, and rules under which there is something to be decided. */
export const decisionDesk = (house: House) => {
  const { platform, superuser } = house;
  let version = REGULATIONS.version;
  const publish = async (rules: RuleSet = REGULATIONS): Promise<void> => {
    version += 1;
    await superuser.query('insert into miji.rule_set (version, document, effective_from) values ($1, $2, $3)', [
      version,
      JSON.stringify({ ...rules, version }),
      START.toString(),
    ]);
    platform.rules.refresh();
  };
  /** the round that whoever decides has before him */
  const roundOf = async (number: string): Promise<number> => {
    const { rows } = await superuser.query<{ round: number }>('select round from miji.request where number = $1', [
      number,
    ]);
    return rows[0]?.round ?? 1;
  };
  const decide = async (by: string, verdict: Verdict) =>
    decideRequest(await house.as(by), decideContract.input.parse({ round: await roundOf(verdict.number), ...verdict }));
  const see = async (number: string, by: string) => getRequest(await house.as(by), { number });
  return {
    publish,
    /** the regulations with another approver for the copy and the excerpt of a 机密 item */
    takingNeeds: (approver: Approver) =>
      publish({
        ...REGULATIONS,
        approvers: REGULATIONS.approvers.map((cell) =>
          cell.regime === 'group' && cell.level === 'secret' && ['copy', 'excerpt'].includes(cell.operation)
            ? { ...cell, approver }
            : cell,
        ),
      }),
    decide,
    approve: (number: string, by: string) => decide(by, { number, decision: 'approve' }),
    /** agrees to less than was asked for, as a change of what stands there now */
    shorten: async (number: string, by: string, change: Partial<TermsInput>) => {
      const { terms } = await see(number, by);
      const now = {
        recipients: terms.recipients.map(({ person, copies }) => ({ personId: person.id, copies })),
        spans: terms.spans,
        useBefore: terms.useBefore,
      };
      return decide(by, { number, decision: 'approve', terms: { ...now, ...change } });
    },
    refuse: (number: string, by: string) => decide(by, { number, decision: 'refuse', reason: '无必要' }),
    askBack: (number: string, by: string) => decide(by, { number, decision: 'ask_back', question: '为何需要两份？' }),
    answer: async (number: string, by: string, change: Partial<Parameters<typeof resubmitRequest>[1]> = {}) => {
      const { round } = await see(number, by);
      return resubmitRequest(await house.as(by), { number, round, answer: '双方各执一份', ...change });
    },
    see,
    /** what is left behind by a request, as the database has it */
    grantsOf: async (number: string) =>
      (
        await superuser.query<{
          number: string;
          person_id: string;
          copies: number;
          spans: unknown;
          expires_at: Temporal.Instant;
          void_code: string | null;
        }>(
          `select g.number, g.person_id, g.copies, g.spans, g.expires_at, g.void_code
             from miji.access_grant g join miji.request r on r.company_id = g.company_id and r.id = g.request_id
            where r.number = $1 order by length(g.number), g.number`,
          [number],
        )
      ).rows,
    /** whom notices of a kind about a request have reached */
    toldOf: async (number: string, kind: string): Promise<readonly string[]> =>
      (
        await superuser.query<{ person_id: string }>(
          'select person_id from miji.notice where request_number = $1 and kind = $2 order by at, person_id',
          [number, kind],
        )
      ).rows.map(({ person_id }) => person_id),
  };
};

type TermsInput = NonNullable<Extract<Verdict, { readonly decision: 'approve' }>['terms']>;
