import type { Rules } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { ArticleMark } from './article-mark.tsx';
import { durationWords } from './duration.ts';

/** The limits that run on clocks, and the numbers, as sentences. The regulations give no number: those are the house's own. */
export const LimitWords = ({ limits }: { readonly limits: Rules['limits'] }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <section className="card">
      <h2>{t('rules.limits.heading')}</h2>
      <ul className="plain-list rules-list">
        <li>
          <ArticleMark article={t('rules.limits.house')} />
          <span>{t('rules.limits.request', { duration: durationWords(limits.requestExpiresAfter, language) })}</span>
        </li>
        <li>
          <ArticleMark article="GS-23" />
          <span>{t('rules.limits.grant', { duration: durationWords(limits.grantExpiresAfter, language) })}</span>
        </li>
        <li>
          <ArticleMark article={t('rules.limits.house')} />
          <span>{t('rules.limits.copies', { count: limits.maxCopies })}</span>
        </li>
      </ul>
    </section>
  );
};
