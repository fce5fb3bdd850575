import { useEffect, useState } from 'react';

/** How long before the pages are put away that is said. */
const WARNING_SECONDS = 30;
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchmove'] as const;

/** Whether the pages are out, about to be put away, or away. */
export type Presence =
  | { readonly is: 'here' }
  | { readonly is: 'leaving'; readonly seconds: number }
  | { readonly is: 'away' };

const HERE: Presence = { is: 'here' };

/** Puts the pages away once nobody has moved anything for so many seconds; null: they stay. */
export const useLeaveTimer = (after: number | null): readonly [presence: Presence, comeBack: () => void] => {
  const [presence, setPresence] = useState<Presence>(HERE);
  const isAway = presence.is === 'away';
  useEffect(() => {
    if (after === null || isAway) return;
    let last = Date.now();
    const sign = (): void => {
      last = Date.now();
    };
    const look = (): void => {
      const left = Math.ceil(after - (Date.now() - last) / 1_000);
      if (left <= 0) setPresence({ is: 'away' });
      else if (left > WARNING_SECONDS) setPresence(HERE);
      else setPresence({ is: 'leaving', seconds: left });
    };
    const timer = setInterval(look, 1_000);
    for (const name of SIGNS) window.addEventListener(name, sign, { passive: true });
    return () => {
      clearInterval(timer);
      for (const name of SIGNS) window.removeEventListener(name, sign);
    };
  }, [after, isAway]);
  return [presence, () => setPresence(HERE)];
};
