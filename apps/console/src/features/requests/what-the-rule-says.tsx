import type { RequestDetail } from '@miji/contract';
import { approverSentence } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { ArticleLink, ruleLanguage } from '../../ui/index.ts';

/** Whose approval the rule asks for, with its article. */
export const WhatTheRuleSays = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { route } = request;
  return (
    <section aria-label={t('requests.decide.rule')} className="request-rule">
      <span>{t('common.missing.approval', { by: approverSentence(route.rule, ruleLanguage(language)) })}</span>{' '}
      <ArticleLink article={request.article} />
      {request.state === 'pending' && route.kind === 'open' && route.escalated ? (
        <div className="soft">{t('requests.who.escalated')}</div>
      ) : null}
    </section>
  );
};
