import fc from 'fast-check';
import type { ApprovalMatter, Recipient, RequestStage } from '../../src/index.ts';
import { approvedOperations, levels } from './arbitraries.ts';
import type { Company } from './cast.ts';
import { COMPANIES } from './cast.ts';
import { RULES } from './office-rules.ts';

/** The people of the office, by number. */
export const PEOPLE = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'];
export const POSTS = [
  'general_manager',
  'deputy_general_manager',
  'department_head',
  'customer_information_supervisor',
  'staff',
] as const;

const people = fc.nat(PEOPLE.length - 1);
/** Anybody, or, from {@link PEOPLE} on, one of those who could decide just now: else most attempts would come to nothing. */
const deciders = fc.nat(3 * PEOPLE.length - 1);
const small = fc.nat(7);
const somebodyOrNone: fc.Arbitrary<number | null> = fc.option(people);

/** Whom something is for, and how many copies each of them gets; by number. */
const recipients = fc.uniqueArray(fc.record({ who: people, copies: fc.integer({ min: 1, max: 3 }) }), {
  minLength: 1,
  maxLength: 3,
  selector: ({ who }) => who,
});
type Recipients = readonly { readonly who: number; readonly copies: Recipient['copies'] }[];

const newRecipients: fc.Arbitrary<Recipients | null> = fc.option(recipients);

/** What may happen in an office, one after the other; numbers say who and which. */
export type Happening =
  | {
      readonly kind: 'appoint' | 'transfer';
      readonly who: number;
      readonly company: Company;
      readonly post: number;
      readonly line: boolean;
    }
  | { readonly kind: 'end' | 'revoke'; readonly who: number; readonly which: number }
  | { readonly kind: 'act_for'; readonly who: number; readonly whom: number; readonly which: number }
  | {
      readonly kind: 'delegate';
      readonly who: number;
      readonly whom: number;
      readonly which: number;
      readonly level: number;
      readonly hours: number;
    }
  | {
      readonly kind: 'file';
      readonly who: number;
      /** who wrote it down, where it was another person; null where he did himself, or a service for him */
      readonly drafter: number | null;
      readonly recipients: Recipients;
      readonly manager: number;
      readonly rule: number;
      readonly operation: ApprovalMatter['operation'];
      readonly level: ApprovalMatter['level'];
    }
  /** whoever asked is made what would have to decide, once it is filed */
  | { readonly kind: 'promote_asker'; readonly which: number; readonly seat: number }
  /** whoever asked delegates what he holds to a subordinate */
  | { readonly kind: 'asker_delegates'; readonly which: number; readonly whom: number }
  | { readonly kind: 'approve'; readonly who: number; readonly which: number; readonly cut: boolean }
  | { readonly kind: 'refuse' | 'ask_back'; readonly who: number; readonly which: number }
  | { readonly kind: 'resubmit'; readonly which: number; readonly recipients: Recipients | null }
  | { readonly kind: 'withdraw' | 'overtake'; readonly which: number }
  | { readonly kind: 'wait'; readonly hours: number }
  /** until a request reaches a part of its time, or its end */
  | { readonly kind: 'wait_for'; readonly which: number; readonly stage: Exclude<RequestStage, 'fresh'> | 'end' };

const kinds = <K extends string>(...names: readonly K[]) => fc.constantFrom(...names);

/** Each with how often it comes, of thirty or so. */
const WEIGHTED: readonly (readonly [weight: number, fc.Arbitrary<Happening>])[] = [
  [
    3,
    fc.record({
      kind: kinds('appoint', 'transfer'),
      who: people,
      company: fc.constantFrom(...COMPANIES),
      post: fc.nat(POSTS.length - 1),
      line: fc.boolean(),
    }),
  ],
  [1, fc.record({ kind: kinds('end', 'revoke'), who: people, which: small })],
  [2, fc.record({ kind: kinds('act_for'), who: people, whom: people, which: small })],
  [
    3,
    fc.record({
      kind: kinds('delegate'),
      who: people,
      whom: people,
      which: small,
      level: fc.nat(2),
      hours: fc.integer({ min: 1, max: 200 }),
    }),
  ],
  [
    5,
    fc.record({
      kind: kinds('file'),
      who: people,
      drafter: somebodyOrNone,
      recipients,
      manager: people,
      rule: fc.nat(RULES.length - 1),
      operation: approvedOperations,
      level: levels,
    }),
  ],
  [1, fc.record({ kind: kinds('promote_asker'), which: small, seat: small })],
  [1, fc.record({ kind: kinds('asker_delegates'), which: small, whom: people })],
  [7, fc.record({ kind: kinds('approve'), who: deciders, which: small, cut: fc.boolean() })],
  [2, fc.record({ kind: kinds('refuse', 'ask_back', 'ask_back', 'ask_back'), who: deciders, which: small })],
  [2, fc.record({ kind: kinds('resubmit'), which: small, recipients: newRecipients })],
  [1, fc.record({ kind: kinds('withdraw', 'overtake'), which: small })],
  [1, fc.record({ kind: kinds('wait'), hours: fc.integer({ min: 1, max: 24 }) })],
  [
    1,
    fc.record({
      kind: kinds('wait_for'),
      which: small,
      stage: fc.constantFrom('half', 'four_fifths', 'escalated', 'escalated', 'end'),
    }),
  ],
];

/** The happenings, each as often as its weight says: a command model picks evenly among what it is given. */
export const HAPPENINGS: readonly fc.Arbitrary<Happening>[] = WEIGHTED.flatMap(([weight, arbitrary]) =>
  Array.from({ length: weight }, () => arbitrary),
);
