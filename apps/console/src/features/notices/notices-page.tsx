import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { noticesSearch, paths } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, GoButton, Loaded, LoadMore, PageHead, RefusalNote } from '../../ui/index.ts';
import { NoticeLine } from './notice-line.tsx';
import './notices.css';

/** The inbox: what one has been told, newest first. */
export const NoticesPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const queryClient = useQueryClient();
  const unreadOnly = useSearchParams(noticesSearch).unread === '1';
  const query = useInfiniteQuery(
    trpc.notices.list.infiniteQueryOptions({ unreadOnly }, { getNextPageParam: (page) => page.next }),
  );
  const read = useMutation(
    trpc.notices.markRead.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.notices.list.pathFilter()),
    }),
  );
  const notices = query.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <div className="page">
      <PageHead
        title={t('notices.title')}
        lead={t('notices.lead')}
        extra={<GoButton href={paths.noticeSettings()}>{t('notices.settings')}</GoButton>}
      />
      <div className="stack">
        <div className="row">
          <Segmented
            aria-label={t('notices.which')}
            value={unreadOnly ? 'unread' : 'all'}
            options={[
              { value: 'all', label: t('notices.all') },
              { value: 'unread', label: t('notices.unread_only') },
            ]}
            onChange={(which) => go(paths.notices(which === 'unread' ? { unread: '1' } : {}), { replace: true })}
          />
          <Button
            disabled={notices.every(({ readAt }) => readAt !== null)}
            loading={read.isPending && read.variables.ids === undefined}
            onClick={() => read.mutate({})}
          >
            {t('notices.mark_all')}
          </Button>
        </div>
        <RefusalNote error={read.error} />
        <section className="card" aria-live="polite">
          <Loaded query={query}>
            {() =>
              notices.length === 0 ? (
                <EmptyNote>{t(unreadOnly ? 'notices.none_unread' : 'notices.none')}</EmptyNote>
              ) : (
                <>
                  <ul className="plain-list">
                    {notices.map((notice) => (
                      <NoticeLine key={notice.id} notice={notice} onRead={(id) => read.mutate({ ids: [id] })} />
                    ))}
                  </ul>
                  <LoadMore query={query} />
                </>
              )
            }
          </Loaded>
        </section>
      </div>
    </div>
  );
};
