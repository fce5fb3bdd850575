import type { StocktakingLine } from '@miji/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '../../lib/trpc.ts';

/** As many labels as one call takes. */
const MOST = 100;

/** The copy that a label names: the label itself, or the last part of the address in its QR code. */
const copyOf = (label: string): string => label.split(/[?#]/)[0]?.split('/').at(-1)?.toUpperCase() ?? label;

export interface Counting {
  readonly count: (label: string) => void;
  /** what became of the last label */
  readonly last: StocktakingLine | null;
  /** labels that are not in the register yet */
  readonly waiting: number;
  readonly error: unknown;
  readonly again: () => void;
}

/** Sends labels in the order in which they were read, as fast as the line takes them; none is lost when it breaks. */
export const useCounting = (number: string): Counting => {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [queue, setQueue] = useState<readonly string[]>([]);
  const [last, setLast] = useState<StocktakingLine | null>(null);
  const { mutate, isPending, error, reset } = useMutation(
    trpc.stocktakings.count.mutationOptions({
      onSuccess: async ({ lines }, { labels }) => {
        setQueue((waiting) => waiting.slice(labels.length));
        const label = labels.at(-1);
        const copy = label === undefined ? undefined : copyOf(label);
        setLast(lines.find((line) => line.copy.toUpperCase() === copy) ?? lines.at(-1) ?? null);
        await queries.invalidateQueries(trpc.stocktakings.pathFilter());
      },
    }),
  );
  useEffect(() => {
    if (queue.length > 0 && !isPending && error === null) mutate({ number, labels: queue.slice(0, MOST) });
  }, [queue, isPending, error, mutate, number]);
  return {
    count: (label) => setQueue((waiting) => [...waiting, label]),
    last,
    waiting: queue.length,
    error,
    again: reset,
  };
};
