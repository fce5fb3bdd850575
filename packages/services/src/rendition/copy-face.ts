import type { TakingOperation } from '@miji/core';

/**
 * What a controlled copy says about itself on every page.
 * @see GS-24 a copy is managed like its original: it carries number, holder and mark
 */
export interface CopyFace {
  /** what it is by the operation that made it */
  readonly kind: TakingOperation;
  /** the printed mark as one string: owner, level and period, e.g. 宏远银行商密·机密·10年 */
  readonly mark: string;
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
}

const KIND_WORDS: Readonly<Record<TakingOperation, string>> = {
  excerpt: '摘抄',
  copy: '副本',
  // PM-10: what is printed says that it is under control, and until when it may be used.
  print: '受控文件',
  export: '导出件',
  provide: '对外提供件',
};

/** The word for the kind as it is printed. */
export function kindWord(kind: CopyFace['kind']): string {
  return KIND_WORDS[kind];
}
