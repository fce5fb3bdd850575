import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTRPC } from '../../lib/trpc.ts';

/** How long after a copy a further press is still taken for the same one, in milliseconds. */
const SAME_PRESS = 1_000;

/**
 * Takes one copy for each press, of the item itself or of another copy of it. The key of a press lives until its copy is there, so that repeating it after a lost answer
 * brings the same copy; a second click, a held key or an impatient thumb takes nothing.
 */
export const useTakeCopy = (grant: string) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [firstKey] = useState(() => crypto.randomUUID());
  const key = useRef(firstKey);
  const busy = useRef(false);
  const lastDone = useRef(Number.NEGATIVE_INFINITY);
  const mutation = useMutation(
    trpc.grants.use.mutationOptions({
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries(trpc.requests.pathFilter()),
          queries.invalidateQueries(trpc.copies.pathFilter()),
          queries.invalidateQueries(trpc.desk.pathFilter()),
        ]),
    }),
  );
  const take = (from?: string): void => {
    if (busy.current || performance.now() - lastDone.current < SAME_PRESS) return;
    busy.current = true;
    mutation.mutate(
      { grant, from, idempotencyKey: key.current },
      {
        onSuccess: () => {
          key.current = crypto.randomUUID();
          lastDone.current = performance.now();
        },
        onSettled: () => {
          busy.current = false;
        },
      },
    );
  };
  return { take, issued: mutation.data, error: mutation.error, isPending: mutation.isPending };
};
