import type { RequestSummary } from '@miji/contract';
import { Table } from 'antd';
import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useLanguage } from '../../lib/language.ts';
import { GoLink, LevelTag, Minute } from '../../ui/index.ts';
import { ChooseBox } from './inbox/choose-box.tsx';
import type { Choosing } from './inbox/chosen.ts';
import { WaitingTime } from './inbox/waiting-time.tsx';
import { isTaking } from './request-kind.ts';
import { extentOf, peopleOf } from './request-sentence.ts';
import { RequestStateTag } from './request-state-tag.tsx';

interface Props {
  readonly rows: readonly RequestSummary[];
  /** null where nothing is decided together */
  readonly choosing: Choosing | null;
}

/** Requests as a table, for screens that have the room. */
export const RequestTable = ({ rows, choosing }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const choose: TableColumnsType<RequestSummary> =
    choosing === null
      ? []
      : [
          {
            key: 'choose',
            title: <span className="visually-hidden">{t('requests.box.choose_column')}</span>,
            width: 40,
            render: (_, row) => <ChooseBox request={row} choosing={choosing} />,
          },
        ];
  const columns: TableColumnsType<RequestSummary> = [
    ...choose,
    {
      key: 'number',
      title: t('requests.field.number'),
      render: (_, row) => (
        <>
          <GoLink href={paths.request(row.number)} className="number">
            {row.number}
          </GoLink>
          <div className="soft">
            <Minute at={row.filedAt} />
          </div>
        </>
      ),
    },
    { key: 'level', title: t('requests.field.level'), render: (_, row) => <LevelTag level={row.level} /> },
    {
      key: 'what',
      title: t('requests.field.item'),
      render: (_, row) => (
        <>
          <span className="number">{row.item}</span>
          {row.title === null ? null : <div className="request-title">{row.title}</div>}
          <div className="soft">
            {row.change === null ? (
              <>
                {t(`common.operation.${row.operation}`)}
                {isTaking(row.operation) ? <> × {row.copies}</> : null}
                {row.terms.spans.length === 0 ? null : <> · {extentOf(row, t, language)}</>}
              </>
            ) : (
              extentOf(row, t, language)
            )}
          </div>
        </>
      ),
    },
    { key: 'who', title: t('requests.field.requester'), render: (_, row) => peopleOf(row, t) },
    {
      key: 'purpose',
      title: t('requests.field.purpose'),
      render: (_, row) => (
        <>
          <span className="request-purpose">{row.purpose}</span>
          {row.repeats === null ? null : <span className="time-short">{t('requests.repeat.tag')}</span>}
        </>
      ),
    },
    { key: 'state', title: t('requests.field.state'), render: (_, row) => <RequestStateTag state={row.state} /> },
    {
      key: 'until',
      title: t('requests.field.until'),
      render: (_, row) =>
        row.state === 'pending' || row.state === 'returned' ? (
          <WaitingTime request={row} />
        ) : (
          <Minute at={row.decidedAt ?? row.expiresAt} />
        ),
    },
  ];
  return <Table size="small" rowKey="number" pagination={false} dataSource={rows} columns={columns} />;
};
