import type { UploadWire } from '@miji/contract';
import { refusalCode } from '@miji/contract';
import type { ContentFileRow } from '@miji/db';
import { isoMillisecond } from '@miji/db';

/** A file on its way as the wire has it. */
export const toUpload = (row: ContentFileRow): UploadWire => ({
  id: row.id,
  fileName: row.file_name,
  size: row.size,
  received: row.received,
  state: row.state,
  kind: row.kind,
  pages: row.pages,
  lines: row.lines,
  refusal: row.refusal === null ? null : refusalCode.parse(row.refusal),
  startedAt: isoMillisecond(row.started_at),
  keptUntil: isoMillisecond(row.kept_until),
});
