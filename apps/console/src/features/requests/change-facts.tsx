import type { RequestDetail } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { ChangeEffect, changeWords } from '../../ui/index.ts';

/** What a change of classification would do, as before → after; once it is decided, what was asked for. */
export const ChangeFacts = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { change, effect } = request;
  if (change === null) return null;
  return (
    <section aria-label={t('requests.change.heading')} className="change-facts">
      <strong>{changeWords(change, t, language)}</strong>
      {effect === null ? null : <ChangeEffect effect={effect} />}
      {change.kind === 'declassify_part' ? <p className="soft">{t('requests.change.part_effect')}</p> : null}
    </section>
  );
};
