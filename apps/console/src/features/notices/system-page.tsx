import { ADMINISTRATION_POSTS } from '@miji/core';
import { Select, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, SYSTEM_TABS, systemSearch } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { EmptyNote, PageHead } from '../../ui/index.ts';
import { CompanyKeys } from '../keys/company-keys.tsx';
import { DeadLetters } from './dead-letters.tsx';
import { Robots } from './robots.tsx';
import './notices.css';

/** What an administrator keeps of the system: the robots of his company, and what could not be delivered. */
export const SystemPage = (): ReactNode => {
  const { t } = useTranslation();
  const goTo = useGo();
  const { capacities, companies } = useSession();
  const search = useSearchParams(systemSearch);
  const offices = capacities.filter(({ post }) => ADMINISTRATION_POSTS.includes(post)).map(({ company }) => company);
  const mine = offices.some(({ kind }) => kind === 'headquarters') ? companies : offices;
  const company = search.company ?? offices[0]?.code;
  const tab = search.tab ?? 'robots';
  const go = (next: typeof search): void => goTo(paths.system({ ...search, ...next }));
  return (
    <div className="page">
      <PageHead
        title={t('notices.system.title')}
        lead={t('notices.system.lead')}
        extra={
          mine.length < 2 ? undefined : (
            <Select
              aria-label={t('notices.system.company')}
              value={company}
              popupMatchSelectWidth={false}
              options={mine.map(({ code, name }) => ({ value: code, label: name }))}
              onChange={(code) => go({ company: code })}
            />
          )
        }
      />
      {company === undefined ? (
        <EmptyNote>{t('notices.system.not_yours')}</EmptyNote>
      ) : (
        <>
          <Tabs
            activeKey={tab}
            items={SYSTEM_TABS.map((key) => ({ key, label: t(`notices.system.tab.${key}`) }))}
            onChange={(key) => {
              const chosen = SYSTEM_TABS.find((candidate) => candidate === key);
              if (chosen !== undefined) go({ tab: chosen });
            }}
          />
          {tab === 'robots' ? (
            <Robots key={company} company={company} />
          ) : tab === 'keys' ? (
            <CompanyKeys company={company} />
          ) : (
            <DeadLetters key={company} company={company} />
          )}
        </>
      )}
    </div>
  );
};
