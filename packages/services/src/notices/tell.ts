import type { NoticeKind } from '@miji/contract';
import type { LevelRank, Temporal } from '@miji/core';
import type { ScopedTransaction } from '@miji/db';
import { insertNotices, insertOutbox, personNames, robotsFor } from '@miji/db';
import { randomUUID } from 'node:crypto';
import type { Platform } from '../platform/context.ts';
import { channelsOf } from './kinds.ts';

/** Something that people are told of. */
export interface Telling {
  readonly kind: NoticeKind;
  readonly at: Temporal.Instant;
  /** the ids of people; whoever is nobody is left out */
  readonly to: readonly (string | null)[];
  /** the request it is about */
  readonly request?: {
    readonly number: string;
    readonly item_number: string;
    readonly level: LevelRank;
    readonly expires_at: Temporal.Instant | null;
  };
  /** what it is about where that is no request: an item, or a copy, loan, handover, stocktaking or incident by its number */
  readonly about?: {
    readonly item_number: string | null;
    readonly level: LevelRank | null;
    readonly subject: string | null;
    readonly due_at: Temporal.Instant | null;
  };
  /** by whom or for whom, as a name or the id of a person; shown in the inbox alone */
  readonly person?: string;
  /** what makes it one thing: the same person is told once under the same key */
  readonly key: string;
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * Tells people of something, within the transaction of what happened: a notice for each, and what goes out by mail and by the robots
 * of the scoped company. How somebody wants to be told is looked at when it is sent. Telling the same again changes nothing.
 */
export const tell = async (_platform: Platform, tx: ScopedTransaction, telling: Telling): Promise<void> => {
  const { kind, at, request, about: matter, key } = telling;
  // In one order, so that two who tell the same people at once do not wait for each other.
  const people = [...new Set(telling.to.filter((id) => id !== null))].sort();
  if (people.length === 0) return;
  const about = {
    kind,
    key,
    request_number: request?.number ?? null,
    item_number: request?.item_number ?? matter?.item_number ?? null,
    subject: matter?.subject ?? null,
    level: request?.level ?? matter?.level ?? null,
    due_at: request?.expires_at ?? matter?.due_at ?? null,
  };
  const person_shown = await nameOf(tx, telling.person);
  await insertNotices(
    tx,
    people.map((person_id) => ({ ...about, id: randomUUID(), person_id, at, person_shown })),
  );
  if (channelsOf(kind).length === 0) return;
  const message = { ...about, told_at: at };
  const robots = await robotsFor(tx, kind);
  await insertOutbox(tx, [
    ...people.map((id) => ({
      ...message,
      id: randomUUID(),
      channel: 'email' as const,
      recipient_id: id,
      person_ids: [id],
    })),
    ...robots.map((id) => ({
      ...message,
      id: randomUUID(),
      channel: 'robot' as const,
      recipient_id: id,
      person_ids: people,
    })),
  ]);
};

const nameOf = async (tx: ScopedTransaction, person: string | undefined): Promise<string | null> => {
  if (person === undefined || !UUID.test(person)) return person?.slice(0, 100) ?? null;
  return (await personNames(tx, [person])).get(person) ?? null;
};
