import { Temporal } from '@miji/core';

/** Stands for "no end" where a sort needs a value. */
export const END_OF_TIME = Temporal.Instant.from('9999-12-31T00:00:00Z');
