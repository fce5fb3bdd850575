import type { ExpiringItem, ExpiringItems } from '@miji/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Select, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, reportSearch } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import type { SheetColumn } from '../../ui/index.ts';
import { EmptyNote, ExportExcel, LevelTag, Loaded, LoadMore, Minute, PageHead, PersonName } from '../../ui/index.ts';
import './reports.css';

const NO_ROWS: readonly ExpiringItem[] = [];
const LEVELS = ['top_secret', 'secret', 'confidential'] as const;

/** What declassifies by itself in the next 90 days, unless somebody asks for an extension in time. @see GS-14 @see GS-15 */
export const ExpiringPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const { companies, home } = useSession();
  const company = useSearchParams(reportSearch).company ?? home.code;
  const query = useInfiniteQuery(
    trpc.reports.expiring.infiniteQueryOptions({ company }, { getNextPageParam: (page) => page.next }),
  );
  const rows = query.data?.pages.flatMap((page) => page.entries) ?? NO_ROWS;
  const [first] = query.data?.pages ?? [];
  const sheet: readonly SheetColumn<ExpiringItem>[] = [
    { title: t('reports.field.number'), value: ({ number }) => number },
    { title: t('reports.field.level'), value: ({ level }) => t(`common.level.${level}`) },
    { title: t('reports.field.catalogue'), value: ({ catalogueCode }) => catalogueCode },
    { title: t('reports.field.ends'), value: ({ endsAt }) => endsAt },
    { title: t('reports.field.manager'), value: ({ responsibleManager }) => responsibleManager.name },
  ];
  const columns: TableColumnsType<ExpiringItem> = [
    {
      key: 'number',
      title: t('reports.field.number'),
      render: (_, { number }) => <span className="number">{number}</span>,
    },
    { key: 'level', title: t('reports.field.level'), render: (_, { level }) => <LevelTag level={level} /> },
    { key: 'catalogue', title: t('reports.field.catalogue'), dataIndex: 'catalogueCode' },
    { key: 'ends', title: t('reports.field.ends'), render: (_, { endsAt }) => <Minute at={endsAt} /> },
    {
      key: 'manager',
      title: t('reports.field.manager'),
      render: (_, { responsibleManager }) => <PersonName person={responsibleManager} />,
    },
  ];
  return (
    <div className="page">
      <PageHead
        title={t('reports.expiring.title')}
        lead={t('reports.expiring.lead')}
        extra={
          <>
            {companies.length < 2 ? null : (
              <Select
                aria-label={t('reports.company')}
                value={company}
                popupMatchSelectWidth={false}
                options={companies.map(({ code, name }) => ({ value: code, label: name }))}
                onChange={(code) => go(paths.expiring({ company: code }))}
              />
            )}
            <ExportExcel rows={rows} columns={sheet} fileName={t('reports.expiring.file_name')} />
          </>
        }
      />
      <div className="stack">
        <Loaded query={query}>
          {() =>
            rows.length === 0 ? (
              <section className="card">
                <EmptyNote>{t('reports.expiring.none')}</EmptyNote>
              </section>
            ) : (
              <>
                {first === undefined ? null : <Weeks weeks={first.weeks} />}
                <section className="card">
                  <Table
                    size="small"
                    rowKey="number"
                    pagination={false}
                    dataSource={rows}
                    columns={columns}
                    scroll={{ x: 'max-content' }}
                  />
                  <LoadMore query={query} />
                </section>
              </>
            )
          }
        </Loaded>
      </div>
    </div>
  );
};

/** How many end in each week: bars of one scale, each part in the colour and the order of its level, the figure beside it. */
const Weeks = ({ weeks }: { readonly weeks: ExpiringItems['weeks'] }): ReactNode => {
  const { t } = useTranslation();
  const totals = weeks.map((week) => LEVELS.reduce((sum, level) => sum + week[level], 0));
  const most = Math.max(1, ...totals);
  return (
    <section className="card" aria-label={t('reports.expiring.by_week')}>
      <ul className="plain-list weeks">
        {weeks.map((week, index) => (
          <li key={week.from} className="week">
            <span className="soft">{t('reports.expiring.week', { from: week.from })}</span>
            <span className="week-bar" aria-hidden="true">
              {LEVELS.map((level) => (
                <i key={level} className={`bar-${level}`} style={{ inlineSize: `${(week[level] / most) * 100}%` }} />
              ))}
            </span>
            <span>
              {totals[index] === 0
                ? t('reports.expiring.none_this_week')
                : LEVELS.filter((level) => week[level] > 0)
                    .map((level) => `${t(`common.level.${level}`)} ${week[level]}`)
                    .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
