import {
  CALL_SPANS,
  GRANT_BOXES,
  ITEM_SORTS,
  LOAN_BOXES,
  MOVEMENT_BOXES,
  REGISTER_ORDERS,
  REQUEST_BOXES,
} from '@miji/contract';
import { APPROVED_OPERATIONS, AUDIT_ACTIONS, COPY_STATES, REGIMES, REQUEST_STATES, SECRET_LEVELS } from '@miji/core';
import { z } from 'zod';

/** A search parameter that is ignored where it makes no sense. */
const optional = <T extends z.ZodType>(type: T) => type.optional().catch(undefined);
const word = optional(z.string().trim().min(1).max(100));
const number = optional(z.coerce.number().int().min(1).max(1_000_000));
const day = optional(z.iso.date());
/** The ways in which a classification may be changed. */
export const REQUESTED_CHANGES = ['regrade', 'extend', 'declassify', 'declassify_part'] as const;
const requestedKind = z.enum(REQUESTED_CHANGES);

/** What each page may carry in its address; every field is optional and a wrong one is ignored. */
export const signInSearch = z.object({
  next: optional(
    z
      .string()
      .regex(/^\/(?![/\\])/)
      .max(500),
  ),
  /** why a company's identity provider did not sign somebody in */
  failed: optional(z.enum(['ACCOUNT_NOT_MATCHED', 'BROKEN_OFF', 'RATE_LIMITED', 'UNAVAILABLE'])),
});
/** Not the words searched for: they may be of a title, which no address may hold. */
export const itemsSearch = z.object({
  company: word,
  level: optional(z.enum([...SECRET_LEVELS, 'declassified'])),
  catalogue: word,
  sort: optional(z.enum(ITEM_SORTS)),
});
/** `pages`: those that were chosen in the reader, as `2-3.5` */
export const fileRequestSearch = z.object({
  operation: optional(z.enum(APPROVED_OPERATIONS)),
  from: number,
  to: number,
  pages: optional(z.string().regex(/^\d{1,4}(?:-\d{1,4})?(?:\.\d{1,4}(?:-\d{1,4})?){0,19}$/)),
});
export const readSearch = z.object({ view: optional(z.enum(['pages', 'text'])), page: number });
export const changeItemSearch = z.object({ kind: optional(requestedKind), from: number, to: number });
export const requestsSearch = z.object({
  box: optional(z.enum(REQUEST_BOXES)),
  state: optional(z.enum(REQUEST_STATES)),
  sort: optional(z.enum(['deadline', 'filing'])),
});
export const grantsSearch = z.object({ box: optional(z.enum(GRANT_BOXES)) });
export const holdsSearch = z.object({ all: optional(z.enum(['1'])) });
/** `within` and `after`: decided within so many minutes, or not before */
export const registerSearch = z.object({
  company: word,
  operation: optional(z.enum(APPROVED_OPERATIONS)),
  level: optional(z.enum(SECRET_LEVELS)),
  state: optional(z.enum(REQUEST_STATES)),
  person: optional(z.uuid()),
  item: word,
  from: day,
  to: day,
  within: number,
  after: number,
  order: optional(z.enum(REGISTER_ORDERS)),
});
export const figuresSearch = z.object({ company: word, from: day, to: day });
export const copiesSearch = z.object({
  company: word,
  item: word,
  holder: optional(z.uuid()),
  store: optional(z.uuid()),
  state: optional(z.enum(COPY_STATES)),
  moving: optional(z.enum(['1'])),
});
export const movementsSearch = z.object({ box: optional(z.enum(MOVEMENT_BOXES)), company: word });
export const tidingsSearch = z.object({ item: word, open: optional(z.enum(['1'])) });
export const incidentsSearch = z.object({ company: word });
export const custodySearch = z.object({ company: word });
export const storesSearch = z.object({ company: word, closed: optional(z.enum(['1'])) });
export const stocktakingsSearch = z.object({ company: word, store: optional(z.uuid()) });
export const loansSearch = z.object({
  box: optional(z.enum(LOAN_BOXES)),
  company: word,
  item: word,
  borrower: optional(z.uuid()),
  from: day,
  to: day,
});
/** `number`: one of them alone, as it is printed */
export const handoversSearch = z.object({ company: word, number: word });
export const traceSearch = z.object({
  company: word,
  item: word,
  person: optional(z.uuid()),
  action: optional(z.enum(AUDIT_ACTIONS)),
  refused: optional(z.enum(['1'])),
  from: day,
  to: day,
});
/** The tabs of a rule set: its parts, and what a page has beside them. */
export const RULE_TABS = [
  'approvers',
  'catalogue',
  'ranges',
  'periods',
  'marks',
  'limits',
  'calendar',
  'rules',
  'overlays',
  'changes',
  'lint',
  'effects',
] as const;
export type RuleTab = (typeof RULE_TABS)[number];
const ruleTab = optional(z.enum(RULE_TABS));
const regime = optional(z.enum(REGIMES));
const yes = optional(z.enum(['1']));
export const rulesSearch = z.object({ article: word, part: ruleTab, regime });
export const ruleVersionsSearch = z.object({ before: number, after: number });
export const ruleDraftSearch = z.object({ part: ruleTab, regime, entry: word, changed: yes });
export const coverageSearch = z.object({ company: word, regime, gaps: yes, draft: word });

