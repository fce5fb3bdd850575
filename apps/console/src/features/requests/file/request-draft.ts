import { z } from 'zod';

/** The words of a request that was begun: why, never what. They may outlive a reload, but not the tab. */
const draft = z.object({ purpose: z.string().max(2_000), necessity: z.string().max(2_000) });
export type RequestDraft = z.output<typeof draft>;

export const NO_DRAFT: RequestDraft = { purpose: '', necessity: '' };

/** The person is part of the key, so that whoever signs in next in this tab does not see it. */
const keyOf = (personId: string, item: string): string => `miji.request-draft.${personId}.${item}`;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** The draft that this person left for this item, or an empty one. */
export const loadDraft = (personId: string, item: string): RequestDraft => {
  const text = sessionStorage.getItem(keyOf(personId, item));
  return text === null ? NO_DRAFT : draft.catch(NO_DRAFT).parse(parsed(text));
};

/** Keeps the draft; an empty one leaves nothing behind. */
export const keepDraft = (personId: string, item: string, words: RequestDraft): void => {
  if (words.purpose === '' && words.necessity === '') sessionStorage.removeItem(keyOf(personId, item));
  else sessionStorage.setItem(keyOf(personId, item), JSON.stringify(words));
};
