import type { ReasonCode } from '@miji/core';
import { ALLOWED } from './allowed.ts';
import { CALLS } from './calls.ts';
import type { Cause, Causes } from './cause.ts';
import { CLASSIFICATION } from './classification.ts';
import { CONTENTS } from './contents.ts';
import { COPIES } from './copies.ts';
import { GRANTS } from './grants.ts';
import { KNOWING } from './knowing.ts';
import { REQUESTS } from './requests.ts';

/** The codes as the page has them, what a developer meets most often first. */
export const GROUPS: readonly { readonly title: string; readonly causes: Causes }[] = [
  { title: 'Calls, keys and the spool', causes: CALLS },
  { title: 'Who may know it', causes: KNOWING },
  { title: 'Requests and decisions', causes: REQUESTS },
  { title: 'Grants', causes: GRANTS },
  { title: 'Registering and classifying', causes: CLASSIFICATION },
  { title: 'Copies, loans and stores', causes: COPIES },
  { title: 'Files', causes: CONTENTS },
  { title: 'Why something is allowed', causes: ALLOWED },
];

/** Every code of the law with its cause and remedy: one that lacks them is a type error here. */
export const CAUSES: Readonly<Record<ReasonCode, Cause>> = {
  ...ALLOWED,
  ...CALLS,
  ...CLASSIFICATION,
  ...CONTENTS,
  ...COPIES,
  ...GRANTS,
  ...KNOWING,
  ...REQUESTS,
};
