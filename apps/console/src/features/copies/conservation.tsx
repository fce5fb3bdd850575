import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ArticleLink } from '../../ui/index.ts';

/** Why the register always adds up. @see GS-24 */
export const Conservation = (): ReactNode => {
  const { t } = useTranslation();
  return (
    <section className="card">
      <h2>{t('copies.conservation.heading')}</h2>
      <p className="copies-equation">{t('copies.conservation.equation')}</p>
      <p className="soft">
        {t('copies.conservation.explain')} {t('copies.pdf_mine')}
      </p>
      <ArticleLink article="GS-24" />
    </section>
  );
};
