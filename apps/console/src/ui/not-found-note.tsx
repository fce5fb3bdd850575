import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../app/paths.ts';
import { GoLink } from './link.tsx';

/** The one answer to what never was and to what may not be known. */
export const NotFoundNote = (): ReactNode => {
  const { t } = useTranslation();
  return (
    <div className="empty-note">
      <p>{t('common.notFound')}</p>
      <GoLink href={paths.desk()}>{t('common.toDesk')}</GoLink>
    </div>
  );
};
