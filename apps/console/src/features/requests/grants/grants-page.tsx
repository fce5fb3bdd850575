import { GRANT_BOXES } from '@miji/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { grantsSearch, paths } from '../../../app/paths.ts';
import { useGo, useSearchParams } from '../../../lib/location.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { EmptyNote, ExportExcel, Loaded, LoadMore, PageHead, WrappedTabs } from '../../../ui/index.ts';
import { GrantLine } from './grant-line.tsx';
import { useGrantSheet } from './grant-sheet.ts';
import '../requests.css';
import './grants.css';

/** What approvals left behind: one’s own rights with what is left of them, and those that follow from one’s own approvals. */
export const GrantsPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const columns = useGrantSheet();
  const { box = 'mine' } = useSearchParams(grantsSearch);
  const query = useInfiniteQuery(
    trpc.grants.list.infiniteQueryOptions({ box }, { getNextPageParam: ({ next }) => next }),
  );
  const grants = query.data?.pages.flatMap(({ entries }) => entries) ?? [];
  return (
    <div className="page">
      <PageHead
        title={t('ask.grants.title')}
        lead={t('ask.grants.lead')}
        extra={
          grants.length === 0 ? undefined : (
            <ExportExcel rows={grants} columns={columns} fileName={t('ask.grants.file_name')} />
          )
        }
      />
      <WrappedTabs
        aria-label={t('ask.grants.box')}
        activeKey={box}
        items={GRANT_BOXES.map((key) => ({ key, label: t(`ask.grants.${key}`) }))}
        onChange={(key) => go(paths.grants({ box: GRANT_BOXES.find((one) => one === key) }), { replace: true })}
      />
      <Loaded query={query}>
        {() =>
          grants.length === 0 ? (
            <EmptyNote>{t(box === 'mine' ? 'ask.grants.empty_mine' : 'ask.grants.empty_given')}</EmptyNote>
          ) : (
            <>
              <ul className="grant-lines">
                {grants.map((grant) => (
                  <GrantLine key={grant.number} grant={grant} />
                ))}
              </ul>
              <LoadMore query={query} />
            </>
          )
        }
      </Loaded>
    </div>
  );
};
