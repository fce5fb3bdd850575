import { Select, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ORGANISATION_TABS, organisationSearch, paths } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { PageHead } from '../../ui/index.ts';
import { CompaniesTab } from './companies-tab.tsx';
import { DelegationsTab } from './delegations-tab.tsx';
import { DepartmentsTab } from './departments-tab.tsx';
import { GroupsTab } from './groups-tab.tsx';
import { ImportPeople } from './import-people.tsx';
import { PeopleTab } from './people-tab.tsx';
import { SignOnTab } from './sign-on-tab.tsx';
import './organisation.css';

const TABS: Readonly<Record<(typeof ORGANISATION_TABS)[number], (props: { readonly company: string }) => ReactNode>> = {
  people: PeopleTab,
  departments: DepartmentsTab,
  delegations: DelegationsTab,
  groups: GroupsTab,
  import: ImportPeople,
  sign_on: SignOnTab,
  companies: CompaniesTab,
};

/** Companies, people and posts: who holds which post is no secret inside the group. */
export const OrganisationPage = (): ReactNode => {
  const { t } = useTranslation();
  const goTo = useGo();
  const { companies, home } = useSession();
  const search = useSearchParams(organisationSearch);
  const company = search.company ?? home.code;
  const tab = search.tab ?? 'people';
  const go = (next: { readonly company?: string; readonly tab?: (typeof ORGANISATION_TABS)[number] }): void =>
    goTo(paths.organisation({ company, tab, ...next }));
  const Tab = TABS[tab];
  return (
    <div className="page">
      <PageHead
        title={t('organisation.title')}
        lead={t('organisation.lead')}
        extra={
          companies.length < 2 ? undefined : (
            <Select
              aria-label={t('organisation.company')}
              value={company}
              popupMatchSelectWidth={false}
              options={companies.map(({ code, name }) => ({ value: code, label: name }))}
              onChange={(code) => go({ company: code })}
            />
          )
        }
      />
      <Tabs
        activeKey={tab}
        items={ORGANISATION_TABS.map((key) => ({ key, label: t(`organisation.tab.${key}`) }))}
        onChange={(key) => {
          const chosen = ORGANISATION_TABS.find((candidate) => candidate === key);
          if (chosen !== undefined) go({ tab: chosen });
        }}
      />
      <Tab key={company} company={company} />
    </div>
  );
};
