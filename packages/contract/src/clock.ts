import { z } from 'zod';
import { instant } from './primitives.ts';

const clock = z.object({ mode: z.enum(['system', 'manual']), now: instant });

export const readClock = { input: z.void(), output: clock };
/** Only with `MIJI_CLOCK=manual`; refused as `CLOCK_NOT_MANUAL` otherwise. */
export const setClock = { input: z.object({ now: instant }), output: clock };
export const advanceClock = { input: z.object({ by: z.string().regex(/^P(?=.)[\dYMDTHS.]{1,30}$/) }), output: clock };
