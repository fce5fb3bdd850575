import type { Actor, RecordClass, RecordLaw, Temporal } from '@miji/core';
import type { SpooledEvent } from '../spool.ts';

/** What guarded rows need of the client that they belong to. Where something is too old or not there, it throws a `Refusal`. */
export interface RecordsHost {
  /** the company whose rows they are */
  readonly companyId: string;
  /** now, on the clock of the server */
  now(): Temporal.Instant;
  /** the class as it binds the company now */
  recordClass(code: string): RecordClass;
  /** the rules as they bind the company now */
  law(at: Temporal.Instant): RecordLaw;
  /** a person for whom the service may speak; null for anybody else */
  actor(personId: string): Actor | null;
  /** resolves once the events cannot be lost any more; rejects where that cannot be, and then nothing is handed out */
  record(events: readonly SpooledEvent[]): Promise<void>;
}
