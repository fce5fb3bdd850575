import type { checkAccess as contract, checkManyAccess as manyContract, DecisionWire } from '@miji/contract';
import { Refusal } from '@miji/contract';
import type { Decision } from '@miji/core';
import type { z } from 'zod';
import { done } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { findKnownItem } from '../items/known-item.ts';

const toWire = (decision: Decision): DecisionWire => ({
  ...decision,
  missing: [...decision.missing],
  obligations: [...decision.obligations],
});

/**
 * What the law says to a question, without doing anything.
 *
 * @throws Refusal `NOT_FOUND` where the item may not be known
 */
export const checkAccess = async (ctx: CallContext, input: z.output<typeof contract.input>): Promise<DecisionWire> => {
  const asking = { number: input.item, operation: input.operation, necessity: input.necessity, action: 'item.checked' } as const;
  const { company, decision } = await findKnownItem(ctx, asking, async () => undefined);
  await ctx.platform.trace.record(
    done(ctx, {
      companyId: company.id,
      action: 'item.checked',
      subject: { kind: 'item', id: input.item },
      item: input.item,
      because: decision,
      details: { operation: input.operation },
    }),
  );
  return toWire(decision);
};

/** The same for many questions at once; what may not be known is said of each by itself. */
export const checkManyAccess = async (
  ctx: CallContext,
  input: z.output<typeof manyContract.input>,
): Promise<z.output<typeof manyContract.output>> => {
  const answers = await Promise.all(
    input.questions.map(async (question) => {
      try {
        return { known: true, decision: await checkAccess(ctx, question) } as const;
      } catch (error) {
        if (error instanceof Refusal && error.code === 'NOT_FOUND') return { known: false, code: 'NOT_FOUND' } as const;
        throw error;
      }
    }),
  );
  return { answers };
};
