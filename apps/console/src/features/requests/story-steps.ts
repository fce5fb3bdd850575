import type { RequestDetail, RequestRound, RequestStep, TermsShown } from '@miji/contract';
import type { TFunction } from 'i18next';
import { seatsWords } from '../../ui/index.ts';
import { approverNames, deciderName } from './route-words.ts';
import { differenceWords } from './terms-words.ts';

/** One line of what has happened to a request. */
export interface StoryStep {
  readonly key: string;
  /** null for what is still to come, at a time that nobody knows */
  readonly at: string | null;
  readonly words: string;
  /** what was cut down or changed, and how it was confirmed */
  readonly notes: readonly string[];
  readonly look: 'begun' | 'agreed' | 'refused' | 'asked' | 'open' | 'over';
}

export interface StoryRound {
  readonly round: number;
  readonly steps: readonly StoryStep[];
}

const LOOKS = { approve: 'agreed', refuse: 'refused', ask_back: 'asked' } as const;

/** What one act changed of the terms before it, as one note; none where it changed nothing. */
const termsNote = (
  before: TermsShown,
  after: TermsShown | null,
  key: 'requests.story.cut' | 'requests.story.changed',
  t: TFunction,
): readonly string[] => {
  if (after === null) return [];
  const words = differenceWords(before, after, t);
  return words.length === 0 ? [] : [t(key, { what: words.join(t('requests.who.separator')) })];
};

const actWords = (step: RequestStep, t: TFunction): string => {
  const name = deciderName({ name: step.person.name, onBehalfOf: step.onBehalfOf, delegation: step.delegation }, t);
  const reason = step.reason ?? t('common.none');
  switch (step.kind) {
    case 'approve':
      return t('requests.story.approved', { name });
    case 'refuse':
      return t('requests.story.refused', { name, reason });
    case 'ask_back':
      return t('requests.story.asked_back', { name, question: reason });
  }
};

const actNotes = (step: RequestStep, before: TermsShown, t: TFunction): readonly string[] => [
  ...(step.escalated ? [t('requests.story.escalated')] : []),
  ...termsNote(before, step.terms, 'requests.story.cut', t),
  ...(step.ground === null || step.ground === 'other' ? [] : [t(`requests.ground.${step.ground}`)]),
  ...(step.secondFactor === null ? [] : [t(`requests.story.${step.secondFactor}`)]),
];

/** How a round began: it was asked for, or answered and handed in again. */
const beginning = (
  { round, at, answer, terms }: RequestRound,
  before: TermsShown | null,
  name: string,
  t: TFunction,
): StoryStep => ({
  key: `${round} begun`,
  at,
  words:
    round === 1
      ? t('requests.story.filed', { name })
      : t('requests.story.answered', { name, answer: answer ?? t('common.none') }),
  notes: before === null ? [] : termsNote(before, terms, 'requests.story.changed', t),
  look: 'begun',
});

/** How it stands, or how it ended where nobody’s act says so. */
const ending = (request: RequestDetail, t: TFunction): readonly StoryStep[] => {
  const { state, route, requester, expiresAt } = request;
  const name = requester.name;
  const at = request.decidedAt ?? expiresAt;
  const over = (words: string): readonly StoryStep[] => [{ key: 'end', at, words, notes: [], look: 'over' }];
  switch (state) {
    case 'pending': {
      const names = route.kind === 'open' ? approverNames(route, t) : seatsWords(route.appoint, t);
      const waits = route.kind === 'locked' ? 'nobody' : route.agreed.length > 0 ? 'missing' : 'to_decide';
      return names === ''
        ? []
        : [{ key: 'open', at: null, words: t(`requests.story.${waits}`, { names }), notes: [], look: 'open' }];
    }
    case 'returned':
      return [{ key: 'open', at: null, words: t('requests.story.waiting', { name }), notes: [], look: 'open' }];
    case 'withdrawn':
      return over(t('requests.story.withdrawn', { name }));
    case 'expired':
      return over(t('requests.story.expired'));
    case 'void':
      return over(t('requests.story.void'));
    case 'approved':
    case 'refused':
      return [];
  }
};

/** What has happened to a request so far, round by round, and what it waits for. */
export const storyOf = (request: RequestDetail, t: TFunction): readonly StoryRound[] => {
  const { rounds, steps, requester } = request;
  return rounds.map((round, index) => {
    const before = rounds[index - 1]?.terms ?? null;
    let terms = round.terms;
    const acts = steps
      .filter((step) => step.round === round.round)
      .map((step, nth): StoryStep => {
        const notes = actNotes(step, terms, t);
        terms = step.terms ?? terms;
        const key = `${round.round} ${nth}`;
        return { key, at: step.at, words: actWords(step, t), notes, look: LOOKS[step.kind] };
      });
    const end = index === rounds.length - 1 ? ending(request, t) : [];
    return { round: round.round, steps: [beginning(round, before, requester.name, t), ...acts, ...end] };
  });
};
