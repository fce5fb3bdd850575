import type { DecidedRequest, RequestDetail, verdict } from '@miji/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { z } from 'zod';
import { refusalOf } from '../../../lib/refusal.ts';
import { useTRPC } from '../../../lib/trpc.ts';

export type Verdict = z.input<typeof verdict>;

/** What was decided, and what it was cut down to where it was. */
export interface Decided {
  readonly request: DecidedRequest;
  readonly verdict: Verdict;
}

/**
 * The act of deciding. Of 绝密 it waits for the second factor: `confirming` is what is to be decided once that is given. Whether it
 * went well or somebody else was faster, what is on the screen is asked for again.
 */
export const useDecision = (
  { number, round, needsSecondFactor }: Pick<RequestDetail, 'number' | 'round' | 'needsSecondFactor'>,
  onDecided: (decided: Decided) => void,
) => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [confirming, setConfirming] = useState<Verdict | null>(null);
  const mutation = useMutation(
    trpc.requests.decide.mutationOptions({
      onSuccess: (request, sent) => onDecided({ request, verdict: sent }),
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries(trpc.requests.pathFilter()),
          queries.invalidateQueries(trpc.desk.pathFilter()),
        ]),
    }),
  );
  const send = (wanted: Verdict, isConfirmed: boolean): void => {
    mutation.mutate(
      // The round that is on the screen: what was changed since is not what was agreed to.
      { ...wanted, number, round },
      {
        // Its level may have risen while the page was open.
        onError: (error) => {
          if (!isConfirmed && refusalOf(error)?.code === 'SECOND_FACTOR_REQUIRED') setConfirming(wanted);
        },
      },
    );
  };
  return {
    confirming,
    isPending: mutation.isPending,
    error: mutation.error,
    decide: (wanted: Verdict): void => {
      if (mutation.isPending) return;
      if (needsSecondFactor) setConfirming(wanted);
      else send(wanted, false);
    },
    confirm: (): void => {
      if (confirming === null) return;
      setConfirming(null);
      send(confirming, true);
    },
    cancelConfirm: (): void => setConfirming(null),
    reset: mutation.reset,
  };
};

export type Decision = ReturnType<typeof useDecision>;
