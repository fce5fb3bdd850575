import { BUSINESS_ZONE, Temporal } from '@miji/core';

/** A minute in Shanghai, as a browser gives it (`2026-11-21T10:05`), as the wire has it; nothing where none was chosen. */
export const momentOf = (typed: string | undefined): { readonly at?: string } =>
  typed === undefined || typed === ''
    ? {}
    : {
        at: Temporal.PlainDateTime.from(typed)
          .toZonedDateTime(BUSINESS_ZONE)
          .toInstant()
          .toString({ smallestUnit: 'millisecond' }),
      };
