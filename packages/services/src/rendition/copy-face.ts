import type { CopyKind } from '@miji/core';
import type { PageFace } from './page-face.ts';

/** A mark that counted before, and until when. */
export interface EarlierMark {
  readonly mark: string;
  /** Shanghai time, already formatted */
  readonly until: string;
}

/**
 * What a controlled copy says about itself on every page.
 * @see GS-24 a copy is managed like its original: it carries number, holder and mark
 */
export interface CopyFace {
  /** what it is by the operation that made it */
  readonly kind: CopyKind;
  /** the printed mark as one string: owner, level and period, e.g. 宏远银行商密·机密·10年 */
  readonly mark: string;
  /** marks that counted before, the oldest first: they stand beside the new one, crossed out */
  readonly earlier?: readonly EarlierMark[] | undefined;
  /** company that owns the item, e.g. 宏远银行 */
  readonly ownerName: string;
  /** e.g. HYYH-2026-000012 */
  readonly itemNumber: string;
  /** e.g. 003 */
  readonly copyNumber: string;
  /** person who answers for this copy, e.g. 张明远 */
  readonly holderName: string;
  /** e.g. SQ-2026-000123-G */
  readonly grantNumber: string;
  /** Shanghai time, already formatted: `2026-11-21 10:05`, seconds allowed */
  readonly issuedAt: string;
  /** what else it is bound by: until when a print may be used (PM-10), to whom something is provided (CF-32); absent where nothing is */
  readonly bound?: string | undefined;
  /** where the copy is found in the register; stands there as a QR code */
  readonly address?: string | undefined;
  /** what the pattern behind the text says; no pattern where absent */
  readonly traceCode?: number | undefined;
}

const KIND_WORDS: Readonly<Record<CopyKind, string>> = {
  original: '原件',
  loan: '借阅件',
  excerpt: '摘抄',
  copy: '副本',
  // PM-10: what is printed says that it is under control, and until when it may be used.
  print: '受控文件',
  export: '导出件',
  provide: '对外提供件',
};

/** The words that name the copy itself, as in 副本 第 003 号. */
export function copyLabel(face: Pick<CopyFace, 'kind' | 'copyNumber'>): string {
  return `${KIND_WORDS[face.kind]} 第 ${face.copyNumber} 号`;
}

/** What stands on every page of a copy, and where. */
export function faceOfCopy(face: CopyFace): PageFace {
  const label = copyLabel(face);
  return {
    mark: face.mark,
    label,
    // PM-10: a print bears a stamp with its use period.
    stamp: face.kind === 'print' ? (face.bound ?? '') : null,
    earlier: face.earlier ?? [],
    footer: [
      `${face.ownerName}　${face.mark}　编号 ${face.itemNumber}　${label}`,
      ...(face.bound === undefined ? [] : [face.bound]),
      `持有人 ${face.holderName}　制发时间 ${face.issuedAt}　授权编号 ${face.grantNumber}`,
    ],
    behind: `${face.holderName}　${label}　${face.grantNumber}　${face.issuedAt}`,
    address: face.address ?? null,
    traceCode: face.traceCode ?? null,
  };
}
