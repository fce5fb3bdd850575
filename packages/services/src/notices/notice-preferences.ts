import type { Language, NoticeChannel, NoticeKind } from '@miji/contract';
import { NOTICE_CHANNELS, NOTICE_KINDS, noticeChannel } from '@miji/contract';
import type { NoticeSettingRow, ScopedTransaction } from '@miji/db';
import { findNoticeSetting } from '@miji/db';
import { z } from 'zod';
import { channelsOf, isForced } from './kinds.ts';
import type { QuietHours } from './quiet-hours.ts';

/** How somebody wants to be told. */
export interface NoticePreferences {
  /** by which channels a kind reaches him; what is forced by all of them */
  channelsFor(kind: NoticeKind): readonly NoticeChannel[];
  readonly quiet: QuietHours | null;
  readonly language: Language;
}

const stored = z.array(z.object({ kind: z.string(), channels: z.array(noticeChannel) }));

const toPreferences = (row: NoticeSettingRow | undefined): NoticePreferences => {
  const chosen = new Map(
    (stored.safeParse(row?.channels).data ?? []).map(({ kind, channels }) => [kind, channels] as const),
  );
  return {
    channelsFor: (kind) => {
      const possible = channelsOf(kind);
      return isForced(kind) ? possible : possible.filter((channel) => (chosen.get(kind) ?? possible).includes(channel));
    },
    quiet: quietOf(row),
    language: row?.language ?? 'zh-CN',
  };
};

const quietOf = (row: NoticeSettingRow | undefined): QuietHours | null => {
  if (row === undefined || row.quiet_from === null || row.quiet_to === null) return null;
  return { from: row.quiet_from, to: row.quiet_to };
};

/** How the person of the transaction wants to be told; by every channel, at any hour and in Chinese until he says otherwise. */
export const preferencesOf = async (tx: ScopedTransaction): Promise<NoticePreferences> =>
  toPreferences(await findNoticeSetting(tx));

/** What somebody chose, as it is kept: only what exists, and nothing of what is forced. */
export const toStored = (
  chosen: readonly { readonly kind: NoticeKind; readonly channels: readonly NoticeChannel[] }[],
): string =>
  JSON.stringify(
    chosen
      .filter(({ kind }) => !isForced(kind) && NOTICE_KINDS.includes(kind))
      .map(({ kind, channels }) => ({
        kind,
        channels: NOTICE_CHANNELS.filter((channel) => channels.includes(channel)),
      })),
  );
