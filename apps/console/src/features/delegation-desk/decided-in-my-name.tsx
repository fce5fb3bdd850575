import type { RequestSummary } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, GoLink, LevelTag, Loaded, Minute, Unbroken } from '../../ui/index.ts';

const SHOWN = 20;

/** What others have decided in one's own name. */
export const DecidedInMyName = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const query = useQuery(trpc.requests.list.queryOptions({ box: 'decided_for_me', limit: SHOWN }));
  return (
    <section className="card" aria-label={t('organisation.delegations.in_my_name')}>
      <h2>{t('organisation.delegations.in_my_name')}</h2>
      <Loaded query={query}>
        {({ entries, next }) =>
          entries.length === 0 ? (
            <EmptyNote>{t('requests.box.empty_decided_for_me')}</EmptyNote>
          ) : (
            <>
              <ul className="plain-list">
                {entries.map((request) => (
                  <InMyName key={request.number} request={request} />
                ))}
              </ul>
              {next === null ? null : (
                <p>
                  <GoLink href={paths.requests({ box: 'decided_for_me' })}>
                    {t('organisation.delegations.in_my_name_all')}
                  </GoLink>
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </section>
  );
};

const InMyName = ({ request }: { readonly request: RequestSummary }): ReactNode => {
  const { t } = useTranslation();
  const { decidedBy, decidedAt, state, operation, requester, number, level } = request;
  const words = {
    requester: requester.name,
    operation: t(`common.operation.${operation}`),
    number,
    state: t(`requests.state.${state}`),
  };
  return (
    <li>
      <div>
        <LevelTag level={level} />{' '}
        <GoLink href={paths.request(number)}>
          <Unbroken>
            {decidedBy === null
              ? t('organisation.delegations.in_my_name_open', words)
              : t('organisation.delegations.in_my_name_line', { ...words, delegate: decidedBy.name })}
          </Unbroken>
        </GoLink>
      </div>
      <div className="soft">
        <Minute at={decidedAt ?? request.filedAt} />
      </div>
    </li>
  );
};
