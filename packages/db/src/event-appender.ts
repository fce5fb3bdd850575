import type { AuditEvent } from '@miji/core';
import type { Pool } from 'pg';
import { eventsParameter, INSERT_EVENTS } from './repositories/audit-events.ts';
import { statementName } from './statement-name.ts';

/**
 * Appends events that have no transaction of their own, of any company, durably: when it resolves they will survive a power cut.
 * Its role may append and cannot read.
 */
export class EventAppender {
  readonly #pool: Pool;

  /** @param pool signs in as `miji_trace` */
  constructor(pool: Pool) {
    this.#pool = pool;
  }

  async append(events: readonly AuditEvent[]): Promise<void> {
    const name = statementName(INSERT_EVENTS);
    const text = INSERT_EVENTS;
    const values = [eventsParameter(events)];
    await this.#pool.query(name === undefined ? { text, values } : { name, text, values });
  }
}
