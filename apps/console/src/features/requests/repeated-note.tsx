import type { RequestDetail } from '@miji/contract';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { dayOf } from '../../lib/format.ts';
import { GoLink } from '../../ui/index.ts';

/** That the same was asked for before and refused, and why. */
export const RepeatedNote = ({ request }: { readonly request: RequestDetail }): ReactNode => {
  const { t } = useTranslation();
  const { repeated } = request;
  if (repeated === null) return null;
  return (
    <section aria-label={t('requests.repeat.heading')} className="repeated-note">
      <Alert
        type="warning"
        showIcon
        title={
          <>
            {t('requests.repeat.sentence', {
              day: dayOf(repeated.decidedAt),
              reason: repeated.reason ?? t('common.none'),
            })}{' '}
            <GoLink href={paths.request(repeated.number)} className="number">
              {repeated.number}
            </GoLink>
          </>
        }
      />
    </section>
  );
};
