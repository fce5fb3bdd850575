import { useState } from 'react';

/** The words last searched for, so that one comes back to what was found. In memory alone: they may be of a title. */
let last: string | undefined;

/** Nobody finds the words of whoever was here before. */
export const forgetSearchWords = (): void => {
  last = undefined;
};

/** The words searched for, and how to change them; no address, history or log holds them. */
export const useSearchWords = (): readonly [string | undefined, (words: string | undefined) => void] => {
  const [words, setWords] = useState(last);
  const change = (to: string | undefined): void => {
    last = to;
    setWords(to);
  };
  return [words, change];
};
