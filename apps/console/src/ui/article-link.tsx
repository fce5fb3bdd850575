import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../app/paths.ts';
import { GoLink } from './link.tsx';

/** The article behind an answer, as a link to its text. */
export const ArticleLink = ({ article }: { readonly article: string }): ReactNode => {
  const { t } = useTranslation();
  return (
    <GoLink href={paths.rules({ article })} className="number">
      {t('common.article', { article })}
    </GoLink>
  );
};
