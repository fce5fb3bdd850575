import type { CompanyKeysWire } from '@miji/contract';
import type { KeyRotationRow, ScopedTransaction } from '@miji/db';
import { findCompanyKey, isoMillisecond, lastKeyRotation } from '@miji/db';
import type { CallContext } from '../platform/context.ts';
import { namesOf } from '../platform/names.ts';

/** How the keys of a company stand; null where it has none yet, having sealed nothing. */
export const keysOf = async (
  tx: ScopedTransaction,
): Promise<{
  readonly version: number;
  readonly createdAt: string;
  readonly rotation: KeyRotationRow | null;
} | null> => {
  const key = await findCompanyKey(tx);
  if (key === undefined) return null;
  return {
    version: key.version,
    createdAt: isoMillisecond(key.created_at),
    rotation: (await lastKeyRotation(tx)) ?? null,
  };
};

/** The keys of a company as the wire has them. */
export const toCompanyKeys = async (
  ctx: CallContext,
  company: string,
  { version, createdAt, rotation }: NonNullable<Awaited<ReturnType<typeof keysOf>>>,
): Promise<CompanyKeysWire> => {
  const by = rotation?.started_by ?? null;
  const names = by === null ? null : await namesOf(ctx, [by]);
  return {
    company,
    version,
    createdAt,
    rotation:
      rotation === null
        ? null
        : {
            scope: rotation.scope,
            state: rotation.state,
            done: rotation.done,
            of: rotation.of,
            startedAt: isoMillisecond(rotation.started_at),
            endedAt: rotation.ended_at === null ? null : isoMillisecond(rotation.ended_at),
            startedBy: by === null ? null : (names?.get(by) ?? null),
          },
  };
};
