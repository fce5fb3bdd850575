import { z } from 'zod';
import { companyCode, companyRef, id, instant, line, personRef } from './primitives.ts';

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{Cc}*$/u);

/** The time during which somebody belongs to a project group. @see GS-19 */
export const membership = z.object({
  membershipId: id,
  person: personRef,
  reason: line,
  from: instant,
  to: instant.nullable(),
});

export const projectGroup = z.object({
  id,
  company: companyRef,
  name: z.string().max(100),
  /** who opened it, and takes people in */
  leader: personRef,
  openedAt: instant,
  /** who belongs to it now or will; past memberships too where they were asked for */
  members: z.array(membership).max(1_000),
});

export const openProjectGroup = {
  input: z.object({ company: companyCode, name }),
  output: projectGroup,
};

/** Takes somebody into a project group; from now on where no start is named, for good where no end is. */
export const joinProjectGroup = {
  input: z.object({
    company: companyCode,
    groupId: id,
    personId: id,
    reason: line,
    from: instant.optional(),
    to: instant.optional(),
  }),
  output: projectGroup,
};

/** Ends a membership, now or at a later instant. */
export const leaveProjectGroup = {
  input: z.object({ company: companyCode, membershipId: id, to: instant.optional() }),
  output: projectGroup,
};

/** The project groups of a company; `past` adds memberships that are over. */
export const listProjectGroups = {
  input: z.object({ company: companyCode.optional(), past: z.boolean().default(false) }),
  output: z.object({ entries: z.array(projectGroup).max(1_000) }),
};

export type ProjectGroupWire = z.output<typeof projectGroup>;
