import { useCallback } from 'react';
import type { z } from 'zod';
import { paths, ruleDraftSearch } from '../../../app/paths.ts';
import { useGo, useSearchParams } from '../../../lib/location.ts';

type Place = z.output<typeof ruleDraftSearch>;

/** Where in a draft one is: the tab, the regime, the entry that is open, all of it in the address. */
export const useDraftPlace = (number: string) => {
  const go = useGo();
  const { part, regime, entry, changed } = useSearchParams(ruleDraftSearch);
  const show = useCallback(
    (to: Place): void => go(paths.ruleDraft(number, { part, regime, entry, changed, ...to }), { replace: true }),
    [go, number, part, regime, entry, changed],
  );
  return { place: { part, regime, entry, changed }, show };
};
