import { z } from 'zod';
import { copySummary, destruction, movement, tidings } from './copies.ts';
import { itemSummary } from './items.ts';
import { grantSummary, requestSummary } from './requests.ts';

/** What must I do, what do I hold, what is about to happen: the first few of each; the lists have the rest. */
export const getDesk = {
  input: z.void(),
  output: z.object({
    toDecide: z.array(requestSummary),
    grants: z.array(grantSummary),
    myRequests: z.array(requestSummary),
    holdings: z.array(copySummary),
    /** copies that were handed over and wait for the caller’s count */
    toConfirm: z.array(movement),
    /** destructions that he has to carry out @see PM-16 */
    toDestroy: z.array(destruction),
    /** changes of items of which he holds a copy, that he has to know of */
    tidings: z.array(tidings),
    /** what was lent to him, or carried out by him, the soonest due first */
    dueBack: z.array(copySummary),
    declassifyingSoon: z.array(itemSummary),
  }),
};

export type Desk = z.output<typeof getDesk.output>;
