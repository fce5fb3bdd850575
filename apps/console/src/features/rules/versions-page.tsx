import type { RuleVersionSummary } from '@miji/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Select, Skeleton, Tag } from 'antd';
import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, ruleVersionsSearch } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { GoButton, Loaded, LoadMore, Minute, PageHead, PersonName, RefusalNote } from '../../ui/index.ts';
import { ChangeList } from './change-list.tsx';
import { changesBetween } from './model/changes.ts';
import './rules.css';

const LOOK: Readonly<Record<RuleVersionSummary['standing'], string>> = {
  past: '',
  current: 'tag-good',
  future: 'tag-own',
};

const VersionLine = ({ summary }: { readonly summary: RuleVersionSummary }): ReactNode => {
  const { t } = useTranslation();
  const { version, standing, scope, note, proposedBy, publishedBy, effectiveFrom, baseVersion } = summary;
  return (
    <li>
      <div className="row">
        <span className="grow">
          <strong>{t('rules.versions.number', { version })}</strong>{' '}
          <Tag className={LOOK[standing]}>{t(`rules.versions.standing.${standing}`)}</Tag>
          {scope === null ? null : <Tag>{t('rules.scope.own', { company: scope })}</Tag>}
          <div>
            {t('rules.versions.from')} <Minute at={effectiveFrom} />
          </div>
          <div className="soft">
            {proposedBy === null || publishedBy === null ? (
              t('rules.versions.regulations')
            ) : (
              <>
                {t('rules.versions.proposed_by')} <PersonName person={proposedBy} /> ·{' '}
                {t('rules.versions.published_by')} <PersonName person={publishedBy} />
              </>
            )}
          </div>
          {note === '' ? null : <div className="draft-note">{note}</div>}
        </span>
        {baseVersion === null ? null : (
          <GoButton href={paths.ruleVersions({ before: baseVersion, after: version })}>
            {t('rules.versions.what_changed')}
          </GoButton>
        )}
      </div>
    </li>
  );
};

const Comparison = ({ before, after }: { readonly before: number; readonly after: number }): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const earlier = useQuery(trpc.rules.version.queryOptions({ version: before }));
  const later = useQuery(trpc.rules.version.queryOptions({ version: after }));
  const changes = useMemo(
    () =>
      earlier.data === undefined || later.data === undefined
        ? undefined
        : changesBetween(earlier.data.document, later.data.document),
    [earlier.data, later.data],
  );
  if (changes === undefined) {
    const error = earlier.error ?? later.error;
    return error === null ? <Skeleton active /> : <RefusalNote error={error} />;
  }
  return <ChangeList changes={changes} fileName={t('rules.diff.file', { before, after })} />;
};

const Compare = ({ versions }: { readonly versions: readonly RuleVersionSummary[] }): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  const search = useSearchParams(ruleVersionsSearch);
  const newest = versions[0]?.version ?? 1;
  const after = search.after ?? newest;
  const before = search.before ?? Math.max(1, after - 1);
  const options = [...new Set([...versions.map(({ version }) => version), before, after])]
    .toSorted((a, b) => b - a)
    .map((version) => ({ value: version, label: t('rules.versions.number', { version }) }));
  const show = (to: { readonly before: number; readonly after: number }): void =>
    go(paths.ruleVersions(to), { replace: true });
  return (
    <section className="card" aria-label={t('rules.diff.heading')}>
      <h2>{t('rules.diff.heading')}</h2>
      <div className="row">
        <Select
          aria-label={t('rules.diff.before')}
          value={before}
          options={options}
          onChange={(version) => show({ before: version, after })}
        />
        <span aria-hidden="true">→</span>
        <Select
          aria-label={t('rules.diff.after')}
          value={after}
          options={options}
          onChange={(version) => show({ before, after: version })}
        />
      </div>
      {before === after ? (
        <p className="empty-note">{t('rules.diff.none')}</p>
      ) : (
        <Comparison before={before} after={after} />
      )}
    </section>
  );
};

/** Every published version, who made it and from when on it holds; and what changed between any two of them. */
export const RuleVersionsPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const query = useInfiniteQuery(
    trpc.rules.versions.infiniteQueryOptions({}, { getNextPageParam: ({ next }) => next ?? undefined }),
  );
  return (
    <div className="page">
      <PageHead
        title={t('rules.versions.title')}
        lead={t('rules.versions.lead')}
        extra={<GoButton href={paths.rules()}>{t('rules.back')}</GoButton>}
      />
      <Loaded query={query}>
        {({ pages }) => {
          const versions = pages.flatMap(({ entries }) => entries);
          return (
            <div className="stack">
              <section className="card">
                <ul className="plain-list">
                  {versions.map((summary) => (
                    <VersionLine key={summary.version} summary={summary} />
                  ))}
                </ul>
                <LoadMore query={query} />
              </section>
              {versions.length < 2 ? null : <Compare versions={versions} />}
            </div>
          );
        }}
      </Loaded>
    </div>
  );
};
