import type { RequestDetail } from '@miji/contract';
import { isJoint } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { approvalEffect } from './next-words.ts';

/** Before somebody decides: what follows from agreeing, from refusing, and from saying nothing. */
export const WhatHappensNext = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { t } = useTranslation();
  const { rule } = request.route;
  const needsSeveral = isJoint(rule) && rule.kind !== 'any_of';
  return (
    <section aria-label={t('requests.next.heading')} className="request-next">
      <h2>{t('requests.next.heading')}</h2>
      <ul>
        <li>{approvalEffect(request, t)}</li>
        {needsSeveral ? <li>{t('requests.next.several')}</li> : null}
        <li>{t('requests.next.refuse', { requester: request.requester.name })}</li>
        <li>{t('requests.who.silence')}</li>
      </ul>
    </section>
  );
};
