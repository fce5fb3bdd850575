import { z } from 'zod';
import { cursor, limit, pageOf } from './primitives.ts';
import { itemSummary } from './items.ts';

/** Something found among what one may know: by its number, its title, or the words of its text. */
export const searchHit = z.object({
  item: itemSummary,
  /** where it was found; of a text only that every two characters of the words stand in it */
  in: z.enum(['number', 'title', 'text']),
});

/** Searches titles and texts of what one may know, in every company at once. Nothing of what is searched for is kept. */
export const searchItems = {
  input: z.object({ words: z.string().trim().min(1).max(100), cursor: cursor.optional(), limit }),
  output: pageOf(searchHit),
};

export type SearchHit = z.output<typeof searchHit>;
