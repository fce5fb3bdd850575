import type { AppointmentWire } from '@miji/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Grid, Input, Segmented, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dayOf } from '../../lib/format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import type { SheetColumn } from '../../ui/index.ts';
import { EmptyNote, ExportExcel, Loaded, LoadMore } from '../../ui/index.ts';
import { AppointDialog } from './appoint-dialog.tsx';
import { AppointmentActs } from './appointment-acts.tsx';
import { lastDayOf } from '../../ui/day-field.tsx';
import { RegisterPersonDialog } from './register-person-dialog.tsx';
import { useAdministers } from './use-holds-office.ts';

const NO_ROWS: readonly AppointmentWire[] = [];

/** Who holds which post, from when to when; past and coming ones too where they are asked for. */
export const PeopleTab = ({ company }: { readonly company: string }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const wide = Grid.useBreakpoint().lg === true;
  const administers = useAdministers(company);
  const [which, setWhich] = useState<'in_force' | 'all'>('in_force');
  const [typed, setTyped] = useState('');
  const [dialog, setDialog] = useState<'appoint' | 'register' | null>(null);
  const query = useInfiniteQuery(
    trpc.organisation.appointments.infiniteQueryOptions(
      { company, which, limit: 100 },
      { getNextPageParam: (page) => page.next },
    ),
  );
  const loaded = query.data?.pages.flatMap((page) => page.entries) ?? NO_ROWS;
  const sought = typed.trim();
  const rows = sought === '' ? loaded : loaded.filter((row) => searched(row).some((text) => text.includes(sought)));
  const postWords = (row: AppointmentWire): string =>
    [
      t(`common.post.${row.post}`),
      row.actingFor === null ? null : t('organisation.acting_for', { name: row.actingFor.name }),
    ]
      .filter(Boolean)
      .join(' · ');
  const sheet: readonly SheetColumn<AppointmentWire>[] = [
    { title: t('organisation.field.name'), value: (row) => row.person.name },
    { title: t('organisation.field.employee_number'), value: (row) => row.employeeNumber },
    { title: t('organisation.field.post'), value: postWords },
    { title: t('organisation.field.department'), value: (row) => row.department?.name ?? null },
    { title: t('organisation.field.lines'), value: (row) => row.lines.join('、') },
    { title: t('organisation.field.from'), value: (row) => dayOf(row.from) },
    { title: t('organisation.field.to'), value: (row) => (row.to === null ? null : lastDayOf(row.to)) },
  ];
  const columns: TableColumnsType<AppointmentWire> = [
    { key: 'name', title: t('organisation.field.name'), render: (_, row) => <strong>{row.person.name}</strong> },
    { key: 'number', title: t('organisation.field.employee_number'), render: (_, row) => row.employeeNumber },
    { key: 'post', title: t('organisation.field.post'), render: (_, row) => postWords(row) },
    { key: 'department', title: t('organisation.field.department'), render: (_, row) => row.department?.name },
    { key: 'lines', title: t('organisation.field.lines'), render: (_, row) => row.lines.join('、') },
    { key: 'term', title: t('organisation.field.term'), render: (_, row) => <Term row={row} /> },
    ...(administers
      ? [
          {
            key: 'acts',
            title: <span className="visually-hidden">{t('organisation.field.acts')}</span>,
            render: (_: unknown, row: AppointmentWire) => <AppointmentActs appointment={row} company={company} />,
          },
        ]
      : []),
  ];
  return (
    <div className="stack">
      <div className="row">
        <Input
          type="search"
          aria-label={t('organisation.find')}
          placeholder={t('organisation.find')}
          className="people-search"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Segmented
          value={which}
          options={[
            { value: 'in_force', label: t('organisation.which.in_force') },
            { value: 'all', label: t('organisation.which.all') },
          ]}
          onChange={setWhich}
        />
        <ExportExcel rows={rows} columns={sheet} fileName={t('organisation.file_name')} />
        {administers ? (
          <>
            <Button onClick={() => setDialog('register')}>{t('organisation.register.open')}</Button>
            <Button type="primary" onClick={() => setDialog('appoint')}>
              {t('organisation.appoint.open')}
            </Button>
          </>
        ) : null}
      </div>
      <section className="card" aria-live="polite">
        <Loaded query={query}>
          {() =>
            rows.length === 0 ? (
              <EmptyNote>{t(sought === '' ? 'organisation.nobody' : 'organisation.nobody_found')}</EmptyNote>
            ) : (
              <>
                {wide ? (
                  <Table size="small" rowKey="appointmentId" pagination={false} dataSource={rows} columns={columns} />
                ) : (
                  <ul className="plain-list">
                    {rows.map((row) => (
                      <li key={row.appointmentId} className="list-line">
                        <div>
                          <strong>{row.person.name}</strong> <span className="soft">{postWords(row)}</span>
                          <div className="soft">
                            {row.department?.name} <Term row={row} />
                          </div>
                        </div>
                        {administers ? <AppointmentActs appointment={row} company={company} /> : null}
                      </li>
                    ))}
                  </ul>
                )}
                <LoadMore query={query} />
              </>
            )
          }
        </Loaded>
      </section>
      <AppointDialog company={company} open={dialog === 'appoint'} onClose={() => setDialog(null)} />
      <RegisterPersonDialog company={company} open={dialog === 'register'} onClose={() => setDialog(null)} />
    </div>
  );
};

const searched = (row: AppointmentWire): readonly string[] =>
  [row.person.name, row.employeeNumber, row.department?.name].filter((text) => typeof text === 'string');

const Term = ({ row }: { readonly row: AppointmentWire }): ReactNode => {
  const { t } = useTranslation();
  const from = dayOf(row.from);
  return (
    <span>
      {row.to === null ? t('organisation.since', { from }) : t('organisation.between', { from, to: lastDayOf(row.to) })}
    </span>
  );
};
