import type { RequestedChangeWire } from '@miji/contract';
import { approverSentence } from '@miji/core';
import { useQuery } from '@tanstack/react-query';
import { Alert, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../lib/language.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ArticleLink, ChangeEffect, RefusalNote, ruleLanguage, seatsWords } from '../../ui/index.ts';

interface Props {
  readonly item: string;
  readonly asked: RequestedChangeWire;
}

/** What the change would do, before → after, and who would decide it; or why the law does not let it, and what helps. */
export const ChangePreview = ({ item, asked }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const trpc = useTRPC();
  // What the law does not let is traced as a refusal: it is asked once for what was shown, not again on every glance.
  const query = useQuery({
    ...trpc.classification.preview.queryOptions({ item, change: asked }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
  });
  if (query.error !== null) return <RefusalNote error={query.error} />;
  if (query.data === undefined) return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  const { route, article } = query.data;
  const rule = approverSentence(route.rule, ruleLanguage(language));
  return (
    <div className="stack">
      <ChangeEffect effect={query.data} />
      {asked.kind === 'declassify_part' ? <p className="soft">{t('requests.change.part_effect')}</p> : null}
      {route.kind === 'locked' ? (
        <Alert
          type="warning"
          showIcon
          title={t('requests.who.locked', { appoint: seatsWords(route.appoint, t) })}
          description={<ArticleLink article={article} />}
        />
      ) : (
        <p>
          {t('requests.who.open', {
            post: rule,
            names: route.approvers.map(({ name }) => name).join(t('requests.who.separator')),
          })}{' '}
          {route.escalated ? t('requests.who.escalated') : null} <ArticleLink article={article} />
        </p>
      )}
    </div>
  );
};
