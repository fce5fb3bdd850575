import type { MovementWire } from '@miji/contract';
import type { MovementRow } from '@miji/db';
import type { CallContext } from '../platform/context.ts';
import { toMovements } from './movement-wire.ts';
import { keepingsOfCaller } from './taking.ts';

/** One movement as whoever acts sees it. */
export const showMovement = async (ctx: CallContext, row: MovementRow): Promise<MovementWire> => {
  const [movement] = await toMovements(ctx, [row], await keepingsOfCaller(ctx));
  if (movement === undefined) throw new Error('a movement without its copy');
  return movement;
};