export const ORGANISATION_TABS = [
  'people',
  'departments',
  'delegations',
  'groups',
  'import',
  'sign_on',
  'companies',
] as const;
export const reportSearch = z.object({
  company: word,
  month: optional(z.string().regex(/^[1-9]\d{3}-(?:0[1-9]|1[0-2])$/)),
});
export const noticesSearch = z.object({ unread: yes });
export const SYSTEM_TABS = ['robots', 'dead_letters', 'keys'] as const;
export const recordClassesSearch = z.object({ company: word });
export const DEVELOPER_TABS = ['keys', 'calls', 'try'] as const;
export const developersSearch = z.object({
  company: word,
  tab: optional(z.enum(DEVELOPER_TABS)),
  span: optional(z.enum(CALL_SPANS)),
  service: optional(z.uuid()),
});
export const systemSearch = z.object({ company: word, tab: optional(z.enum(SYSTEM_TABS)) });
export const organisationSearch = z.object({ company: word, tab: optional(z.enum(ORGANISATION_TABS)) });

type Search = Readonly<Record<string, string | number | undefined>>;

const at = (path: string, search: Search = {}): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) if (value !== undefined) query.set(name, String(value));
  return query.size === 0 ? path : `${path}?${query.toString()}`;
};

const segment = encodeURIComponent;

/** Every address of the console. Nothing else makes one. */
export const paths = {
  signIn: (search: z.output<typeof signInSearch> = {}) => at('/sign-in', search),
  desk: () => '/',
  items: (search: z.output<typeof itemsSearch> = {}) => at('/items', search),
  registerItem: () => '/items/new',
  item: (number: string) => `/items/${segment(number)}`,
  readItem: (number: string, search: z.output<typeof readSearch> = {}) => at(`/items/${segment(number)}/read`, search),
  fileRequest: (number: string, search: z.output<typeof fileRequestSearch> = {}) =>
    at(`/items/${segment(number)}/request`, search),
  changeItem: (number: string, search: z.output<typeof changeItemSearch> = {}) =>
    at(`/items/${segment(number)}/change`, search),
  requests: (search: z.output<typeof requestsSearch> = {}) => at('/requests', search),
  request: (number: string) => `/requests/${segment(number)}`,
  grants: (search: z.output<typeof grantsSearch> = {}) => at('/grants', search),
  holds: (search: z.output<typeof holdsSearch> = {}) => at('/holds', search),
  delegations: () => '/delegations',
  account: () => '/account',
  notices: (search: z.output<typeof noticesSearch> = {}) => at('/notices', search),
  noticeSettings: () => '/notices/settings',
  system: (search: z.output<typeof systemSearch> = {}) => at('/system', search),
  register: (search: z.output<typeof registerSearch> = {}) => at('/register', search),
  requestFigures: (search: z.output<typeof figuresSearch> = {}) => at('/register/figures', search),
  copies: (search: z.output<typeof copiesSearch> = {}) => at('/copies', search),
  copy: (id: string) => `/copies/${segment(id)}`,
  movements: (search: z.output<typeof movementsSearch> = {}) => at('/movements', search),
  tidings: (search: z.output<typeof tidingsSearch> = {}) => at('/tidings', search),
  incidents: (search: z.output<typeof incidentsSearch> = {}) => at('/incidents', search),
  custody: (search: z.output<typeof custodySearch> = {}) => at('/custody', search),
  stores: (search: z.output<typeof storesSearch> = {}) => at('/custody/stores', search),
  stocktakings: (search: z.output<typeof stocktakingsSearch> = {}) => at('/custody/stocktaking', search),
  stocktaking: (number: string) => `/custody/stocktaking/${segment(number)}`,
  loans: (search: z.output<typeof loansSearch> = {}) => at('/loans', search),
  loan: (number: string) => `/loans/${segment(number)}`,
  handovers: (search: z.output<typeof handoversSearch> = {}) => at('/handovers', search),
  trace: (search: z.output<typeof traceSearch> = {}) => at('/trace', search),
  whoseCopy: () => '/whose-copy',
  rules: (search: z.output<typeof rulesSearch> = {}) => at('/rules', search),
  ruleVersions: (search: z.output<typeof ruleVersionsSearch> = {}) => at('/rules/versions', search),
  ruleDrafts: () => '/rules/drafts',
  ruleDraft: (number: string, search: z.output<typeof ruleDraftSearch> = {}) =>
    at(`/rules/drafts/${segment(number)}`, search),
  coverage: (search: z.output<typeof coverageSearch> = {}) => at('/rules/coverage', search),
  organisation: (search: z.output<typeof organisationSearch> = {}) => at('/organisation', search),
  importLedger: () => '/items/import',
  customers: () => '/customers',
  recordClasses: (search: z.output<typeof recordClassesSearch> = {}) => at('/record-classes', search),
  explain: () => '/explain',
  developers: (search: z.output<typeof developersSearch> = {}) => at('/developers', search),
  expiring: (search: z.output<typeof reportSearch> = {}) => at('/reports/expiring', search),
  headquartersReads: (search: z.output<typeof reportSearch> = {}) => at('/reports/headquarters-reads', search),
  /** a page of an item as the server draws it for whoever reads it */
  pageImage: (number: string, page: number) => `/api/v1/items/${segment(number)}/pages/${page}`,
  /** where pictures are sent to, to learn whose copy they show */
  pictures: () => '/api/v1/marks/whose-copy',
  /** where files are sent to */
  uploads: () => '/api/v1/uploads',
  /** the PDF of a copy, served by the API */
  copyFile: (copy: string) => `/api/v1/copies/${segment(copy)}/file`,
  /** the sealed trace of some days, served by the API */
  traceExport: (search: { readonly company?: string; readonly from: string; readonly to: string }) =>
    at('/api/v1/trace/export', search),
} as const;
