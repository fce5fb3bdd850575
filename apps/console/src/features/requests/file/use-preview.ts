import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTRPC } from '../../../lib/trpc.ts';
import type { AskedOperation } from './file-request-values.ts';

/** What of a wish decides who is asked. */
export interface Wish {
  readonly item: string;
  readonly operation: AskedOperation;
  readonly forVisitor: boolean;
  readonly recipientIds: string[];
  readonly copies: number;
  readonly necessity: string | undefined;
}

/** Who would decide a wish, and what is missing, as long as it is being written. */
export const usePreview = (wish: Wish) => {
  const trpc = useTRPC();
  const necessity = wish.necessity?.trim();
  const input = {
    ...wish,
    // That there is one decides; which words it has does not, and they are not sent before the request is.
    necessity: necessity === undefined || necessity === '' ? undefined : '…',
  };
  const options = trpc.requests.preview.queryOptions(input);
  return useQuery({ ...options, placeholderData: keepPreviousData });
};
