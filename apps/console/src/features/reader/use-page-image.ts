import { useQuery } from '@tanstack/react-query';
import { paths } from '../../app/paths.ts';
import { failureIn } from '../../lib/refused-answer.ts';

/** A page as the server has drawn it for this reader and this minute. It is fetched when it is looked at, and never before. */
export const usePageImage = (number: string, version: number, page: number) =>
  useQuery({
    queryKey: ['page image', number, version, page],
    queryFn: async ({ signal }): Promise<Blob> => {
      const response = await fetch(paths.pageImage(number, page), { cache: 'no-store', signal });
      if (!response.ok) throw failureIn(await response.text());
      return response.blob();
    },
    // Each look is an act: what was left is gone, and asked for anew.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  });
