import { idempotencyKey, Refusal } from '@miji/contract';

/** The header in which a caller names an act, so that he can send it again without its being done again. */
export const NAME_HEADER = 'idempotency-key';

/**
 * The name that a caller gave an act; undefined where he gave none.
 *
 * @throws Refusal `VALIDATION`
 */
export const nameOf = (header: string | readonly string[] | undefined): string | undefined => {
  if (header === undefined) return undefined;
  const { data } = idempotencyKey.safeParse(header);
  if (data === undefined)
    throw new Refusal('VALIDATION', { fields: [{ field: NAME_HEADER, code: 'VALIDATION', article: null }] });
  return data;
};
