import type { Explanation } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { ArticleLink, LevelTag } from '../../ui/index.ts';
import { groundWords, remedyWords, turnWords } from './explanation-words.ts';

/** What the law answers, with the rule, the article, the facts and what would change it. */
export const Answer = ({ explanation }: { readonly explanation: Explanation }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { decision, person, item, operation, grounds, remedies, turns } = explanation;
  const act = operation === 'view' ? t('explain.view') : t(`common.operation.${operation}`);
  const type = { allowed: 'success', needs_approval: 'info', denied: 'warning' } as const;
  return (
    <section className="card stack">
      <Alert
        type={type[decision.outcome]}
        showIcon
        title={t(`explain.outcome.${decision.outcome}`, { person: person.name, item, act })}
        description={
          <>
            {t('explain.because', { sentence: sentenceFor(decision.code, language) })}{' '}
            <ArticleLink article={decision.article} />
          </>
        }
      />
      <p className="row soft">
        <LevelTag level={explanation.level} />
        <span>{explanation.owner.name}</span>
        <span>{t('explain.version', { version: explanation.ruleSetVersion })}</span>
        <span>{t('explain.rule', { rule: decision.rule })}</span>
        <span>{explanation.articles.join('、')}</span>
      </p>
      {decision.obligations.length === 0 ? null : (
        <p className="soft">
          {t('explain.obligations', {
            duties: decision.obligations.map((duty) => t(`explain.obligation.${duty}`)).join(t('explain.separator')),
          })}
        </p>
      )}
      <h2>{t('explain.facts')}</h2>
      {grounds.length === 0 ? <p className="soft">{t('explain.no_facts')}</p> : null}
      <ul className="plain-list">
        {grounds.map((ground, index) => (
          // Facts have no name of their own, and their order is part of the answer.
          // oxlint-disable-next-line react/no-array-index-key -- see above
          <li key={index}>{groundWords(ground, t)}</li>
        ))}
      </ul>
      {remedies.length === 0 ? null : (
        <>
          <h2>{t('explain.remedies')}</h2>
          <ul className="plain-list">
            {remedies.map((remedy) => (
              <li key={remedy.kind}>{remedyWords(remedy, t, language)}</li>
            ))}
          </ul>
        </>
      )}
      {turns.length === 0 ? null : (
        <>
          <h2>{t('explain.turns')}</h2>
          <ul className="plain-list">
            {turns.map((turn) => (
              <li key={turn.at}>{turnWords(turn, t, language)}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
};
