import type { Rules } from '@miji/contract';
import type { CallContext } from '../platform/context.ts';

/** The rules in force, each with its article. They are no secret: everybody is to know them. */
export const currentRules = async (ctx: CallContext): Promise<Rules> => {
  const { version, catalogue, outOfScope, rules, approvers, limits } = await ctx.platform.rules.at(ctx.at);
  return {
    version,
    catalogue: [...catalogue],
    outOfScope: [...outOfScope],
    rules: [...rules],
    approvers: [...approvers],
    limits,
  };
};
