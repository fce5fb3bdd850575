import type { IncidentDraft } from '@miji/contract';
import { COPY_ACTS, COPY_STATES } from '@miji/core';
import { useTranslation } from 'react-i18next';
import { formatMinute } from '../../lib/format.ts';

const WORD = /\b[a-z]+(?:_[a-z]+)*\b/g;
const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;

/** The facts as the register wrote them down, with acts, states and times in the words of the screen; the copy itself stands beside them. */
export const useFactsInWords = (): ((incident: Pick<IncidentDraft, 'kind' | 'copy' | 'facts'>) => string) => {
  const { t } = useTranslation();
  return ({ kind, copy, facts }) => {
    const rest = copy !== null && facts.startsWith(`${copy} `) ? facts.slice(copy.length + 1) : facts;
    const words = rest.replaceAll(INSTANT, formatMinute).replaceAll(WORD, (word) => {
      const state = COPY_STATES.find((one) => one === word);
      if (state !== undefined) return t(`copies.state.${state}`);
      const act = COPY_ACTS.find((one) => one === word);
      return act === undefined ? word : t(`movements.act.${act}`);
    });
    return kind === 'receipt_overdue' ? t('incidents.not_received', { words }) : words;
  };
};
