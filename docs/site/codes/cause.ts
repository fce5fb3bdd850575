import type { ReasonCode } from '@miji/core';

/** What makes a code come, and what helps. */
export type Cause = readonly [cause: string, remedy: string];

/** The causes of some codes. */
export type Causes = Partial<Readonly<Record<ReasonCode, Cause>>>;
