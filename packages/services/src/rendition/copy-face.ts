/**
 * What a controlled copy says about itself on every page.
 * @see GS-24 a copy is managed like its original: it carries number, holder and mark
 */
export interface CopyFace {
  /** 'copy' prints 副本, 'excerpt' prints 摘抄 */
  readonly kind: 'copy' | 'excerpt';
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
}

/** The word for the kind as it is printed. */
export function kindWord(kind: CopyFace['kind']): string {
  return kind === 'copy' ? '副本' : '摘抄';
}
