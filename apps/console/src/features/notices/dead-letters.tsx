import type { DeadLetter } from '@miji/contract';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Button, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, Loaded, LoadMore, Minute, RefusalNote } from '../../ui/index.ts';
import { useDone } from '../../ui/use-done.ts';

const AT_ONCE = 100;

/** What could not be delivered, and the way to send it again. */
export const DeadLetters = ({ company }: { readonly company: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const query = useInfiniteQuery(
    trpc.notices.listDeadLetters.infiniteQueryOptions({ company }, { getNextPageParam: (page) => page.next }),
  );
  const resend = useMutation(
    trpc.notices.resendDeadLetters.mutationOptions({
      onSuccess: async ({ resent }) => {
        setChosen([]);
        await done(t('notices.dead.resent', { count: resent }));
      },
    }),
  );
  const letters = query.data?.pages.flatMap((page) => page.entries) ?? [];
  const columns: TableColumnsType<DeadLetter> = [
    { key: 'kind', title: t('notices.dead.what'), render: (_, { kind }) => t(`notices.kind.${kind}`) },
    {
      key: 'channel',
      title: t('notices.dead.channel'),
      render: (_, { channel }) => t(`notices.dead.channels.${channel}`),
    },
    { key: 'recipient', title: t('notices.dead.recipient'), dataIndex: 'recipient' },
    { key: 'attempts', title: t('notices.dead.attempts'), dataIndex: 'attempts', align: 'right' },
    { key: 'error', title: t('notices.dead.error'), dataIndex: 'lastError', width: 320 },
    { key: 'first', title: t('notices.dead.first'), render: (_, { firstAt }) => <Minute at={firstAt} /> },
    { key: 'last', title: t('notices.dead.last'), render: (_, { lastAt }) => <Minute at={lastAt} /> },
  ];
  return (
    <div className="stack">
      <div className="soft">{t('notices.dead.lead')}</div>
      <RefusalNote error={resend.error} />
      <section className="card" aria-live="polite">
        <Loaded query={query}>
          {() =>
            letters.length === 0 ? (
              <EmptyNote>{t('notices.dead.none')}</EmptyNote>
            ) : (
              <div className="stack">
                <div>
                  <Button
                    type="primary"
                    disabled={chosen.length === 0}
                    loading={resend.isPending}
                    onClick={() => resend.mutate({ ids: [...chosen] })}
                  >
                    {chosen.length === 0
                      ? t('notices.dead.resend')
                      : t('notices.dead.resend_some', { count: chosen.length })}
                  </Button>
                </div>
                <Table
                  size="small"
                  rowKey="id"
                  pagination={false}
                  dataSource={letters}
                  columns={columns}
                  scroll={{ x: 'max-content' }}
                  rowSelection={{
                    selectedRowKeys: [...chosen],
                    onChange: (keys) => setChosen(keys.map(String).slice(0, AT_ONCE)),
                  }}
                />
                <LoadMore query={query} />
              </div>
            )
          }
        </Loaded>
      </section>
    </div>
  );
};
