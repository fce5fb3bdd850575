import type { MijiClient } from '@miji/client';
import type { Authenticator } from './authenticator.ts';
import type { Cast } from './cast.ts';
import type { Narrator } from './narrator.ts';

/** What the steps share: who plays, who tells, and what has been made so far. */
export interface Story {
  readonly cast: Cast;
  readonly tell: Narrator;
  readonly text: string;
  readonly service: MijiClient;
  /** the authenticator apps of the two who decide about 绝密 */
  readonly apps: { readonly headOfficeDeputy: Authenticator; readonly bankManager: Authenticator };
  /** the business day on which this play began */
  readonly today: string;
  /** something that no other play has, so that the story can be played again on the same data */
  readonly mark: string;
}

/** The two items of step 1. */
export interface Items {
  readonly secret: string;
  readonly topSecret: string;
  readonly title: string;
}
