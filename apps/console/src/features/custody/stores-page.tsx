import { useQuery } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, storesSearch } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, Loaded, PageHead } from '../../ui/index.ts';
import { CompanyChoice } from './company-choice.tsx';
import { CustodySettingsCard } from './custody-settings.tsx';
import { holdsIn } from './offices.ts';
import { OpenStore } from './open-store.tsx';
import { StoreCard } from './store-card.tsx';
import './custody.css';

/** The stores of a company and who keeps them. @see GS-26 @see CF-29 */
export const StoresPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const { company, closed } = useSearchParams(storesSearch);
  const governs = holdsIn(useSession(), company, ['security_officer']);
  const query = useQuery(trpc.stores.list.queryOptions({ company, closed: closed !== undefined }));
  const change = (to: Parameters<typeof paths.stores>[0]): void =>
    go(paths.stores({ company, closed, ...to }), { replace: true });
  return (
    <div className="page">
      <PageHead
        title={t('custody.stores.title')}
        lead={t('custody.stores.lead')}
        extra={
          <>
            <CompanyChoice value={company} onChange={(to) => change({ company: to })} />
            {governs ? <OpenStore company={company} /> : null}
          </>
        }
      />
      <div className="stack">
        <Checkbox
          checked={closed !== undefined}
          onChange={({ target }) => change({ closed: target.checked ? '1' : undefined })}
        >
          {t('custody.stores.with_closed')}
        </Checkbox>
        <Loaded query={query}>
          {({ stores }) =>
            stores.length === 0 ? (
              <EmptyNote>{t('custody.stores.empty')}</EmptyNote>
            ) : (
              <div className="store-grid">
                {stores.map((store) => (
                  <StoreCard key={store.id} store={store} governs={governs} />
                ))}
              </div>
            )
          }
        </Loaded>
        <CustodySettingsCard company={company} governs={governs} />
      </div>
    </div>
  );
};
