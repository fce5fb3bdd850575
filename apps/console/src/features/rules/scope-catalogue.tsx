import type { Rules } from '@miji/contract';
import { Grid, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { ExportExcel, LevelTag } from '../../ui/index.ts';
import type { SheetColumn } from '../../ui/index.ts';
import { ArticleMark } from './article-mark.tsx';
import { wordsIn } from './words-in.ts';

type Entry = Rules['catalogue'][number];

/** When a level needs a reason. */
const reasonWords = (entry: Entry) =>
  entry.needsReason
    ? 'rules.catalogue.needs_reason'
    : entry.defaultLevel === null
      ? 'rules.catalogue.reason_always'
      : 'rules.catalogue.no_reason';

const useSheet = (): readonly SheetColumn<Entry>[] => {
  const { t } = useTranslation();
  return [
    { title: t('rules.catalogue.code'), value: (row) => row.code, width: 12 },
    { title: t('rules.catalogue.kind_zh'), value: (row) => row.zh, width: 44 },
    { title: t('rules.catalogue.kind_en'), value: (row) => row.en, width: 56 },
    {
      title: t('rules.catalogue.level'),
      value: (row) =>
        row.defaultLevel === null ? t('rules.catalogue.not_set') : t(`common.level.${row.defaultLevel}`),
      width: 14,
    },
    {
      title: t('rules.catalogue.reason'),
      value: (row) => t(reasonWords(row)),
      width: 30,
    },
    { title: t('rules.catalogue.article'), value: (row) => row.article, width: 10 },
  ];
};

const DefaultLevel = ({ level }: { readonly level: Entry['defaultLevel'] }): ReactNode => {
  const { t } = useTranslation();
  return level === null ? <span className="soft">{t('rules.catalogue.not_set')}</span> : <LevelTag level={level} />;
};

/** The kinds of secret of the group, with the default level where the regulations give one. */
export const ScopeCatalogue = ({
  entries,
  article,
}: {
  readonly entries: readonly Entry[];
  readonly article: string | undefined;
}): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const sheet = useSheet();
  const wide = Grid.useBreakpoint().md === true;
  const columns: TableColumnsType<Entry> = [
    {
      key: 'code',
      title: t('rules.catalogue.code'),
      width: 100,
      render: (_, row) => <span className="number">{row.code}</span>,
    },
    { key: 'kind', title: t('rules.catalogue.kind'), render: (_, row) => wordsIn(row, language) },
    {
      key: 'level',
      title: t('rules.catalogue.level'),
      width: 120,
      render: (_, row) => <DefaultLevel level={row.defaultLevel} />,
    },
    {
      key: 'reason',
      title: t('rules.catalogue.reason'),
      width: 260,
      render: (_, row) => <span className="soft">{t(reasonWords(row))}</span>,
    },
    {
      key: 'article',
      title: t('rules.catalogue.article'),
      width: 90,
      render: (_, row) => <ArticleMark article={row.article} marked={row.article === article} />,
    },
  ];
  return (
    <section className="card">
      <header className="rules-head">
        <h2>{t('rules.catalogue.heading')}</h2>
        <ExportExcel rows={entries} columns={sheet} fileName={t('rules.catalogue.file_name')} />
      </header>
      <p className="soft">{t('rules.catalogue.explain')}</p>
      {wide ? (
        <Table size="small" rowKey="code" pagination={false} dataSource={entries} columns={columns} />
      ) : (
        <ul className="plain-list">
          {entries.map((entry) => (
            <li key={entry.code}>
              <div className="row">
                <span className="soft number">{entry.code}</span>
                <DefaultLevel level={entry.defaultLevel} />
                <ArticleMark article={entry.article} marked={entry.article === article} />
              </div>
              <div>{wordsIn(entry, language)}</div>
              <div className="soft">{t(reasonWords(entry))}</div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
