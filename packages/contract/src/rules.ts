import { z } from 'zod';
import { approvedOperation, approverRule } from './decision.ts';
import { level } from './primitives.ts';

const bilingual = { zh: z.string().max(500), en: z.string().max(500) };

/** The rules in force, for reading. */
export const currentRules = {
  input: z.void(),
  output: z.object({
    version: z.int(),
    catalogue: z.array(
      z.object({
        code: z.string().max(20),
        article: z.string().max(20),
        ...bilingual,
        defaultLevel: level.nullable(),
        needsReason: z.boolean(),
      }),
    ),
    outOfScope: z.array(z.object({ code: z.string().max(20), ...bilingual })),
    rules: z.array(z.object({ id: z.string().max(100), article: z.string().max(20), ...bilingual })),
    approvers: z.array(
      z.object({
        operation: approvedOperation,
        level,
        approver: approverRule,
        article: z.string().max(20),
        necessityRequired: z.boolean(),
        ...bilingual,
      }),
    ),
    limits: z.object({
      requestExpiresAfter: z.string().max(20),
      grantExpiresAfter: z.string().max(20),
      maxCopies: z.int(),
    }),
  }),
};

export type Rules = z.output<typeof currentRules.output>;
