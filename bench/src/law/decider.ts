import type { Check, LawWorld } from './world.ts';

/** Somebody who answers a question, at once or later. */
export type Ask = (check: Check) => boolean;
export type AskLater = (check: Check) => Promise<boolean>;

export type Asked = { readonly kind: 'now'; readonly ask: Ask } | { readonly kind: 'later'; readonly ask: AskLater };

/** A way of answering the questions of a world. */
export interface Decider {
  readonly name: string;
  /** what it says besides yes and no */
  readonly reasons: string;
  /** how many questions make a round: slow ones get fewer */
  readonly questions: number;
  load(world: LawWorld): Asked | Promise<Asked>;
}

export const now = (ask: Ask): Asked => ({ kind: 'now', ask });
