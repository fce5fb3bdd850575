import type { LoanWire } from '@miji/contract';
import { Table } from 'antd';
import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoLink, LevelTag, Minute, PersonName } from '../../ui/index.ts';
import { DueDay, LoanState } from './loan-state.tsx';

interface Props {
  readonly rows: readonly LoanWire[];
}

const LoanNumber = ({ loan }: { readonly loan: LoanWire }): ReactNode => (
  <GoLink href={paths.loan(loan.number)} className="number">
    {loan.number}
  </GoLink>
);

/** The register as a table. */
export const LoanTable = ({ rows }: Props): ReactNode => {
  const { t } = useTranslation();
  const columns: TableColumnsType<LoanWire> = [
    {
      key: 'number',
      title: t('custody.loans.field.number'),
      render: (_, loan) => (
        <>
          <LoanNumber loan={loan} />
          <div className="soft">
            <Minute at={loan.lentAt} />
          </div>
        </>
      ),
    },
    {
      key: 'copy',
      title: t('custody.loans.field.copy'),
      render: (_, loan) => (
        <>
          <LevelTag level={loan.level} />
          <div className="number">{loan.copy}</div>
        </>
      ),
    },
    {
      key: 'borrower',
      title: t('custody.loans.field.borrower'),
      render: (_, { borrower, unit }) => (
        <>
          <PersonName person={borrower} />
          {unit === null ? null : <div className="soft">{unit}</div>}
        </>
      ),
    },
    {
      key: 'purpose',
      title: t('custody.loans.field.purpose'),
      render: (_, { purpose }) => (
        <span className="loan-purpose" title={purpose}>
          {purpose}
        </span>
      ),
    },
    { key: 'due', title: t('custody.loans.field.due'), render: (_, loan) => <DueDay loan={loan} /> },
    {
      key: 'state',
      title: t('custody.loans.field.state'),
      render: (_, loan) => (
        <>
          <LoanState loan={loan} />
          {loan.returnedAt === null ? null : (
            <div className="soft">
              <Minute at={loan.returnedAt} />
            </div>
          )}
        </>
      ),
    },
  ];
  return <Table size="small" rowKey="number" pagination={false} dataSource={rows} columns={columns} />;
};

/** The register as cards, for phones. */
export const LoanCards = ({ rows }: Props): ReactNode => {
  const { t } = useTranslation();
  return (
    <ul className="plain-list">
      {rows.map((loan) => (
        <li key={loan.number} className="loan-card">
          <div className="row">
            <LevelTag level={loan.level} />
            <LoanState loan={loan} />
            <LoanNumber loan={loan} />
          </div>
          <div>
            <PersonName person={loan.borrower} /> · <span className="number">{loan.copy}</span>
          </div>
          <div className="soft loan-purpose">{loan.purpose}</div>
          <div className="row soft">
            <span>
              {t('custody.loans.field.lent_at')} <Minute at={loan.lentAt} />
            </span>
            <span>
              {t('custody.loans.field.due')} <DueDay loan={loan} />
            </span>
            {loan.returnedAt === null ? null : (
              <span>
                {t('custody.loans.field.returned_at')} <Minute at={loan.returnedAt} />
              </span>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
};
