import { ADMINISTRATION_POSTS, CONFIRMATION_POSTS, SERVICE_CALL_POSTS, TRACE_POSTS } from '@miji/core';
import type { Post } from '@miji/core';
import { Select, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DEVELOPER_TABS, developersSearch, paths } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { EmptyNote, PageHead } from '../../ui/index.ts';
import { CallsTab } from './calls-tab.tsx';
import { KeysTab } from './keys-tab.tsx';
import { TryTab } from './try-tab.tsx';
import './developers.css';

type Tab = (typeof DEVELOPER_TABS)[number];

/** Who has what to do with a tab; the server decides each act by itself. */
const POSTS: Readonly<Record<Tab, readonly Post[]>> = {
  keys: [...ADMINISTRATION_POSTS, ...CONFIRMATION_POSTS],
  calls: SERVICE_CALL_POSTS,
  try: TRACE_POSTS,
};
const TABS: Readonly<Record<Tab, (props: { readonly company: string }) => ReactNode>> = {
  keys: KeysTab,
  calls: CallsTab,
  try: TryTab,
};

/** What the developers of a company need: keys for its services, what those called, and what the law would answer. */
export const DevelopersPage = (): ReactNode => {
  const { t } = useTranslation();
  const goTo = useGo();
  const { capacities, companies, home } = useSession();
  const search = useSearchParams(developersSearch);
  const company = search.company ?? home.code;
  const shown = DEVELOPER_TABS.filter((tab) =>
    capacities.some(
      (held) =>
        (held.company.code === company || held.company.kind === 'headquarters') && POSTS[tab].includes(held.post),
    ),
  );
  const tab = shown.find((one) => one === search.tab) ?? shown[0];
  const Shown = tab === undefined ? null : TABS[tab];
  return (
    <div className="page">
      <PageHead
        title={t('developers.title')}
        lead={t('developers.lead')}
        extra={
          companies.length < 2 ? undefined : (
            <Select
              aria-label={t('developers.company')}
              value={company}
              popupMatchSelectWidth={false}
              options={companies.map(({ code, name }) => ({ value: code, label: name }))}
              onChange={(code) => goTo(paths.developers({ tab, company: code === home.code ? undefined : code }))}
            />
          )
        }
      />
      {Shown === null ? (
        <EmptyNote>{t('developers.not_yours')}</EmptyNote>
      ) : (
        <>
          <Tabs
            activeKey={tab ?? ''}
            items={shown.map((key) => ({ key, label: t(`developers.tab.${key}`) }))}
            onChange={(key) => {
              const chosen = shown.find((one) => one === key);
              if (chosen !== undefined) goTo(paths.developers({ company: search.company, tab: chosen }));
            }}
          />
          <Shown key={company} company={company} />
        </>
      )}
    </div>
  );
};
