import { useEffect, useState } from 'react';

/** A value as it is once it has not changed for a while: what is asked for while somebody types. An empty one counts at once. */
export const useSettled = (value: string, pauseMs: number): string => {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value, pauseMs]);
  return value === '' ? '' : settled;
};
