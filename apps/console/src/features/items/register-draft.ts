import type { ItemDetail, RegisterItemInput, Session } from '@miji/contract';
import type { SecretLevel } from '@miji/core';
import { businessDay, Temporal } from '@miji/core';
import type { MemberChoice } from './member-field.tsx';
import { toMember } from './member-field.tsx';
import type { PeriodDraft } from './period-draft.ts';
import { draftPeriod } from './period-draft.ts';

/** What may bind an item besides the group’s rules. */
export type FurtherRegime = ItemDetail['regimes'][number];

/** One line of the range as it is being typed. */
export interface RangeRow {
  readonly key: number;
  readonly member: MemberChoice;
  readonly reason: string;
}

/** The form as it is being typed. It lives in memory alone: nothing of a secret stays on the machine. */
export interface Draft extends PeriodDraft {
  readonly catalogueCode: string | undefined;
  readonly title: string;
  readonly level: SecretLevel | undefined;
  readonly levelReason: string;
  readonly basis: string;
  readonly issuedOn: string;
  readonly responsibleManagerId: string | undefined;
  readonly departmentId: string | undefined;
  readonly range: readonly RangeRow[];
  readonly format: 'plain' | 'markdown';
  readonly text: string;
  /** `file`: what was sent stands in place of a text; `paper`: who keeps it does */
  readonly medium: ItemDetail['medium'] | 'file';
  /** the file that was sent and can be used */
  readonly upload: string | undefined;
  readonly custodianId: string | undefined;
  readonly regimes: readonly FurtherRegime[];
  readonly line: string;
  readonly sources: readonly string[];
  readonly customer: string | undefined;
  readonly scopeOverride: string;
}

/** An empty form, issued on the business day of `now`. */
export const emptyDraft = (now: string): Draft => ({
  catalogueCode: undefined,
  title: '',
  level: undefined,
  levelReason: '',
  basis: '',
  issuedOn: businessDay(Temporal.Instant.from(now)).toString(),
  periodKind: 'term',
  termCount: 10,
  termUnit: 'Y',
  untilDay: '',
  event: '',
  responsibleManagerId: undefined,
  departmentId: undefined,
  range: [],
  format: 'plain',
  text: '',
  medium: 'electronic',
  upload: undefined,
  custodianId: undefined,
  regimes: [],
  line: '',
  sources: [],
  customer: undefined,
  scopeOverride: '',
});

/** The lines of the range in which something was typed. */
export const typedRows = ({ range }: Draft): readonly RangeRow[] =>
  range.filter(({ member, reason }) => toMember(member, '') !== null || reason.trim() !== '');

/** What it says, the file that says it, or who keeps it; null while there is none. */
const substance = ({
  medium,
  custodianId,
  format,
  text,
  upload,
}: Draft): Pick<RegisterItemInput, 'content' | 'upload' | 'paper'> | null => {
  if (medium === 'electronic') return { content: { format, text } };
  if (medium === 'file') return upload === undefined ? null : { upload };
  return custodianId === undefined ? null : { paper: { custodianId } };
};

/** What only some items have; nothing that was left empty. */
const further = ({
  regimes,
  line,
  sources,
  customer,
  scopeOverride,
}: Draft): Pick<RegisterItemInput, 'regimes' | 'line' | 'sources' | 'customer' | 'scopeOverride'> => ({
  ...(regimes.length === 0 ? {} : { regimes: [...regimes] }),
  ...(line.trim() === '' ? {} : { line: line.trim() }),
  ...(sources.length === 0 ? {} : { sources: [...sources] }),
  ...(customer === undefined ? {} : { customer }),
  ...(scopeOverride.trim() === '' ? {} : { scopeOverride: scopeOverride.trim() }),
});

/** What is sent; null while something that the law needs is not there. */
export const draftInput = (draft: Draft, session: Session, idempotencyKey: string): RegisterItemInput | null => {
  const { catalogueCode, level, responsibleManagerId, departmentId, issuedOn, title, basis } = draft;
  const period = draftPeriod(draft);
  const range = typedRows(draft).map(({ member, reason }) => ({
    member: toMember(member, session.home.id),
    reason: reason.trim(),
  }));
  const named = range.flatMap(({ member, reason }) => (member === null ? [] : [{ member, reason }]));
  if (catalogueCode === undefined || level === undefined || responsibleManagerId === undefined || period === null)
    return null;
  if (named.length !== range.length) return null;
  const what = substance(draft);
  if (what === null) return null;
  const levelReason = draft.levelReason.trim();
  return {
    title: title.trim(),
    catalogueCode,
    level,
    ...(levelReason === '' ? {} : { levelReason }),
    basis: basis.trim(),
    period,
    issuedOn,
    responsibleManagerId,
    ...(departmentId === undefined ? {} : { departmentId }),
    range: named,
    ...what,
    ...further(draft),
    idempotencyKey,
  };
};
