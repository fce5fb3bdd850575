import type { ItemDetail } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { ArticleLink, GoButton } from '../../ui/index.ts';

/** Another level, a longer period, an earlier end: whoever may know the item may ask, others decide. @see GS-13 */
export const CanChange = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  if (item.level === 'declassified' || item.can.length === 0) return null;
  const waits = item.state === 'proposed';
  const outcome = waits ? 'denied' : 'needs_approval';
  return (
    <li className="can-act">
      <div className="row">
        <strong className="grow">{t('items.can.change')}</strong>
        <span className={`can-outcome can-${outcome}`}>{t(`items.can.outcome.${outcome}`)}</span>
      </div>
      <div>{t(waits ? 'items.can.changeWaits' : 'items.can.changeWords')}</div>
      <div className="row can-foot">
        <span className="grow">
          <ArticleLink article="GS-13" />
        </span>
        {waits ? null : <GoButton href={paths.changeItem(item.number)}>{t('items.can.do.change')}</GoButton>}
      </div>
    </li>
  );
};
