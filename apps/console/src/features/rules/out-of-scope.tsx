import type { Rules } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { ArticleMark } from './article-mark.tsx';
import { wordsIn } from './words-in.ts';

/** What may not be given a level at all. @see GS-09 */
export const OutOfScope = ({
  entries,
  article,
}: {
  readonly entries: Rules['outOfScope'];
  readonly article: string | undefined;
}): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <section className="card">
      <h2>{t('rules.out_of_scope.heading')}</h2>
      <p className="soft">{t('rules.out_of_scope.explain')}</p>
      <ul className="plain-list rules-list">
        {entries.map((entry) => (
          <li key={entry.code}>
            <ArticleMark article={entry.code} marked={article !== undefined && entry.code.startsWith(`${article}.`)} />
            <span>{wordsIn(entry, language)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
