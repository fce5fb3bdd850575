import type { exportTrace as contract } from '@miji/contract';
import type { ExportLine, ExportStatement } from '@miji/core';
import { signedText, TRACE_POSTS } from '@miji/core';
import type { SegmentRow } from '@miji/db';
import { entriesOf, isoMillisecond, sealKeys, segmentsBetween, toEvent } from '@miji/db';
import type { z } from 'zod';
import { companyAskedFor, holdsOffice, homeCompanyId, systemScope } from '../platform/acting.ts';
import { done, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';
import { sealAll } from './seal-pending.ts';
import { endOfDays, startOfDays } from './trace-days.ts';

const statementOf = (row: SegmentRow): ExportLine => ({
  type: 'segment',
  statement: {
    format: 'miji/segment/1',
    companyId: row.company_id,
    number: row.number,
    firstEntry: row.first_entry,
    lastEntry: row.last_entry,
    previousRoot: row.previous_root,
    root: row.root,
    sealedAt: isoMillisecond(row.sealed_at),
    keyId: row.key_id,
  },
  signature: row.signature,
});

/**
 * The sealed segments that hold the trace of some days, line by line, for a file that anybody can verify without a server. What
 * was not sealed yet is sealed first; the export itself is traced before its first line.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever is neither auditor nor security officer there
 * @see CD-24
 */
export const exportTrace = async (
  ctx: CallContext,
  input: z.output<typeof contract.input>,
): Promise<AsyncIterable<string>> => {
  const { db, trace, sealingKey, clock } = ctx.platform;
  const from = startOfDays(input.from);
  const to = endOfDays(input.to);
  const company = await companyAskedFor(ctx, input.company);
  const happening = {
    companyId: company?.id ?? homeCompanyId(ctx),
    action: 'trace.exported',
    subject: { kind: 'trace', id: `${input.from}/${input.to}` },
  } as const;
  if (company === undefined || !(await holdsOffice(ctx, company.id, TRACE_POSTS))) {
    throw await refused(ctx, happening, { code: 'NOT_ENTITLED' });
  }
  await trace.record(done(ctx, happening));
  await sealAll(ctx.platform, company.id);

  const scope = systemScope(ctx.at, company.id);
  const { segments, keys } = await db.transact(scope, async (tx) => ({
    segments: await segmentsBetween(tx, from, to),
    keys: await sealKeys(tx),
  }));
  const first = segments[0];
  const last = segments.at(-1);
  const statement: ExportStatement = {
    format: 'miji/export/1',
    companyId: company.id,
    from: input.from,
    to: input.to,
    firstSegment: first?.number ?? 1,
    lastSegment: last?.number ?? 0,
    entries: first === undefined || last === undefined ? 0 : last.last_entry - first.first_entry + 1,
    root: last?.root ?? '',
    exportedAt: isoMillisecond(await clock.now()),
    keyId: sealingKey.keyId,
  };
  const manifest: ExportLine = {
    type: 'manifest',
    statement,
    signature: sealingKey.sign(signedText(statement)),
    keys: withOwn(
      keys.map((key) => ({ keyId: key.key_id, publicKey: key.public_key })),
      sealingKey,
    ),
  };

  const lines = async function* (): AsyncGenerator<string> {
    yield line(manifest);
    for (const segment of segments) {
      yield line(statementOf(segment));
      const entries = await db.transact(scope, (tx) => entriesOf(tx, segment.number));
      for (const row of entries) yield line({ type: 'entry', number: row.entry, hash: row.hash, event: toEvent(row) });
    }
  };
  return lines();
};

const line = (value: ExportLine): string => `${JSON.stringify(value)}\n`;

const withOwn = (
  keys: readonly { keyId: string; publicKey: string }[],
  own: { readonly keyId: string; readonly publicKey: string },
) => (keys.some((key) => key.keyId === own.keyId) ? keys : [...keys, { keyId: own.keyId, publicKey: own.publicKey }]);
