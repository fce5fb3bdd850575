import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTRPC } from '../../lib/trpc.ts';
import { Loaded } from '../../ui/index.ts';
import { MarkedText } from '../items/marked-text.tsx';

/** A text that was typed, whole and in its numbered lines. It is asked for each time anew, because each read is an act. */
export const WholeText = ({ number }: { readonly number: string }): ReactNode => {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.items.read.queryOptions(
      { number },
      { gcTime: 0, staleTime: Number.POSITIVE_INFINITY, refetchOnReconnect: false },
    ),
  );
  return (
    <Loaded query={query}>
      {({ text, format, reader }) => <MarkedText number={number} text={text} format={format} mark={reader} />}
    </Loaded>
  );
};
