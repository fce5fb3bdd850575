import type { RequestDetail } from '@miji/contract';
import { REGULATIONS } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { ArticleLink } from '../../ui/index.ts';
import { routeWords } from './route-words.ts';

/** Who decides, and the rule that says so, with its article. */
export const WhatTheRuleSays = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const rule = REGULATIONS.rules.find(({ id }) => id === `approver.${request.level}`);
  const ended = request.state !== 'pending';
  return (
    <section aria-label={t('requests.decide.rule')} className="request-rule">
      {rule === undefined ? null : <span>{language === 'en' ? rule.en : rule.zh}</span>}{' '}
      <ArticleLink article={request.article} />
      {ended ? null : <div className="soft">{routeWords(request.route, t).join(language === 'en' ? ' ' : '')}</div>}
    </section>
  );
};
