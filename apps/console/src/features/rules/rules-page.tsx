import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { rulesSearch } from '../../app/paths.ts';
import { useSearchParams } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { Loaded, PageHead } from '../../ui/index.ts';
import { ApproverMatrix } from './approver-matrix.tsx';
import { LimitWords } from './limit-words.tsx';
import { OutOfScope } from './out-of-scope.tsx';
import { RuleList } from './rule-list.tsx';
import { ScopeCatalogue } from './scope-catalogue.tsx';
import './rules.css';

/** Brings what a link of an answer pointed at into sight. */
const ShowArticle = ({ article }: { readonly article: string | undefined }): null => {
  useEffect(() => {
    if (article !== undefined) document.querySelector('.article-target')?.scrollIntoView({ block: 'center' });
  }, [article]);
  return null;
};

/** The rules in force, for reading, each with the article that it comes from. */
export const RulesPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { article } = useSearchParams(rulesSearch);
  const query = useQuery(trpc.rules.current.queryOptions());
  return (
    <div className="page">
      <PageHead
        title={t('rules.title')}
        lead={query.data === undefined ? undefined : t('rules.intro', { version: query.data.version })}
      />
      <Loaded query={query}>
        {({ approvers, rules, catalogue, outOfScope, limits }) => (
          <div className="stack">
            <section className="card">
              <h2>{t('rules.matrix.heading')}</h2>
              <p className="soft">{t('rules.matrix.explain')}</p>
              <ApproverMatrix cells={approvers} article={article} />
            </section>
            <RuleList rules={rules} article={article} />
            <ScopeCatalogue entries={catalogue} article={article} />
            <div className="rules-pair">
              <OutOfScope entries={outOfScope} article={article} />
              <LimitWords limits={limits} />
            </div>
            <ShowArticle article={article} />
          </div>
        )}
      </Loaded>
    </div>
  );
};
