import type { TraceEntry } from '@miji/contract';
import type { TFunction } from 'i18next';

/** A sentence around an item number that the page shows as a link. `after` is empty where no item is concerned. */
export interface TraceSentence {
  readonly before: string;
  readonly item: string | null;
  readonly after: string;
  /** which copy, which request, how many */
  readonly fact: string;
}

const HERE = '\u0001';

const actorWords = ({ actor, onBehalfOf }: TraceEntry, t: TFunction): string => {
  const name = actor.kind === 'system' ? t('trace.said.system') : actor.name;
  return onBehalfOf === null ? name : t('trace.said.on_behalf', { actor: name, other: onBehalfOf.name });
};

/** Facts of an act that are worth reading in the sentence itself: how many copies, which copy, which request. */
const factWords = ({ action, details, subject }: TraceEntry, t: TFunction): string => {
  const copies = details['copies'];
  if (action === 'request.filed' && typeof copies === 'number')
    return t('trace.fact.copies_request', { count: copies });
  if (subject === null) return '';
  if (subject.kind === 'copy') return t('trace.fact.copy', { id: subject.id });
  return subject.kind === 'request' ? t('trace.fact.request', { id: subject.id }) : '';
};

/** What an entry says, in one sentence: `张明远查阅了 HYYH-2026-000012`. */
export const sentenceOf = (entry: TraceEntry, t: TFunction): TraceSentence => {
  const form = entry.outcome === 'refused' ? 'denied' : 'done';
  const target = entry.item === null ? t('trace.said.some_item') : HERE;
  const act = t(`trace.${form}.${entry.action}`, { target });
  const said = t('trace.said.sentence', { actor: actorWords(entry, t), act });
  const [before = '', after = ''] = said.split(HERE);
  const item = said.includes(HERE) ? entry.item : null;
  return { before, item, after, fact: factWords(entry, t) };
};
