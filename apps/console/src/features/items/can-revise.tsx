import type { ItemDetail } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.tsx';
import { ArticleLink } from '../../ui/index.ts';
import { ReviseItem } from './revise-item.tsx';

/** A new content, by whoever drafted it or answers for it, as long as it is secret, on no paper and not held. @see GS-23 */
export const CanRevise = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  const { person } = useSession();
  const { drafter, responsibleManager, medium, level, hold } = item;
  const isDrafter = drafter.kind === 'person' && drafter.name === person.name;
  if (medium === 'paper' || level === 'declassified' || !(isDrafter || responsibleManager.id === person.id))
    return null;
  const outcome = hold === null ? 'allowed' : 'denied';
  return (
    <li className="can-act">
      <div className="row">
        <strong className="grow">{t('items.revise.title')}</strong>
        <span className={`can-outcome can-${outcome}`}>{t(`items.can.outcome.${outcome}`)}</span>
      </div>
      <div>{t(hold === null ? 'items.revise.words' : 'items.revise.held')}</div>
      <div className="row can-foot">
        <span className="grow">
          <ArticleLink article="GS-23" />
        </span>
        {hold === null ? <ReviseItem item={item} /> : null}
      </div>
    </li>
  );
};
