import type { CompanyRef } from '@miji/contract';
import type { CopyKind, CopyMedium, CopyState, LevelRank } from '@miji/core';
import { formatBusinessMinute, LEVEL_WORDS, levelOfRank } from '@miji/core';
import type { CopyRow, Destroyed, LoanRow, MovementRow } from '@miji/db';
import { isoMillisecond } from '@miji/db';
import { copyIdOf } from '../copies/copy-summary.ts';
import { destructionOf } from '../destructions/granted-destruction.ts';
import type { Names } from '../platform/names.ts';
import { endOf } from '../register/form-parts.ts';
import { FORM_WORDS } from '../register/form-words.ts';
import type { FormPaper } from '../rendition/form-paper.ts';

const KIND_WORDS: Readonly<Record<CopyKind, string>> = {
  original: '原件',
  excerpt: '摘抄',
  copy: '副本',
  print: '受控文件',
  export: '导出件',
  provide: '对外提供件',
  loan: '借阅件',
};
const MEDIUM_WORDS: Readonly<Record<CopyMedium, string>> = {
  electronic: '电子',
  paper: '纸质',
  audio_visual: '声像',
};
const STATE_WORDS: Readonly<Record<CopyState, string>> = {
  held: '在手',
  lent: '借出',
  carried_out: '携出',
  in_transit: '在途',
  returned: '已收回',
  destroyed: '已销毁',
  lost: '遗失',
};
const LOAN_WORDS: Readonly<Record<LoanRow['state'], string>> = {
  out: '未归还',
  returned: '已归还',
  not_taken: '未成',
  lost: '遗失',
};

/** An entry of a register, line by line; its number first. */
export type Entry = readonly string[];

/** What stands between two things that belong to one line. */
const GAP = '　';
const nameOf = (id: string, names: Names): string => names.get(id) ?? id;
const minute = (at: CopyRow['issued_at']): string => formatBusinessMinute(at);

/**
 * What has to stand in the remarks of whatever is 机密 or 绝密: its word, taken from the level and never typed.
 *
 * @see CF-28
 */
const remark = (level: LevelRank): string => {
  const secret = levelOfRank(level);
  return secret === 'confidential' ? '' : `备注 ${LEVEL_WORDS[secret].zh}`;
};

