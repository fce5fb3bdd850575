import { z } from 'zod';
import { decision, operation } from './decision.ts';
import { itemNumber } from './primitives.ts';

export const accessQuestion = z.object({
  item: itemNumber,
  operation,
  /** why it is truly needed, for an excerpt or copy of a 绝密 item @see GS-21 */
  necessity: z.string().trim().max(2_000).optional(),
});

/** Asks the law without doing anything. To whoever may not know the item the answer is `NOT_FOUND`. */
export const checkAccess = { input: accessQuestion, output: decision };

/** The same for up to a hundred questions; each is answered by itself. */
export const checkManyAccess = {
  input: z.object({ questions: z.array(accessQuestion).min(1).max(100) }),
  output: z.object({
    answers: z.array(
      z.discriminatedUnion('known', [
        z.object({ known: z.literal(true), decision }),
        z.object({ known: z.literal(false), code: z.literal('NOT_FOUND') }),
      ]),
    ),
  }),
};
