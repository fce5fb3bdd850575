import type { Desk } from './desk.ts';

/** Who has a part in it; their desks are others after each start. */
export type Desks = Readonly<Record<'giver' | 'taker' | 'keeper' | 'manager' | 'auditor', Desk>>;
/** Passes an answer on, and counts it. */
export type Hear = <T>(answer: Promise<T>) => Promise<T>;

/** Something that a server may be killed in. */
export interface Act {
  /** how many answers it gets where nobody is killed */
  readonly answers: number;
  during(desks: Desks, hear: Hear): Promise<unknown>;
  /** with the server that comes after: what was promised is kept, and the rest is done now */
  finish(desks: Desks): Promise<void>;
}
export type Prepare = (desks: Desks, key: string) => Promise<Act>;
