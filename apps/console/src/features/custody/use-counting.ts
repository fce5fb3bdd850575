import type { LABEL_MEANS, StocktakingLine } from '@miji/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '../../lib/trpc.ts';

/** As many labels as one call takes. */
const MOST = 100;

/** The copy that a label names: the label itself, or the last part of the address in its QR code. */
const copyOf = (label: string): string => label.split(/[?#]/)[0]?.split('/').at(-1)?.toUpperCase() ?? label;

/** Read by scanner or camera, or typed. */
export type LabelMeans = (typeof LABEL_MEANS)[number];

interface Label {
  readonly label: string;
  readonly means: LabelMeans;
}

/** The labels that go in one call: of one means, in the order in which they were read. */
const nextCall = (queue: readonly Label[]): readonly Label[] => {
  const means = queue[0]?.means;
  const end = queue.findIndex((label) => label.means !== means);
  return queue.slice(0, Math.min(end === -1 ? queue.length : end, MOST));
};

export interface Counting {
  readonly count: (label: string, means: LabelMeans) => void;
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
  const [queue, setQueue] = useState<readonly Label[]>([]);
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
    const call = nextCall(queue);
    const [first] = call;
    if (first !== undefined && !isPending && error === null)
      mutate({ number, labels: call.map(({ label }) => label), means: first.means });
  }, [queue, isPending, error, mutate, number]);
  return {
    count: (label, means) => setQueue((waiting) => [...waiting, { label, means }]),
    last,
    waiting: queue.length,
    error,
    again: reset,
  };
};
