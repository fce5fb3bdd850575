import { printedMark } from '@miji/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLaw } from '../../lib/rules.ts';
import { useSession } from '../../lib/session.tsx';
import { MarkHead } from '../../ui/index.ts';
import { draftSecrecyPeriod } from './period-draft.ts';
import type { Draft } from './register-draft.ts';
import { Section } from './section.tsx';

/** The mark as it will stand on paper, while it is being decided. */
export const MarkPreview = ({ draft }: { readonly draft: Draft }): ReactNode => {
  const { t } = useTranslation();
  const { home } = useSession();
  const { marks } = useLaw(home.code).rules;
  const period = draftSecrecyPeriod(draft);
  return (
    <Section title={t('items.form.preview')}>
      {draft.level === undefined || period === null ? (
        <p className="soft">{t('items.form.previewEmpty')}</p>
      ) : (
        <MarkHead mark={printedMark(home.name, draft.level, period, marks)} level={draft.level} />
      )}
    </Section>
  );
};
