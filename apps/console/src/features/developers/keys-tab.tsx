import { ADMINISTRATION_POSTS, CONFIRMATION_POSTS } from '@miji/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, Loaded } from '../../ui/index.ts';
import { useHoldsOffice } from '../organisation/use-holds-office.ts';
import { IssueKey } from './issue-key.tsx';
import { KeyCard } from './key-card.tsx';
import { SnapshotKeys } from './snapshot-keys.tsx';

/** The keys of a company's services: issued by its administrator, confirmed by its security officer. @see CD-20 */
export const KeysTab = ({ company }: { readonly company: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const issues = useHoldsOffice(company, ADMINISTRATION_POSTS);
  const confirms = useHoldsOffice(company, CONFIRMATION_POSTS);
  const query = useQuery(trpc.serviceKeys.list.queryOptions({ company }));
  return (
    <div className="stack">
      {issues ? <IssueKey company={company} /> : null}
      <Loaded query={query}>
        {({ entries }) =>
          entries.length === 0 ? (
            <EmptyNote>{t(issues ? 'developers.keys.none_yet' : 'developers.keys.none')}</EmptyNote>
          ) : (
            <ul className="card-list" aria-label={t('developers.tab.keys')}>
              {entries.map((entry) => (
                <KeyCard key={entry.keyId} company={company} entry={entry} confirms={confirms} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <SnapshotKeys />
    </div>
  );
};
