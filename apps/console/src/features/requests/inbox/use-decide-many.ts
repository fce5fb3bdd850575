import type { decideManyRequests } from '@miji/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import { useTRPC } from '../../../lib/trpc.ts';

export type Outcomes = z.output<typeof decideManyRequests.output>['outcomes'];

/** Decides several requests in one go; each has an outcome of its own. */
export const useDecideMany = (onDecided: (outcomes: Outcomes) => void) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.requests.decideMany.mutationOptions({
      // Before the list is asked for again: those decided are gone from it then.
      onSuccess: ({ outcomes }) => onDecided(outcomes),
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries(trpc.requests.pathFilter()),
          queries.invalidateQueries(trpc.desk.pathFilter()),
        ]),
    }),
  );
};
