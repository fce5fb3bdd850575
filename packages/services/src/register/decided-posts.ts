import type { Post } from '@miji/core';
import { covers, POSTS, Temporal } from '@miji/core';
import type { Within } from '@miji/db';
import { appointmentsIn, listDepartmentsOf } from '@miji/db';
import type { AppointmentRow } from '@miji/db';
import { seatOfName } from './seat-of-name.ts';

/** A post of a company. */
export interface Office {
  readonly companyId: string;
  readonly post: Post;
}

/** A seat that was filled, as far as it says whose it is. */
export interface FilledSeat {
  readonly seat: string;
  readonly ownerId: string;
  readonly escalated: boolean;
  /** who holds the post: whoever decided, or in whose name */
  readonly holderId: string;
  readonly decided: number;
}

/**
 * As which post of which company somebody decided. The name of a seat says it; where it names a person instead, and where the next in
 * line decided, the register of appointments does.
 */
export class DecidedPosts {
  readonly #within: Within;
  readonly #companies: readonly string[];
  readonly #headquarters: string;
  readonly #appointments = new Map<string, readonly AppointmentRow[]>();
  #departments: ReadonlyMap<string, string> | undefined;

  /** @param companies every company of the group */
  constructor(within: Within, companies: readonly string[], headquarters: string) {
    this.#within = within;
    this.#companies = companies;
    this.#headquarters = headquarters;
  }

  async of(filled: FilledSeat): Promise<Office> {
    const { seat, ownerId, escalated, holderId } = filled;
    if (escalated) return this.#held(this.#headquarters, holderId, filled);
    const taken = seatOfName(seat);
    switch (taken.kind) {
      case 'post':
      case 'in_charge':
        return { companyId: taken.companyId, post: taken.post };
      case 'headquarters_post':
      case 'headquarters_in_charge':
        return { companyId: this.#headquarters, post: taken.post };
      case 'department_head': {
        const departments = (this.#departments ??= await this.#allDepartments());
        return { companyId: departments.get(taken.departmentId) ?? ownerId, post: 'department_head' };
      }
      case 'person':
      case 'nobody':
        return this.#held(ownerId, holderId, filled);
    }
  }

  /** The highest post that somebody held in a company when he decided. */
  async #held(companyId: string, personId: string, { decided }: FilledSeat): Promise<Office> {
    const key = `${companyId} ${personId}`;
    const known =
      this.#appointments.get(key) ?? (await this.#within(companyId, (tx) => appointmentsIn(tx, [personId])));
    this.#appointments.set(key, known);
    const at = Temporal.Instant.fromEpochMilliseconds(decided);
    const held = new Set(
      known.filter((row) => covers({ from: row.valid_from, to: row.valid_to }, at)).map((row) => row.post),
    );
    return { companyId, post: POSTS.find((post) => held.has(post)) ?? 'staff' };
  }

  async #allDepartments(): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    for (const companyId of this.#companies) {
      for (const { id } of await this.#within(companyId, listDepartmentsOf)) found.set(id, companyId);
    }
    return found;
  }
}
