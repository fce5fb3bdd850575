import type { Rules } from '@miji/contract';
import type { CallContext } from '../platform/context.ts';

/** The rules in force, each with its article. They are no secret: everybody is to know them. */
export const currentRules = async (ctx: CallContext): Promise<Rules> => ctx.rules;
