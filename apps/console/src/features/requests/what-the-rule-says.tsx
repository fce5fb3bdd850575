import type { RequestDetail } from '@miji/contract';
import { approverSentence } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { ArticleLink, ruleLanguage } from '../../ui/index.ts';
import { routeWords } from './route-words.ts';

/** Who decides, and the rule that says so, with its article. */
export const WhatTheRuleSays = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const ended = request.state !== 'pending';
  return (
    <section aria-label={t('requests.decide.rule')} className="request-rule">
      <span>{t('common.missing.approval', { by: approverSentence(request.route.rule, ruleLanguage(language)) })}</span>{' '}
      <ArticleLink article={request.article} />
      {ended ? null : (
        <div className="soft">{routeWords(request.route, t, language).join(language === 'en' ? ' ' : '')}</div>
      )}
    </section>
  );
};
