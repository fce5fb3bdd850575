import { useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { z } from 'zod';

/** The search parameters of the page, read by a schema whose fields all have a `.catch`, so that no link can break a page. */
export const useSearchParams = <T extends z.ZodType>(schema: T): z.output<T> =>
  schema.parse(useSearch({ strict: false }));

const numbered = z.object({ number: z.string().max(60).catch('') });

/** The number in the path of the page (`/items/$number`, `/requests/$number`). */
export const usePathNumber = (): string => numbered.parse(useParams({ strict: false })).number;

/** Goes to an address that `app/paths.ts` made; `replace` leaves no step behind for the back button. */
export const useGo = (): ((href: string, options?: { readonly replace?: boolean }) => void) => {
  const { history } = useRouter();
  return useCallback(
    (href, options) => (options?.replace === true ? history.replace(href) : history.push(href)),
    [history],
  );
};
