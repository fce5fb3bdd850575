import type { RefusalWire, Session } from '@miji/contract';
import { MAX_TEXT } from '@miji/contract';
import type { Actor, Law, RefusalCode } from '@miji/core';
import { checkProposal, isHeadquartersExecutive, Temporal } from '@miji/core';
import { toMember } from './member-field.tsx';
import type { Draft } from './register-draft.ts';
import { draftSecrecyPeriod, plainDay } from './period-draft.ts';
import { typedRows } from './register-draft.ts';

/** The fields of the form, in the order in which they stand on the page. */
export const FIELDS = [
  'catalogueCode',
  'scopeOverride',
  'title',
  'level',
  'levelReason',
  'basis',
  'issuedOn',
  'period',
  'responsibleManagerId',
  'departmentId',
  'range',
  'customer',
  'sources',
  'regimes',
  'line',
  'content',
  'custodianId',
] as const;
export type Field = (typeof FIELDS)[number];

/** What is wrong with a field: the law's code, or that nothing was typed. */
export interface FieldProblem {
  readonly code: RefusalCode | 'EMPTY';
  readonly article: string | null;
}

export type Problems = ReadonlyMap<Field, FieldProblem>;

const actorOf = (session: Session): Actor => ({
  personId: session.person.id,
  appointments: session.capacities.map(({ company, post, department }) => ({
    companyId: company.id,
    companyKind: company.kind,
    post,
    departmentId: department?.id ?? null,
    validity: { from: Temporal.Instant.fromEpochMilliseconds(0), to: null },
  })),
});

/** Whether whoever registers this will not be able to see it afterwards. */
export const leavesSelfOut = (draft: Draft, session: Session, now: string): boolean => {
  const { person, capacities, home } = session;
  const named = typedRows(draft).flatMap(({ member }) => toMember(member, home.id) ?? []);
  const isMe = named.some((member) => {
    if (member.kind === 'person') return member.personId === person.id;
    if (member.kind === 'department')
      return capacities.some(({ department }) => department?.id === member.departmentId);
    // Whose project groups these are is not known here.
    if (member.kind === 'group') return false;
    return capacities.some(({ company, post }) => company.id === member.companyId && post === member.post);
  });
  const decided = draft.level !== undefined && draft.responsibleManagerId !== undefined;
  const isManager = draft.responsibleManagerId === person.id && draft.level !== 'top_secret';
  return decided && !isMe && !isManager && !isHeadquartersExecutive(actorOf(session), Temporal.Instant.from(now));
};

const isField = (name: string): name is Field => FIELDS.some((field) => field === name);

const RENAMED: Readonly<Record<string, Field>> = { members: 'range', paper: 'custodianId', upload: 'content' };

/** The field of the form that a field of the law or of the wire is about. */
const fieldOf = (name: string): Field | null => {
  const [first = ''] = name.split('.');
  const own = RENAMED[first] ?? first;
  return isField(own) ? own : null;
};

const empties = (draft: Draft): readonly Field[] => [
  ...(draft.catalogueCode === undefined ? (['catalogueCode'] as const) : []),
  ...(draft.title.trim() === '' ? (['title'] as const) : []),
  ...(draft.level === undefined ? (['level'] as const) : []),
  ...(draft.basis.trim() === '' ? (['basis'] as const) : []),
  ...(plainDay(draft.issuedOn) === null ? (['issuedOn'] as const) : []),
  ...(draft.responsibleManagerId === undefined ? (['responsibleManagerId'] as const) : []),
  ...(typedRows(draft).some(({ member, reason }) => toMember(member, '') === null || reason.trim() === '')
    ? (['range'] as const)
    : []),
  ...(draft.medium === 'electronic' && draft.text.trim() === '' ? (['content'] as const) : []),
  ...(draft.medium === 'file' && draft.upload === undefined ? (['content'] as const) : []),
  ...(draft.medium === 'paper' && draft.custodianId === undefined ? (['custodianId'] as const) : []),
];

/** What the law says of the draft, asked here before it is asked there. */
const lawful = (law: Law, draft: Draft, session: Session, now: string): readonly (readonly [Field, FieldProblem])[] => {
  const issuedOn = plainDay(draft.issuedOn);
  const period = draftSecrecyPeriod(draft);
  const missingPeriod = period === null ? [['period', { code: 'PERIOD_REQUIRED', article: 'GS-13' }] as const] : [];
  if (draft.catalogueCode === undefined || draft.level === undefined || issuedOn === null) return missingPeriod;
  const members = typedRows(draft).flatMap(({ member }) => toMember(member, session.home.id) ?? []);
  const { catalogueCode, level, levelReason, basis, regimes, scopeOverride } = draft;
  const proposal = {
    catalogueCode,
    level,
    levelReason,
    basis,
    issuedOn,
    members,
    period: period ?? { kind: 'indefinite' as const },
    regimes,
    scopeOverride,
  };
  const found = checkProposal(law, proposal, actorOf(session), Temporal.Instant.from(now)).flatMap(
    ({ field, code, article }) => {
      const own = fieldOf(field);
      return own === null ? [] : [[own, { code, article }] as const];
    },
  );
  return [...missingPeriod, ...found];
};

/** Everything that is still wrong with the draft, by field; the first finding of a field counts. */
export const draftProblems = (law: Law, draft: Draft, session: Session, now: string): Problems => {
  const problems = new Map<Field, FieldProblem>();
  const add = (field: Field, problem: FieldProblem): void => {
    if (!problems.has(field)) problems.set(field, problem);
  };
  for (const field of empties(draft)) add(field, { code: 'EMPTY', article: null });
  if (draft.medium === 'electronic' && draft.text.length > MAX_TEXT)
    add('content', { code: 'VALIDATION', article: null });
  for (const [field, problem] of lawful(law, draft, session, now)) add(field, problem);
  return problems;
};

/** What the server found wrong, by field of the form. */
export const refusalProblems = (refusal: RefusalWire | null): Problems => {
  const problems = new Map<Field, FieldProblem>();
  for (const { field, code, article } of refusal?.fields ?? []) {
    const own = fieldOf(field);
    if (own !== null) problems.set(own, { code, article });
  }
  return problems;
};
