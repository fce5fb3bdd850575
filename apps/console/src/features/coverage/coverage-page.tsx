import type { Coverage, CoverageCell } from '@miji/contract';
import type { Regime } from '@miji/core';
import { APPLICANT_WORDS, approverSentence, LEVEL_WORDS, OPERATION_WORDS, REGIME_WORDS, REGIMES } from '@miji/core';
import { useQuery } from '@tanstack/react-query';
import { Alert, Select, Switch } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { coverageSearch, paths } from '../../app/paths.ts';
import { formatMinute } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ExportExcel, GoButton, Loaded, PageHead, WrappedTabs } from '../../ui/index.ts';
import type { SheetColumn } from '../../ui/index.ts';
import { CoverageMap } from './coverage-map.tsx';
import type { CompanyCoverage } from './coverage-words.ts';
import { gapsOf, isGap, SIGNS, STATUSES } from './coverage-words.ts';
import './coverage.css';

interface SheetRow extends CoverageCell {
  readonly company: string;
}

const useSheet = (): readonly SheetColumn<SheetRow>[] => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const lang = language === 'en' ? 'en' : 'zh';
  return [
    { title: t('rules.coverage.company'), value: (row) => row.company, width: 20 },
    { title: t('rules.coverage.regime'), value: (row) => REGIME_WORDS[row.regime][lang], width: 20 },
    { title: t('rules.matrix.operation'), value: (row) => OPERATION_WORDS[row.operation][lang], width: 14 },
    { title: t('rules.coverage.level'), value: (row) => LEVEL_WORDS[row.level][lang], width: 12 },
    {
      title: t('rules.coverage.applicant'),
      value: (row) => (row.applicant === null ? null : APPLICANT_WORDS[row.applicant][lang]),
      width: 24,
    },
    { title: t('rules.coverage.status'), value: (row) => t(`rules.coverage.long.${row.status}`), width: 24 },
    {
      title: t('rules.parts.approvers'),
      value: (row) => (row.approver === null ? null : approverSentence(row.approver, lang)),
      width: 44,
    },
    { title: t('rules.article.label'), value: (row) => row.article, width: 10 },
    {
      title: t('rules.coverage.locked_for'),
      value: (row) => row.lockedFor.map(({ name }) => name).join('、') || null,
      width: 24,
    },
  ];
};

/** Every gap in words, each with the way to where somebody is appointed. */
const Gaps = ({ companies, regime }: { readonly companies: readonly CompanyCoverage[]; readonly regime: Regime }) => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const gaps = companies.flatMap((company) => gapsOf(company, regime, { t, language }));
  if (gaps.length === 0) return <p className="good">{t('rules.coverage.no_gaps')}</p>;
  return (
    <ul className="plain-list" aria-label={t('rules.coverage.gaps')}>
      {gaps.map(({ id, company, sentence }) => (
        <li key={id} className="row">
          <span className="grow">{sentence}</span>
          <GoButton
            size="small"
            href={paths.organisation({ company: company.code })}
            aria-label={t('rules.coverage.do_appoint_in', { company: company.name })}
          >
            {t('rules.coverage.do_appoint')}
          </GoButton>
        </li>
      ))}
    </ul>
  );
};

const gapsIn = (companies: readonly CompanyCoverage[], regime: Regime): number =>
  companies.flatMap(({ cells }) => cells).filter((cell) => cell.regime === regime && isGap(cell)).length;

const CoverageView = ({ coverage }: { readonly coverage: Coverage }): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const go = useGo();
  const search = useSearchParams(coverageSearch);
  const sheet = useSheet();
  const show = (to: typeof search): void => go(paths.coverage({ ...search, ...to }), { replace: true });
  const regime = search.regime ?? 'group';
  const onlyGaps = search.gaps === '1';
  const companies = coverage.companies.filter(
    ({ company }) => search.company === undefined || company.code === search.company,
  );
  const rows = companies
    .flatMap(({ company, cells }) => cells.map((cell): SheetRow => ({ ...cell, company: company.name })))
    .filter((row) => !onlyGaps || isGap(row));
  return (
    <section className="card">
      <div className="row cover-tools">
        {coverage.companies.length < 2 ? null : (
          <Select
            aria-label={t('rules.coverage.company')}
            value={search.company ?? ''}
            popupMatchSelectWidth={false}
            options={[
              { value: '', label: t('rules.coverage.all_companies') },
              ...coverage.companies.map(({ company }) => ({ value: company.code, label: company.name })),
            ]}
            onChange={(company) => show({ company: company === '' ? undefined : company })}
          />
        )}
        <label className="row">
          <Switch size="small" checked={onlyGaps} onChange={(checked) => show({ gaps: checked ? '1' : undefined })} />
          {t('rules.coverage.only_gaps')}
        </label>
        <span className="grow" />
        <ExportExcel rows={rows} columns={sheet} fileName={t('rules.coverage.title')} />
      </div>
      <WrappedTabs
        activeKey={regime}
        onChange={(key) => {
          const chosen = REGIMES.find((one) => one === key);
          if (chosen !== undefined) show({ regime: chosen });
        }}
        items={REGIMES.map((one) => {
          const count = gapsIn(companies, one);
          return {
            key: one,
            label: (
              <span className="tab-label">
                {REGIME_WORDS[one][language === 'en' ? 'en' : 'zh']}
                {count === 0 ? null : (
                  <span className="gap-count" title={t('rules.coverage.count', { count })}>
                    <span aria-hidden="true">{count}</span>
                    <span className="visually-hidden">{t('rules.coverage.count', { count })}</span>
                  </span>
                )}
              </span>
            ),
            children: (
              <div className="stack">
                <Gaps companies={companies} regime={one} />
                <CoverageMap companies={companies} regime={one} onlyGaps={onlyGaps} />
              </div>
            ),
          };
        })}
      />
      <ul className="cover-legend" aria-label={t('rules.coverage.legend')}>
        {STATUSES.map((status) => (
          <li key={status}>
            <span className={`cover cover-${status}`}>
              <span aria-hidden="true">{SIGNS[status]}</span> {t(`rules.coverage.short.${status}`)}
            </span>{' '}
            <span className="soft">{t(`rules.coverage.long.${status}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Whether in every company somebody can decide each operation, by today's appointments; and whom to appoint where nobody can. */
export const CoveragePage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { draft } = useSearchParams(coverageSearch);
  const query = useQuery(trpc.rules.coverage.queryOptions(draft === undefined ? {} : { draft }));
  return (
    <div className="page coverage">
      <PageHead
        title={t('rules.coverage.title')}
        lead={
          query.data === undefined
            ? t('rules.coverage.lead')
            : t('rules.coverage.lead_at', { version: query.data.version, at: formatMinute(query.data.at) })
        }
        extra={
          draft === undefined ? (
            <GoButton href={paths.rules()}>{t('rules.back')}</GoButton>
          ) : (
            <GoButton href={paths.ruleDraft(draft)}>{t('rules.coverage.to_draft')}</GoButton>
          )
        }
      />
      {draft === undefined ? null : (
        <Alert type="info" showIcon className="page-note" title={t('rules.coverage.held_against', { draft })} />
      )}
      <Loaded query={query}>{(coverage) => <CoverageView coverage={coverage} />}</Loaded>
    </div>
  );
};
