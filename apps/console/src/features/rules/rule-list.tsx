import type { Rules } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { ArticleMark } from './article-mark.tsx';
import { wordsIn } from './words-in.ts';

/** Every rule as a sentence, with its article and the id under which answers and the trace name it. */
export const RuleList = ({
  rules,
  article,
}: {
  readonly rules: Rules['rules'];
  readonly article: string | undefined;
}): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  return (
    <section className="card">
      <h2>{t('rules.ranges.heading')}</h2>
      <ul className="plain-list rules-list">
        {rules.map((rule) => (
          <li key={rule.id}>
            <ArticleMark article={rule.article} marked={rule.article === article} />
            <span>{wordsIn(rule, language)}</span>
            <code className="soft">{rule.id}</code>
          </li>
        ))}
      </ul>
    </section>
  );
};
