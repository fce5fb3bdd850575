import type { Approver } from '@miji/core';
import { leavesOf, POSTS } from '@miji/core';
import { z } from 'zod';
import { personRef, post } from './primitives.ts';

/** How deep offices may be joined, and how many of them: a rule that nobody can read is no rule. */
const DEEPEST = 5;
const MOST_OFFICES = 12;

/** An office that may have to agree, as a rule names it. @see GS-21 @see GS-22 @see CD-11 */
export const office = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('post'), company: z.enum(['owner', 'headquarters', 'requester']), post }),
  z.object({ kind: z.literal('in_charge'), company: z.enum(['owner', 'headquarters']), post }),
  z.object({ kind: z.literal('responsible_manager') }),
  z.object({ kind: z.literal('requester_department_head') }),
  z.object({ kind: z.literal('nobody') }),
]);

/** Offices joined at most this deep; as each depth is a schema of its own, none is followed without end. */
const formula = (depth: number): z.ZodType<Approver> => {
  if (depth <= 1) return office;
  const part = formula(depth - 1);
  return z
    .union([
      office,
      z.object({ kind: z.enum(['all_of', 'any_of', 'in_order']), of: z.array(part).min(1).max(MOST_OFFICES) }),
      // So many people among the holders of these offices; what is joined otherwise has no holders to count.
      z.object({
        kind: z.literal('at_least'),
        count: z.int().min(2).max(MOST_OFFICES),
        of: z.array(office).min(1).max(MOST_OFFICES),
      }),
    ])
    .meta({ id: `Approver${depth}` });
};

/** Who has to agree: offices, joined by all of, any of, or in this order, or so many people among them. */
export const approver: z.ZodType<Approver> = formula(DEEPEST)
  .refine((value) => leavesOf(value).length <= MOST_OFFICES, 'too many offices')
  .meta({
    id: 'Approver',
    description: `Offices (posts: ${POSTS.join(', ')}), joined by all_of, any_of or in_order, or so many people of theirs (at_least); at most ${DEEPEST} deep`,
  });

const companyName = z.string().max(100);

/** A post, a person or nobody, as what has to be filled before anybody can decide. */
export const seat = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('post'), company: companyName, post }),
  z.object({ kind: z.literal('in_charge'), company: companyName, post, line: z.string().max(100) }),
  z.object({ kind: z.literal('person'), person: personRef }),
  z.object({ kind: z.literal('department_head'), department: z.string().max(100).nullable() }),
  z.object({ kind: z.literal('nobody') }),
]);

export type SeatWire = z.output<typeof seat>;
