import { GROUND_STATES, NAMERS } from '@miji/core';
import { z } from 'zod';
import { approver } from './approver.ts';
import { decision, operation, reasonCode } from './decision.ts';
import { rangeMember } from './items.ts';
import { companyRef, effectiveLevel, id, instant, itemNumber, level, personRef, post } from './primitives.ts';
import { regime } from './rules.ts';

const span = { from: instant, to: instant.nullable() };
/** Whether a fact counts now, will, did, or does not count at this level. */
const state = z.enum(GROUND_STATES);

/** A fact that decided a question, or would have, had its time been now. */
export const ground = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('entry'),
    state,
    entryId: id,
    member: rangeMember,
    name: z.string().max(200),
    namedBy: personRef.nullable(),
    namedAs: z.enum(NAMERS).nullable(),
    ...span,
  }),
  z.object({ kind: z.literal('responsible_manager'), state }),
  z.object({ kind: z.literal('headquarters_executive'), state }),
  z.object({ kind: z.literal('exclusion'), by: personRef.nullable(), since: instant.nullable() }),
  z.object({
    kind: z.literal('appointment'),
    state,
    company: companyRef,
    post,
    department: z.string().max(200).nullable(),
    acting: z.boolean(),
    ...span,
  }),
  z.object({ kind: z.literal('membership'), state, groupId: id, name: z.string().max(200), ...span }),
  z.object({ kind: z.literal('period'), state, declassifiesAt: instant }),
  z.object({
    kind: z.literal('delegation'),
    state,
    number: z.string().max(40),
    from: personRef,
    until: instant.nullable(),
  }),
]);

/** What somebody could do so that the answer becomes another. */
export const remedy = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('naming'), by: z.array(z.enum(NAMERS)) }),
  z.object({ kind: z.literal('readmission') }),
  z.object({ kind: z.literal('appointment') }),
  z.object({ kind: z.literal('necessity') }),
  z.object({ kind: z.literal('approval'), by: approver }),
  z.object({ kind: z.literal('rule') }),
]);

/** When time alone makes the answer another, and which. */
export const turn = z.object({
  at: instant,
  outcome: z.enum(['allowed', 'needs_approval', 'denied']),
  code: reasonCode,
});

/**
 * Why the law answers a question of somebody else as it does: for the security officer of the item’s owner, the head office’s, and
 * auditors. It names the item by its number and level, never by its title, and is itself traced.
 */
export const explainAccess = {
  input: z.object({
    personId: id,
    item: itemNumber,
    operation,
    /** answers as if this had been stated */
    necessity: z.string().trim().max(2_000).optional(),
    /** answers for that moment, by what the register has now; for the present where absent */
    at: instant.optional(),
  }),
  output: z.object({
    at: instant,
    item: itemNumber,
    owner: companyRef,
    level: effectiveLevel,
    markedLevel: level,
    /** the group’s and whatever else binds the item */
    regimes: z.array(regime),
    person: personRef,
    operation,
    ruleSetVersion: z.int(),
    decision,
    /** every article that has a say in it, the deciding one first */
    articles: z.array(z.string().max(20)),
    grounds: z.array(ground),
    remedies: z.array(remedy),
    turns: z.array(turn),
  }),
};

export type GroundWire = z.output<typeof ground>;
export type RemedyWire = z.output<typeof remedy>;
export type TurnWire = z.output<typeof turn>;
export type Explanation = z.output<typeof explainAccess.output>;
