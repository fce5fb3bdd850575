import type { CompanyRef } from '@miji/contract';
import type { Actor, NumberedGrant, NumberedItem, SnapshotDelta, Temporal } from '@miji/core';
import { encodeChange, encodeReset } from '@miji/core';
import type { Changed, Horizon, ScopedTransaction } from '@miji/db';
import { changedSince, holdStill, horizonOf, isBehind } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import type { Platform } from '../platform/context.ts';
import { classPieces } from './class-pieces.ts';
import { actorPieces, grantPieces, itemPieces } from './pieces.ts';
import { readSnapshotCursor, writeSnapshotCursor } from './snapshot-cursor.ts';

/** After this a cursor is too old: changes are kept for twice as long. */
export const CURSOR_HOURS = 12;
/** As long as nothing changes a cursor stays where it is, but not for longer than this. */
const RENEWED_AFTER_MS = 3_600_000;
const HOUR_MS = 3_600_000;

/** What has happened since a cursor. */
export interface Since {
  readonly delta: SnapshotDelta;
  /** whether it is worth saying: something changed, or the cursor grows old */
  readonly isNews: boolean;
}

/**
 * What has changed for a company since a cursor: each thing that did whole, as it stands now, in one state of everything.
 *
 * @param at as of when, and not later than the reading begins: whatever had been done by then is in it
 */
export const changesSince = async (
  platform: Platform,
  company: CompanyRef,
  cursor: string,
  at: Temporal.Instant,
): Promise<Since> => {
  const seen = readSnapshotCursor(cursor);
  const { classes, mark } = await classPieces(platform, company, at);
  const { horizon, pieces } = await platform.db.transact(systemScope(at, company.id), async (tx) => {
    await holdStill(tx);
    const now = await horizonOf(tx);
    const goesOn = seen !== null && isRecent(seen, now) && (await isBehind(tx, seen));
    return { horizon: now, pieces: goesOn ? await piecesSince(tx, company, seen) : null };
  });
  const head = { from: cursor, cursor: writeSnapshotCursor({ ...horizon, classes: mark }), at };
  if (seen === null || pieces === null) return { delta: encodeReset(company.id, head), isNews: true };
  const { changed, ...whole } = pieces;
  const areRulesNew = seen.rules !== horizon.rules || seen.classes !== mark;
  const rules = areRulesNew ? await platform.rules.from(at, horizon.rules) : null;
  const isNews =
    areRulesNew ||
    Object.values(changed).some((ids) => ids.length > 0) ||
    horizon.takenAt - seen.takenAt > RENEWED_AFTER_MS;
  return { delta: encodeChange({ company, rules, classes, ...whole }, head), isNews };
};

const isRecent = (seen: Horizon, now: Horizon): boolean =>
  seen.takenAt <= now.takenAt + HOUR_MS && now.takenAt - seen.takenAt < CURSOR_HOURS * HOUR_MS;

interface PiecesSince {
  readonly changed: Changed;
  readonly items: readonly NumberedItem[];
  readonly actors: readonly Actor[];
  readonly grants: readonly NumberedGrant[];
  readonly removed: {
    readonly items: readonly string[];
    readonly actors: readonly string[];
    readonly grants: readonly string[];
  };
}

const piecesSince = async (tx: ScopedTransaction, company: CompanyRef, seen: Horizon): Promise<PiecesSince> => {
  const changed = await changedSince(tx, seen);
  const [items, actors, grants] = await Promise.all([
    itemPieces(tx, changed.item),
    actorPieces(tx, company, changed.person),
    grantPieces(tx, changed.grant),
  ]);
  const left = new Set(actors.map(({ personId }) => personId));
  const isLive = ({ grant }: NumberedGrant): boolean => grant.voided === null && grant.used < grant.copies;
  return {
    changed,
    items,
    actors,
    grants: grants.filter(isLive),
    // Items and appointments are never deleted; whoever has no appointment only belongs to a project group.
    removed: {
      items: [],
      actors: changed.person.filter((id) => !left.has(id)),
      grants: grants.filter((one) => !isLive(one)).map(({ number }) => number),
    },
  };
};
