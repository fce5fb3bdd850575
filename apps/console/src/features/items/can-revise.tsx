import type { ItemDetail } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.tsx';
import { ArticleLink } from '../../ui/index.ts';
import { ReviseItem } from './revise-item.tsx';

/** A new content: by whoever drafted it until it is confirmed, by the manager responsible for it afterwards too. @see GS-13 @see GS-23 */
export const CanRevise = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  const { person } = useSession();
  const { drafter, responsibleManager, medium, level, hold, state } = item;
  const isDrafter = drafter.kind === 'person' && drafter.name === person.name;
  if (medium === 'paper' || level === 'declassified' || !(isDrafter || responsibleManager.id === person.id))
    return null;
  // What stands under a confirmed level is not for its drafter alone to replace.
  const why = hold !== null ? 'held' : isDrafter && state === 'confirmed' ? 'confirmed' : null;
  const outcome = why === null ? 'allowed' : 'denied';
  return (
    <li className="can-act">
      <div className="row">
        <strong className="grow">{t('items.revise.title')}</strong>
        <span className={`can-outcome can-${outcome}`}>{t(`items.can.outcome.${outcome}`)}</span>
      </div>
      <div>{t(`items.revise.${why ?? 'words'}`)}</div>
      <div className="row can-foot">
        <span className="grow">
          <ArticleLink article="GS-23" />
        </span>
        {why === null ? <ReviseItem item={item} /> : null}
      </div>
    </li>
  );
};
