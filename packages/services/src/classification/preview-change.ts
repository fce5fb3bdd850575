import type { previewChange as contract } from '@miji/contract';
import type { z } from 'zod';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';
import { peopleOnRoute, toRoute } from '../requests/route-wire.ts';
import { toEffect } from './change-wire.ts';
import { prepareChange } from './prepare-change.ts';

/**
 * What a change of classification would do and who would decide it. Nothing is filed.
 *
 * @throws Refusal as filing it would, but for a route that is locked: that is shown
 */
export const previewChange = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<z.output<typeof contract.output>> => {
  // Shown as if the necessity were stated: the form asks for it where the law does.
  const { plan, bound } = await prepareChange(ctx, { ...input, necessity: '-' });
  const [names, companies] = await Promise.all([
    namesOf(ctx, peopleOnRoute(bound.route)),
    ctx.platform.companies.all(),
  ]);
  return {
    ...toEffect(plan, ctx.at),
    route: toRoute(bound.route, { rule: bound.stored.rule, names, companies }),
    article: bound.stored.article,
  };
};
