import type { CompanyRef, RobotWire } from '@miji/contract';
import { noticeKind } from '@miji/contract';
import type { AuditAction } from '@miji/core';
import type { RobotRow } from '@miji/db';
import { findRobot, isoMillisecond } from '@miji/db';
import { systemScope } from '../platform/acting.ts';
import { NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext, Platform } from '../platform/context.ts';
import { administered } from './outgoing-desk.ts';
import type { RobotAddress } from './robot-message.ts';

export const SET = 'notice.robot_set';
export const REMOVED = 'notice.robot_removed';

type Part = 'url' | 'secret';
const contextOf = (companyId: string, robotId: string, part: Part): string =>
  `miji/robot/${companyId}/${robotId}/${part}`;

/** Seals the address or the secret of a robot: whoever has them speaks in its name. */
export const sealPart = (
  platform: Platform,
  companyId: string,
  robotId: string,
  part: Part,
  text: string,
): Promise<Buffer> => platform.vault.sealSecret(contextOf(companyId, robotId, part), text);

/** Where a robot stands and what it signs with; never leaves the server but in what is posted. */
export const addressOf = async (platform: Platform, row: RobotRow): Promise<RobotAddress | null> => {
  if (row.sealed_url === null) return null;
  const opened = (part: Part, sealed: Buffer) =>
    platform.vault.openSecret(contextOf(row.company_id, row.id, part), sealed);
  const url = await opened('url', row.sealed_url);
  return { kind: row.kind, url, secret: row.sealed_secret === null ? null : await opened('secret', row.sealed_secret) };
};

/** A robot as it crosses the wire: without its address and its secret. */
export const robotWire = (row: RobotRow, company: CompanyRef): RobotWire => ({
  id: row.id,
  company: company.code,
  name: row.name,
  kind: row.kind,
  host: row.host,
  signed: row.sealed_secret !== null,
  kinds: row.kinds.flatMap((kind) => noticeKind.safeParse(kind).data ?? []),
  lastDeliveredAt: row.last_delivered_at === null ? null : isoMillisecond(row.last_delivered_at),
});

/** What the trace keeps of a robot: what it is, nothing by which it could be used. */
export const robotFacts = ({ name, kind, host }: Pick<RobotRow, 'name' | 'kind' | 'host'>) => ({ name, kind, host });

/**
 * A robot by its id, in whichever company whoever asks administers.
 *
 * @throws Refusal `NOT_ENTITLED` to whoever administers none, `NOT_FOUND`
 */
export const knownRobot = async (
  ctx: CallContext,
  id: string,
  action: AuditAction,
): Promise<{ readonly row: RobotRow; readonly company: CompanyRef }> => {
  const companies = await administered(ctx, action);
  for (const company of companies) {
    const row = await ctx.platform.db.transact(systemScope(ctx.at, company.id), (tx) => findRobot(tx, id));
    if (row !== undefined) return { row, company };
  }
  const [first] = companies;
  const happening = { companyId: first?.id ?? '', action, subject: { kind: 'robot', id } } as const;
  throw await refused(ctx, happening, NOT_FOUND);
};
