import type { HeadquartersRead } from '@miji/contract';
import { businessDay, Temporal } from '@miji/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Input, Select, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, reportSearch } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useNow, useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import type { SheetColumn } from '../../ui/index.ts';
import { EmptyNote, ExportExcel, LevelTag, Loaded, LoadMore, Minute, PageHead, PersonName } from '../../ui/index.ts';
import './reports.css';

const NO_ROWS: readonly HeadquartersRead[] = [];

/** What the head office’s executives read under their right to know all, a month at a time. @see GS-16 @see K-07 */
export const HeadquartersReadsPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const now = useNow();
  const { companies, home } = useSession();
  const search = useSearchParams(reportSearch);
  const company = search.company ?? home.code;
  const month = search.month ?? businessDay(Temporal.Instant.from(now)).toPlainYearMonth().toString();
  const query = useInfiniteQuery(
    trpc.reports.headquartersReads.infiniteQueryOptions({ company, month }, { getNextPageParam: (page) => page.next }),
  );
  const rows = query.data?.pages.flatMap((page) => page.entries) ?? NO_ROWS;
  const [first] = query.data?.pages ?? [];
  const sheet: readonly SheetColumn<HeadquartersRead>[] = [
    { title: t('reports.field.at'), value: ({ at }) => at },
    { title: t('reports.field.person'), value: ({ person }) => person.name },
    { title: t('reports.field.number'), value: ({ item }) => item },
    { title: t('reports.field.level'), value: ({ level }) => t(`common.level.${level}`) },
    { title: t('reports.field.act'), value: ({ act }) => t(`reports.act.${act}`) },
  ];
  const columns: TableColumnsType<HeadquartersRead> = [
    { key: 'at', title: t('reports.field.at'), render: (_, { at }) => <Minute at={at} /> },
    { key: 'person', title: t('reports.field.person'), render: (_, { person }) => <PersonName person={person} /> },
    { key: 'item', title: t('reports.field.number'), render: (_, { item }) => <span className="number">{item}</span> },
    { key: 'level', title: t('reports.field.level'), render: (_, { level }) => <LevelTag level={level} /> },
    { key: 'act', title: t('reports.field.act'), render: (_, { act }) => t(`reports.act.${act}`) },
  ];
  return (
    <div className="page">
      <PageHead
        title={t('reports.headquarters.title')}
        lead={t('reports.headquarters.lead')}
        extra={
          <>
            {companies.length < 2 ? null : (
              <Select
                aria-label={t('reports.company')}
                value={company}
                popupMatchSelectWidth={false}
                options={companies.map(({ code, name }) => ({ value: code, label: name }))}
                onChange={(code) => go(paths.headquartersReads({ company: code, month }))}
              />
            )}
            <Input
              type="month"
              className="month-field"
              aria-label={t('reports.month')}
              value={month}
              onChange={({ target }) =>
                go(paths.headquartersReads({ company, month: target.value }), { replace: true })
              }
            />
            <ExportExcel rows={rows} columns={sheet} fileName={`${t('reports.headquarters.file_name')}-${month}`} />
          </>
        }
      />
      <section className="card stack">
        <Loaded query={query}>
          {() =>
            rows.length === 0 ? (
              <EmptyNote>{t('reports.headquarters.none')}</EmptyNote>
            ) : (
              <>
                {first === undefined ? null : (
                  <ul className="plain-list">
                    {first.people.map(({ person, reads, items, last }) => (
                      <li key={person.id}>
                        <strong>
                          <PersonName person={person} />
                        </strong>{' '}
                        {t('reports.headquarters.sum', { reads, items })} <Minute at={last} />
                      </li>
                    ))}
                  </ul>
                )}
                <Table
                  size="small"
                  rowKey={({ at, person, item, act }) => `${at} ${person.id} ${item} ${act}`}
                  pagination={false}
                  dataSource={rows}
                  columns={columns}
                  scroll={{ x: 'max-content' }}
                />
                <LoadMore query={query} />
              </>
            )
          }
        </Loaded>
      </section>
    </div>
  );
};
