import type { RuleDraftSummary, RuleVersionSummary } from '@miji/contract';
import type { RuleSet } from '@miji/core';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useEffect, useMemo } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, rulesSearch } from '../../app/paths.ts';
import { formatMinute } from '../../lib/format.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { GoButton, Loaded, PageHead } from '../../ui/index.ts';
import { ChangeList } from './change-list.tsx';
import { DraftLine } from './draft-line.tsx';
import { changesBetween } from './model/changes.ts';
import { readsDrafts } from './rule-offices.ts';
import { RuleTabs, tabOfArticle } from './rule-tabs.tsx';
import { readingView, RuleViewProvider } from './rule-view.ts';
import { StartButtons } from './start-buttons.tsx';
import './rules.css';

/** Brings what a link of an answer pointed at into sight. */
const ShowArticle = ({ article }: { readonly article: string | undefined }): null => {
  useEffect(() => {
    if (article !== undefined) document.querySelector('.article-target')?.scrollIntoView({ block: 'center' });
  }, [article]);
  return null;
};

const VersionNote = ({ versions }: { readonly versions: readonly RuleVersionSummary[] }): ReactNode => {
  const { t } = useTranslation();
  return versions
    .filter(({ standing }) => standing === 'future')
    .map(({ version, effectiveFrom }) => (
      <Alert
        key={version}
        type="info"
        showIcon
        className="page-note"
        title={t('rules.future', { version, from: formatMinute(effectiveFrom) })}
        action={
          <GoButton size="small" href={paths.ruleVersions({ before: Math.max(1, version - 1), after: version })}>
            {t('rules.diff.compare')}
          </GoButton>
        }
      />
    ));
};

const OpenDrafts = ({ drafts }: { readonly drafts: readonly RuleDraftSummary[] }): ReactNode => {
  const { t } = useTranslation();
  const open = drafts.filter(({ state }) => state === 'draft' || state === 'proposed');
  if (open.length === 0) return null;
  return (
    <section className="card" aria-label={t('rules.draft.open')}>
      <h2>{t('rules.draft.open')}</h2>
      <ul className="plain-list">
        {open.map((draft) => (
          <DraftLine key={draft.number} draft={draft} />
        ))}
      </ul>
    </section>
  );
};

const RuleBook = ({ rules }: { readonly rules: RuleSet }): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  const { article, part, regime } = useSearchParams(rulesSearch);
  const view = useMemo(() => readingView(rules, article), [rules, article]);
  const own = useMemo(() => changesBetween({ ...rules, overlays: {} }, rules), [rules]);
  const tab = part ?? tabOfArticle(article, rules);
  return (
    <section className="card">
      <RuleViewProvider value={view}>
        <RuleTabs
          tab={tab}
          onTab={(chosen) => go(paths.rules({ part: chosen, regime }), { replace: true })}
          regime={regime}
          onRegime={(chosen) => go(paths.rules({ part: tab, regime: chosen }), { replace: true })}
          extra={[
            {
              key: 'overlays',
              label: t('rules.parts.overlays'),
              children:
                own.length === 0 ? (
                  <p className="empty-note">{t('rules.no_overlays')}</p>
                ) : (
                  <>
                    <p className="soft">{t('rules.overlays_explain')}</p>
                    <ChangeList changes={own} fileName={t('rules.parts.overlays')} />
                  </>
                ),
            },
          ]}
        />
      </RuleViewProvider>
      <ShowArticle article={article} />
    </section>
  );
};

/** The rules in force, for reading, each with the article that it comes from; and the way to whatever is done with rules. */
export const RulesPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const reads = readsDrafts(useSession());
  const query = useQuery(trpc.rules.current.queryOptions());
  const versions = useQuery(trpc.rules.versions.queryOptions({}));
  const drafts = useQuery({ ...trpc.rules.drafts.queryOptions({}), enabled: reads });
  const version = query.data?.version;
  const current = versions.data?.entries.find((entry) => entry.version === version);
  return (
    <div className="page">
      <PageHead
        title={t('rules.title')}
        lead={
          version === undefined
            ? undefined
            : current === undefined
              ? t('rules.intro', { version })
              : t('rules.intro_since', { version, from: formatMinute(current.effectiveFrom) })
        }
        extra={
          <>
            {drafts.data === undefined ? null : <StartButtons drafts={drafts.data.entries} />}
            <GoButton href={paths.ruleVersions()}>{t('rules.versions.title')}</GoButton>
            {reads ? (
              <>
                <GoButton href={paths.ruleDrafts()}>{t('rules.draft.title')}</GoButton>
                <GoButton href={paths.coverage()}>{t('rules.coverage.title')}</GoButton>
              </>
            ) : null}
          </>
        }
      />
      <VersionNote versions={versions.data?.entries ?? []} />
      <div className="stack">
        <OpenDrafts drafts={drafts.data?.entries ?? []} />
        <Loaded query={query}>{(rules) => <RuleBook rules={rules} />}</Loaded>
      </div>
    </div>
  );
};
