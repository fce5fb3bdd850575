import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ownSecondFactors, SECOND_FACTORS } from '../../lib/second-factor.ts';
import { Loaded, PageHead } from '../../ui/index.ts';
import { PasskeysCard } from './passkeys-card.tsx';
import { TotpCard } from './totp-card.tsx';
import './second-factor.css';

/** What somebody confirms his decisions with: his authenticator app and his passkeys. */
export const AccountSecurityPage = (): ReactNode => {
  const { t } = useTranslation();
  const query = useQuery({ queryKey: SECOND_FACTORS, queryFn: ownSecondFactors });
  return (
    <div className="page">
      <PageHead title={t('factor.title')} lead={t('factor.lead')} />
      <div className="stack">
        <Loaded query={query}>
          {(factors) => (
            <>
              <TotpCard factors={factors} />
              <PasskeysCard factors={factors} />
              <p className="soft">{t('factor.lost')}</p>
            </>
          )}
        </Loaded>
      </div>
    </div>
  );
};
