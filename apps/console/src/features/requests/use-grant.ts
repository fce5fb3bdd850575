import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTRPC } from '../../lib/trpc.ts';

/** How long after a copy a further press is still taken for the same one, in milliseconds. */
const SAME_PRESS = 1_000;

/**
 * Takes one copy for each press. The key of a press lives until its copy is there, so that repeating it after a lost answer
 * brings the same copy; a second click, a held key or an impatient thumb takes nothing.
 */
export const useTakeCopy = (grant: string) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const key = useRef(crypto.randomUUID());
  const busy = useRef(false);
  const lastDone = useRef(Number.NEGATIVE_INFINITY);
  const mutation = useMutation(
    trpc.grants.use.mutationOptions({
      onSuccess: () => {
        key.current = crypto.randomUUID();
        lastDone.current = performance.now();
      },
      onSettled: async () => {
        busy.current = false;
        await Promise.all([
          queries.invalidateQueries(trpc.requests.pathFilter()),
          queries.invalidateQueries(trpc.copies.pathFilter()),
          queries.invalidateQueries(trpc.desk.pathFilter()),
        ]);
      },
    }),
  );
  const take = (): void => {
    if (busy.current || performance.now() - lastDone.current < SAME_PRESS) return;
    busy.current = true;
    mutation.mutate({ grant, idempotencyKey: key.current });
  };
  return { take, issued: mutation.data, error: mutation.error, isPending: mutation.isPending };
};
