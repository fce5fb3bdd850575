import type { AskReason, Decision, LocalAnswer, LocalQuestion, Operation } from '@miji/core';
import type { Allowed } from '../classified/allowed.ts';
import type { Records } from '../records/records.ts';
import type { Spool } from '../spool.ts';
import type { KeepingOptions } from './snapshot-keeper.ts';
import type { UsedBy } from './used-by.ts';

/** A question that is answered here: who wants what of which item, and what for, if that is to stand in the trace. The time is the server's. */
export type LocalAsk<O extends Operation = Operation> = Omit<LocalQuestion, 'at' | 'operation'> & {
  readonly operation: O;
  readonly purpose?: string | undefined;
};

/** The same, of somebody who wants to read, and says what for. */
export type LocalWish<O extends Operation = Operation, P extends string = string> = LocalAsk<O> & {
  readonly purpose: P;
};

/** What is answered for sure: what the law says, or that there is nothing of the kind for this person. */
export type SureAnswer =
  | {
      readonly known: true;
      readonly decision: Decision;
      /** with `UNAVAILABLE`: why it could not be answered here, where the server did not answer either */
      readonly why?: AskReason;
    }
  | { readonly known: false; readonly code: 'NOT_FOUND' };

/** A wish that is not granted. */
export interface Denied {
  readonly outcome: 'needs_approval' | 'denied';
  readonly code: string;
  /** what the law said; null where the item does not exist for this person */
  readonly decision: Decision | null;
  /** with `ALLOWED_GRANT`: the call that uses the grant up, at the server alone; to destroy, by whom the grant names, in person */
  readonly use?: UsedBy;
  readonly why?: AskReason;
}

/** How decisions are made here. */
export interface LocalOptions extends KeepingOptions {
  /** where readings are written down before anything is handed out */
  readonly spool: Spool;
}

/** Decisions in this process, by the law and the facts that the server has signed. */
export interface LocalMiji {
  /** Resolves as soon as questions can be answered here. */
  ready(signal?: AbortSignal): Promise<void>;
  /**
   * Answers at once, as the server would, or says that it has to be asked. What was decided stands in the trace soon; where it could not,
   * the answer is to ask, `SPOOL_FULL`.
   */
  decide(question: LocalAsk): LocalAnswer;
  /**
   * The same, from the server where it has to be; where it does not answer either, the answer is no, with `UNAVAILABLE`, and where it
   * refuses this service or person, with the code that it gives. What is allowed is written down before it is said.
   */
  decideOrAsk(question: LocalAsk, options?: { readonly signal?: AbortSignal }): Promise<SureAnswer>;
  /**
   * Asks for what {@link Classified.reveal} takes. The decision is written down, and each reading again, before there is a value. What a
   * grant allows is not given here: it is used up at the server, by the call that `use` names.
   */
  permit<const O extends Operation, const P extends string>(
    wish: LocalWish<O, P>,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Allowed<O, P> | Denied>;
  /** The rows of one's own tables under the rules of a record class, which is signed with the snapshot. */
  records(code: string): Records;
  /** Follows the server no longer, and decides nothing more. The spool is its owner's. */
  close(): void;
}
