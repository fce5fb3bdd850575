import type { RuleContent } from '@miji/contract';
import type {
  ApproverCell,
  CalendarRule,
  Limits,
  MarkRule,
  Overlay,
  PeriodRule,
  RangeRule,
  RuleDocument,
  ScopeEntry,
} from '@miji/core';
import { cellKey, EMPTY_OVERLAY, rangeKey } from '@miji/core';

/** Changes what a draft says. */
export type ContentChange = (content: RuleContent) => RuleContent;

/** An entry in the place of the one of its name, or at the end where there is none. */
const put = <T>(entries: readonly T[], keyOf: (entry: T) => string, entry: T): readonly T[] => {
  const key = keyOf(entry);
  return entries.some((other) => keyOf(other) === key)
    ? entries.map((other) => (keyOf(other) === key ? entry : other))
    : [...entries, entry];
};

const without = <T>(entries: readonly T[], keyOf: (entry: T) => string, key: string): readonly T[] =>
  entries.filter((entry) => keyOf(entry) !== key);

/** What the group's document and a company's overlay have alike. */
type Shared = Pick<RuleDocument, 'approvers' | 'ranges' | 'periods'>;

const inBoth =
  (change: (parts: Shared) => Partial<Shared>): ContentChange =>
  (content) =>
    content.kind === 'group'
      ? { kind: 'group', document: { ...content.document, ...change(content.document) } }
      : { kind: 'overlay', overlay: { ...content.overlay, ...change(content.overlay) } };

const inGroup =
  (change: (document: RuleDocument) => Partial<RuleDocument>): ContentChange =>
  (content) =>
    content.kind === 'group'
      ? { kind: 'group', document: { ...content.document, ...change(content.document) } }
      : content;

const levelOf = ({ level }: PeriodRule): string => level;
const codeOf = ({ code }: { readonly code: string }): string => code;

export const putCell = (cell: ApproverCell): ContentChange =>
  inBoth(({ approvers }) => ({ approvers: put(approvers, cellKey, cell) }));

/** Takes a cell away: in the group's rules it is then not set, in an overlay the group's own stands again. */
export const dropCell = (key: string): ContentChange =>
  inBoth(({ approvers }) => ({ approvers: without(approvers, cellKey, key) }));

export const putRange = (rule: RangeRule): ContentChange =>
  inBoth(({ ranges }) => ({ ranges: put(ranges, rangeKey, rule) }));

export const dropRange = (key: string): ContentChange =>
  inBoth(({ ranges }) => ({ ranges: without(ranges, rangeKey, key) }));

export const putPeriod = (rule: PeriodRule): ContentChange =>
  inBoth(({ periods }) => ({ periods: put(periods, levelOf, rule) }));

export const dropPeriod = (level: string): ContentChange =>
  inBoth(({ periods }) => ({ periods: without(periods, levelOf, level) }));

/** An entry of the catalogue; an overlay keeps nothing of it but its default level. */
export const putEntry =
  (entry: ScopeEntry): ContentChange =>
  (content) => {
    if (content.kind === 'group')
      return inGroup(({ catalogue }) => ({ catalogue: put(catalogue, codeOf, entry) }))(content);
    const { code, defaultLevel } = entry;
    if (defaultLevel === null) return dropEntry(code)(content);
    const catalogue = put(content.overlay.catalogue, codeOf, { code, defaultLevel });
    return { kind: 'overlay', overlay: { ...content.overlay, catalogue } };
  };

export const dropEntry =
  (code: string): ContentChange =>
  (content) =>
    content.kind === 'group'
      ? inGroup(({ catalogue }) => ({ catalogue: without(catalogue, codeOf, code) }))(content)
      : {
          kind: 'overlay',
          overlay: { ...content.overlay, catalogue: without(content.overlay.catalogue, codeOf, code) },
        };

export const putKind = (kind: RuleDocument['outOfScope'][number]): ContentChange =>
  inGroup(({ outOfScope }) => ({ outOfScope: put(outOfScope, codeOf, kind) }));

export const dropKind = (code: string): ContentChange =>
  inGroup(({ outOfScope }) => ({ outOfScope: without(outOfScope, codeOf, code) }));

export const putRule = (rule: RuleDocument['rules'][number]): ContentChange =>
  inGroup(({ rules }) => ({ rules: put(rules, ({ id }) => id, rule) }));

export const setMarks = (marks: MarkRule): ContentChange => inGroup(() => ({ marks }));

export const setCalendar = (calendar: CalendarRule): ContentChange => inGroup(() => ({ calendar }));

export const setLimits =
  (limits: Partial<Limits>): ContentChange =>
  (content) =>
    content.kind === 'group'
      ? inGroup((document) => ({ limits: { ...document.limits, ...limits } }))(content)
      : { kind: 'overlay', overlay: { ...content.overlay, limits: { ...content.overlay.limits, ...limits } } };

/** Gives a limit of an overlay back to the group. */
export const dropLimit =
  (name: keyof Limits): ContentChange =>
  (content) => {
    if (content.kind === 'group') return content;
    const { [name]: _, ...limits } = content.overlay.limits;
    return { kind: 'overlay', overlay: { ...content.overlay, limits } };
  };

/** The group's rules with what a company makes stricter for itself: what holds there. */
export const overlaid = (group: RuleDocument, overlay: Overlay): RuleDocument => {
  const levels = new Map(overlay.catalogue.map(({ code, defaultLevel }) => [code, defaultLevel]));
  const { limits } = overlay;
  return {
    ...group,
    overlays: {},
    catalogue: group.catalogue.map((entry) => ({
      ...entry,
      defaultLevel: levels.get(entry.code) ?? entry.defaultLevel,
    })),
    ranges: overlay.ranges.reduce((ranges, rule) => put(ranges, rangeKey, rule), group.ranges),
    approvers: overlay.approvers.reduce((cells, cell) => put(cells, cellKey, cell), group.approvers),
    periods: overlay.periods.reduce((periods, rule) => put(periods, levelOf, rule), group.periods),
    limits: {
      requestExpiresAfter: limits.requestExpiresAfter ?? group.limits.requestExpiresAfter,
      grantExpiresAfter: limits.grantExpiresAfter ?? group.limits.grantExpiresAfter,
      maxCopies: limits.maxCopies ?? group.limits.maxCopies,
      loanDays: limits.loanDays ?? group.limits.loanDays,
      loanDaysCount: limits.loanDaysCount ?? group.limits.loanDaysCount,
    },
  };
};

/** What would hold by a draft: the group's document, or the group's with the draft's overlay. */
export const documentOf = (content: RuleContent, group: RuleDocument): RuleDocument =>
  content.kind === 'group' ? content.document : overlaid(group, content.overlay);

/** What holds now for whom a draft is about. */
export const publishedFor = (scope: string | null, group: RuleDocument): RuleDocument =>
  scope === null ? group : overlaid(group, group.overlays[scope] ?? EMPTY_OVERLAY);
