import type {
  ApplicantProfile,
  CompanyRef,
  ParticularsShown,
  RequestRound,
  RequestStep,
  RequestSummary,
} from '@miji/contract';
import type { Approver, Seat } from '@miji/core';
import { approverSentence, LEVEL_WORDS } from '@miji/core';
import type { FormPaper, FormRow, FormSection } from '../rendition/form-paper.ts';
import type { FormSetting } from './form-parts.ts';
import {
  changeWords,
  endOf,
  minuteOf,
  particularRows,
  postWords,
  ruleLanguageOf,
  seatWords,
  termsRows,
  termsWords,
} from './form-parts.ts';

/** What one person did, and the seats that he did it for. */
export interface PaperStep extends RequestStep {
  readonly seats: readonly Seat[];
}

/** Everything that stands on the form of a request. */
export interface RequestPaper {
  readonly owner: CompanyRef;
  readonly request: RequestSummary;
  readonly profile: ApplicantProfile | null;
  /** who filed it for the requester, where somebody did */
  readonly filedBy: string | null;
  readonly particulars: ParticularsShown;
  readonly rounds: readonly RequestRound[];
  readonly steps: readonly PaperStep[];
  readonly rule: Approver;
  readonly article: string;
  readonly ruleSetVersion: number;
  readonly printedBy: string;
  /** an ISO instant */
  readonly at: string;
}

/** 申请审批表: a request with all that was asked, said and decided, as an official form. Without the title of the item. */
export const paperOf = (paper: RequestPaper, setting: FormSetting): FormPaper => {
  const { words, language } = setting;
  const { owner, request, rounds, steps, printedBy, at } = paper;
  const level = request.level === 'declassified' ? '' : LEVEL_WORDS[request.level][ruleLanguageOf(language)];
  return {
    language,
    issuer: owner.name,
    title: words.title,
    number: words.number(request.number),
    level: words.level(level),
    sections: [
      applicantSection(paper, setting),
      matterSection(paper, setting),
      ...rounds.flatMap((round) => [
        roundSection(round, rounds.length, setting),
        ...steps
          .filter((step) => step.round === round.round)
          .map((step, index) => stepSection(step, index + 1, setting)),
      ]),
      outcomeSection(paper, setting),
    ],
    printed: words.printed(printedBy, minuteOf(at)),
    at,
    names: namesOn(paper),
  };
};

/** The names that the form vouches for; a sentence that somebody wrote is another thing. */
const namesOn = ({
  request,
  profile,
  particulars,
  filedBy,
  steps,
  rounds,
  printedBy,
}: RequestPaper): readonly string[] =>
  [
    printedBy,
    request.requester.name,
    profile?.name ?? null,
    ...(profile?.posts.flatMap(({ company, department }) => [company, department]) ?? []),
    filedBy,
    ...rounds.flatMap(({ terms }) => terms.recipients.map(({ person }) => person.name)),
    ...request.terms.recipients.map(({ person }) => person.name),
    ...steps.flatMap(({ person, onBehalfOf, delegation }) => [person.name, onBehalfOf?.name ?? null, delegation]),
    ...(particulars.operation === 'destroy' ? [particulars.executor.name, particulars.witness.name] : []),
    ...(particulars.operation === 'loan' && particulars.visitor !== null
      ? [particulars.visitor.name, particulars.visitor.organisation, particulars.visitor.documentMasked]
      : []),
    ...(particulars.operation === 'provide' ? [particulars.organisation, particulars.contact] : []),
  ].filter((name) => name !== null);

const applicantSection = (
  { request, profile, filedBy }: RequestPaper,
  { words, language }: FormSetting,
): FormSection => {
  const posts = (profile?.posts ?? []).map(({ company, department, post }) =>
    words.postOf(company, department, postWords(post, language)),
  );
  return {
    heading: words.applicant,
    rows: [
      { label: words.name, value: profile?.name ?? request.requester.name },
      { label: words.posts, value: posts.length === 0 ? words.noPosts : posts.join('\n') },
      { label: words.kindOfApplicant, value: words.applicants[request.applicant] },
      ...(filedBy === null ? [] : [{ label: words.filedBy, value: filedBy }]),
    ],
  };
};

const matterSection = ({ request, particulars }: RequestPaper, setting: FormSetting): FormSection => {
  const { words } = setting;
  return {
    heading: words.matter,
    rows: [
      { label: words.operation, value: words.operations[request.operation] },
      { label: words.item, value: request.item },
      { label: words.catalogue, value: request.catalogueCode },
      ...(request.change === null ? [] : [{ label: words.change, value: changeWords(request.change, setting) }]),
      ...particularRows(particulars, setting),
      ...(request.repeats === null ? [] : [{ label: words.repeats, value: request.repeats }]),
    ],
  };
};

const roundSection = (round: RequestRound, of: number, setting: FormSetting): FormSection => {
  const { words } = setting;
  return {
    heading: of === 1 ? words.purpose : words.round(round.round),
    rows: [
      { label: words.filed, value: minuteOf(round.at) },
      ...(round.answer === null ? [] : [{ label: words.answered, value: round.answer }]),
      ...termsRows(round.terms, setting),
      { label: words.purpose, value: round.purpose },
      { label: words.necessity, value: round.necessity ?? words.none },
    ],
  };
};

const stepSection = (step: PaperStep, index: number, setting: FormSetting): FormSection => {
  const { words } = setting;
  const { person, onBehalfOf, delegation, escalated } = step;
  const named = onBehalfOf === null ? person.name : words.inName(person.name, onBehalfOf.name, delegation);
  const seats = [...new Set(step.seats.map((seat) => seatWords(seat, setting)))];
  const rows: readonly (FormRow | null)[] = [
    { label: words.decidedBy, value: escalated ? words.escalated(named) : named },
    { label: words.capacity, value: seats.join(words.joint) },
    { label: words.at, value: minuteOf(step.at) },
    step.ground === null ? null : { label: words.ground, value: words.grounds[step.ground] },
    step.reason === null
      ? null
      : { label: step.kind === 'ask_back' ? words.question : words.reason, value: step.reason },
    step.terms === null ? null : { label: words.cutDown, value: termsWords(step.terms, setting) },
    step.secondFactor === null ? null : { label: words.confirmed, value: words.factors[step.secondFactor] },
  ];
  return { heading: words.step(step.round, index, words.acts[step.kind]), rows: rows.filter((row) => row !== null) };
};

const outcomeSection = (paper: RequestPaper, setting: FormSetting): FormSection => {
  const { words, language } = setting;
  const { request, rule, article, ruleSetVersion } = paper;
  const { state, decidedAt, expiresAt } = request;
  const isOpen = state === 'pending' || state === 'returned';
  return {
    heading: words.outcome,
    rows: [
      { label: words.state, value: words.states[state] },
      ...(decidedAt === null ? [] : [{ label: words.ended, value: minuteOf(decidedAt) }]),
      ...(isOpen || state === 'expired' ? [{ label: words.expires, value: endOf(expiresAt) }] : []),
      ...(state === 'approved' ? [{ label: words.final, value: termsWords(request.terms, setting) }] : []),
      { label: words.rule, value: approverSentence(rule, ruleLanguageOf(language)) },
      { label: words.article, value: `${article}${words.joint}${words.rules(ruleSetVersion)}` },
    ],
  };
};
