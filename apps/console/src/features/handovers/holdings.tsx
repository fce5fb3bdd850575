import { ADMINISTRATION_POSTS, REGISTER_POSTS } from '@miji/core';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { Loaded, PersonSelect } from '../../ui/index.ts';
import { OrderCollection } from './order-collection.tsx';
import { ProposeHandover } from './propose-handover.tsx';
import { isNothing, Standing } from './standing.tsx';

const OTHERS: ReadonlySet<string> = new Set([...ADMINISTRATION_POSTS, ...REGISTER_POSTS]);

/** What stands on one’s own name; for whoever administers appointments or keeps the register, on anybody’s. @see AR-06 */
export const Holdings = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const heading = useId();
  const { person, capacities } = useSession();
  const [personId, setPersonId] = useState<string>();
  const query = useQuery(trpc.handovers.holdings.queryOptions({ personId }));
  const seesOthers = capacities.some(({ post }) => OTHERS.has(post));
  const isOfficer = capacities.some(({ post }) => post === 'security_officer');
  return (
    <section className="card handover-screen stack" aria-labelledby={heading}>
      <header className="row">
        <h2 id={heading} className="grow">
          {query.data === undefined || query.data.person.id === person.id
            ? t('handovers.mine')
            : t('handovers.of', { name: query.data.person.name })}
        </h2>
        {seesOthers ? (
          <div className="handover-person">
            <span className="soft">{t('handovers.person')}</span>
            <PersonSelect value={personId} label={t('handovers.person')} onChange={setPersonId} />
          </div>
        ) : null}
      </header>
      <Loaded query={query}>
        {({ person: giver, ...standing }) =>
          isNothing(standing) ? (
            <div className="soft">{t('handovers.nothing')}</div>
          ) : (
            <>
              <Standing standing={standing} />
              <div className="row">
                <ProposeHandover giver={giver} giverId={personId} />
                {isOfficer && giver.id !== person.id ? <OrderCollection person={giver} /> : null}
              </div>
            </>
          )
        }
      </Loaded>
    </section>
  );
};
