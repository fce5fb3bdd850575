import { DELEGABLE_POSTS } from '@miji/core';
import { Alert, Button, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { byWeight, useSession } from '../../lib/session.tsx';
import { GiveDelegation } from '../../ui/give-delegation.tsx';
import { PageHead } from '../../ui/index.ts';
import { DecidedInMyName } from './decided-in-my-name.tsx';
import { DelegationList } from './delegation-list.tsx';

/** The companies in whose posts one may let somebody decide, the weightiest post first. */
const useOwnCompanies = () => {
  const { capacities } = useSession();
  const own = byWeight(capacities).filter(({ post }) => DELEGABLE_POSTS.includes(post));
  return [...new Map(own.map(({ company }) => [company.code, company])).values()];
};

/** Who decides in one's own name: giving, bounding, seeing and ending it, and what was decided meanwhile. */
export const DelegationDeskPage = (): ReactNode => {
  const { t } = useTranslation();
  const companies = useOwnCompanies();
  const [chosen, setChosen] = useState<string | undefined>();
  const [open, setOpen] = useState(false);
  const company = chosen ?? companies[0]?.code;
  return (
    <div className="page">
      <PageHead
        title={t('organisation.delegations.desk')}
        lead={t('organisation.delegations.desk_lead')}
        extra={
          company === undefined ? undefined : (
            <>
              {companies.length < 2 ? null : (
                <Select
                  aria-label={t('organisation.company')}
                  value={company}
                  popupMatchSelectWidth={false}
                  options={companies.map(({ code, name }) => ({ value: code, label: name }))}
                  onChange={setChosen}
                />
              )}
              <Button type="primary" onClick={() => setOpen(true)}>
                {t('organisation.delegations.give')}
              </Button>
            </>
          )
        }
      />
      <div className="stack">
        <Alert type="info" showIcon title={t('organisation.delegations.rule')} />
        {company === undefined ? null : (
          <>
            <DelegationList view="given" />
            <DecidedInMyName />
          </>
        )}
        <DelegationList view="received" />
      </div>
      {company === undefined ? null : (
        <GiveDelegation key={company} company={company} open={open} onClose={() => setOpen(false)} />
      )}
    </div>
  );
};