const lineOf = (...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(GAP);

/** A copy as it stands in the register of copies. @see GS-24 */
export const copyRow = (
  row: CopyRow,
  names: Names,
  stores: ReadonlyMap<string, { readonly code: string; readonly name: string }>,
): Entry => {
  const store = row.store_id === null ? undefined : stores.get(row.store_id);
  return [
    copyIdOf(row),
    lineOf(
      KIND_WORDS[row.kind],
      MEDIUM_WORDS[row.medium],
      STATE_WORDS[row.state],
      row.pages === null ? null : `${row.pages} 页`,
    ),
    lineOf(`持有人 ${nameOf(row.holder_id, names)}`, store === undefined ? null : `存放 ${store.code} ${store.name}`),
    lineOf(`制发 ${minute(row.issued_at)}`, row.grant_number === null ? null : `授权 ${row.grant_number}`),
    lineOf(row.mark, remark(row.level)),
  ];
};

/** A loan as it stands in the loan register: who, what, how many pages, when, why, until when, and who took it back. @see AR-32 @see CF-25 */
export const loanRow = (row: LoanRow, names: Names): Entry => {
  const back =
    row.returned_at === null || row.state !== 'returned'
      ? LOAN_WORDS[row.state]
      : lineOf(
          `归还 ${minute(row.returned_at)}`,
          row.pages_returned === null ? null : `${row.pages_returned} 页`,
          row.taken_back_by === null ? null : `点收 ${nameOf(row.taken_back_by, names)}`,
        );
  return [
    row.number,
    lineOf(`借阅人 ${nameOf(row.borrower_id, names)}`, row.unit),
    lineOf(
      `副本 ${copyIdOf({ item_number: row.item_number, number: row.copy_number })}`,
      `${row.pages} 页`,
      remark(row.level),
    ),
    `用途 ${row.purpose}`,
    lineOf(`借出 ${minute(row.lent_at)}`, `经手 ${nameOf(row.lent_by, names)}`),
    lineOf(`应还 ${endOf(isoMillisecond(row.overdue_from))}`, back),
  ];
};

/** A copy that was destroyed as it stands in the register: which, how, by whom, before whom, by whose agreement, when. @see PM-16 @see PM-27 */
export const destroyedRow = ({ copy, movement, grant }: Destroyed, names: Names): Entry => {
  const said = destructionOf(grant);
  const by = (id: string | null): string => (id === null ? '—' : nameOf(id, names));
  return [
    lineOf(`销毁 ${copyIdOf(copy)}`, KIND_WORDS[copy.kind]),
    lineOf(
      copy.pages === null ? null : `${copy.pages} 页`,
      said === null ? null : `方式 ${FORM_WORDS['zh-CN'].methods[said.method]}`,
      remark(copy.level),
    ),
    lineOf(`执行 ${by(movement.given_by)}`, `监销 ${by(movement.taken_by)}`),
    lineOf(`批准 ${grant.given_by.map(by).join('、')}`, `授权 ${grant.number}`),
    `销毁于 ${minute(movement.ended_at ?? movement.given_at)}`,
  ];
};

/** A paper that was handed out: to whom first, and who took it back when. */
export interface HandedOut {
  readonly copy: CopyRow;
  readonly to: string;
  readonly at: CopyRow['issued_at'];
  readonly backAt: CopyRow['due_at'];
  readonly takenBy: string | null;
}

const BACK: ReadonlySet<MovementRow['act']> = new Set(['return', 'give_back']);
const UNDONE: ReadonlySet<MovementRow['outcome']> = new Set(['declined', 'withdrawn']);

/** What the movements of a copy say of that. */
export const handedOut = (copy: CopyRow, movements: readonly MovementRow[]): HandedOut => {
  // A loan is newer than the issue of what is lent; what was entered into a store was handed out to nobody by that.
  const first =
    movements.findLast(({ act, outcome }) => act === 'lend' && !UNDONE.has(outcome)) ??
    movements.find(({ act, to_store_id }) => act === 'issue' && to_store_id === null);
  const back = movements.findLast(({ act, outcome }) => BACK.has(act) && outcome === 'confirmed');
  return {
    copy,
    to: first?.to_person_id ?? copy.holder_id,
    at: first?.given_at ?? copy.issued_at,
    backAt: back?.taken_at ?? null,
    takenBy: back?.taken_by ?? null,
  };
};

/** A line of the list of papers handed out and taken back. @see CD-15 */
export const handedOutRow = ({ copy, to, at, backAt, takenBy }: HandedOut, names: Names): Entry => [
  copyIdOf(copy),
  lineOf(`领取人 ${nameOf(to, names)}`, `发出 ${minute(at)}`, remark(copy.level)),
  lineOf(
    STATE_WORDS[copy.state],
    copy.pages === null ? null : `${copy.pages} 页`,
    backAt === null ? '未收回' : `收回 ${minute(backAt)}`,
    takenBy === null ? null : `点收 ${nameOf(takenBy, names)}`,
  ),
];

export interface RegisterFacts {
  readonly company: CompanyRef;
  readonly title: string;
  /** what it covers, as it stands beside its number */
  readonly covers: string;
  readonly entries: readonly Entry[];
  readonly levels: readonly LevelRank[];
  readonly names: readonly string[];
  readonly printedBy: string;
  readonly at: CopyRow['issued_at'];
}

/** A register on paper: its level is the highest of what stands in it. */
export const registerPaper = (facts: RegisterFacts): FormPaper => {
  const highest = facts.levels.toSorted((a, b) => b - a)[0];
  return {
    language: 'zh-CN',
    issuer: facts.company.name,
    title: facts.title,
    number: facts.covers,
    level: highest === undefined ? '密级：—' : `密级：${LEVEL_WORDS[levelOfRank(highest)].zh}`,
    sections: [
      {
        heading: `共 ${facts.entries.length} 条`,
        rows:
          facts.entries.length === 0
            ? [{ label: '—', value: '无记录' }]
            : facts.entries.map((lines, index) => ({ label: String(index + 1), value: lines.join('\n') })),
      },
    ],
    printed: `${facts.printedBy} 打印于 ${minute(facts.at)}`,
    at: isoMillisecond(facts.at),
    names: [facts.company.name, facts.printedBy, ...facts.names],
  };
};
