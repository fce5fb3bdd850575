import type { RegisterEntry } from '@miji/contract';
import { Table } from 'antd';
import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelTag, Minute, PersonName } from '../../ui/index.ts';
import { RequestStateTag } from '../requests/request-state-tag.tsx';
import { decisionWords } from './decision-words.ts';
import { durationWords } from './duration-words.ts';
import { FormButton } from './form-button.tsx';

/** Who decided, an act a line. */
export const Decisions = ({ entry }: { readonly entry: RegisterEntry }): ReactNode => {
  const { t } = useTranslation();
  if (entry.decisions.length === 0) return <span className="soft">{t('register.undecided')}</span>;
  const acts = entry.decisions.map((decision) => decisionWords(decision, t));
  return <div className="register-acts">{acts.join('\n')}</div>;
};

/** The register as a table. */
export const RegisterTable = ({
  rows,
  several,
}: {
  readonly rows: readonly RegisterEntry[];
  /** whether it is of several companies */
  readonly several: boolean;
}): ReactNode => {
  const { t } = useTranslation();
  const company: TableColumnsType<RegisterEntry>[number] = {
    key: 'company',
    title: t('register.field.company'),
    render: (_, { owner }) => owner.name,
  };
  const columns: TableColumnsType<RegisterEntry> = [
    {
      key: 'number',
      title: t('register.field.number'),
      render: (_, { number, filedAt }) => (
        <>
          <strong className="number">{number}</strong>
          <div className="soft">
            <Minute at={filedAt} />
          </div>
        </>
      ),
    },
    ...(several ? [company] : []),
    {
      key: 'item',
      title: t('register.field.item'),
      render: (_, { item, level }) => (
        <>
          <LevelTag level={level} />
          <div className="number">{item}</div>
        </>
      ),
    },
    {
      key: 'operation',
      title: t('register.field.operation'),
      render: (_, { operation, purpose }) => (
        <>
          {t(`common.operation.${operation}`)}
          <div className="soft register-purpose" title={purpose}>
            {purpose}
          </div>
        </>
      ),
    },
    {
      key: 'requester',
      className: 'register-person',
      title: t('register.field.requester'),
      render: (_, { requester }) => <PersonName person={requester} />,
    },
    {
      key: 'state',
      title: t('register.field.state'),
      render: (_, { state, round, minutesToDecide }) => (
        <>
          <RequestStateTag state={state} />
          {minutesToDecide === null ? null : <div className="soft">{durationWords(minutesToDecide, t)}</div>}
          {round === 1 ? null : <div className="soft">{t('register.round', { round })}</div>}
        </>
      ),
    },
    { key: 'decisions', title: t('register.field.decisions'), render: (_, entry) => <Decisions entry={entry} /> },
    { key: 'form', title: t('register.field.form'), render: (_, { number }) => <FormButton number={number} /> },
  ];
  return <Table size="small" rowKey="number" pagination={false} dataSource={rows} columns={columns} />;
};
