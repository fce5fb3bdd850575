import type { Desk } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, Loaded, PageHead } from '../../ui/index.ts';
import { DeskFigures } from '../request-register/desk-figures.tsx';
import { DueBackLine, TidingsDeskLine, ToConfirmLine } from './copy-lines.tsx';
import { DeskCard } from './desk-card.tsx';
import { DelegatedNote } from './delegated-note.tsx';
import { DeskSkeleton } from './desk-skeleton.tsx';
import { DeclassifyingLine, GrantLine, HoldingLine, MineLine, ToDecideLine } from './desk-lines.tsx';
import { OfficeCard } from './office-card.tsx';
import { ToDestroyLine } from './to-destroy-line.tsx';
import './desk.css';

const isQuiet = (desk: Desk): boolean => Object.values(desk).every((lines) => lines.length === 0);

/** What must I do, what do I hold, what is about to happen. */
export const DeskPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { person } = useSession();
  const query = useQuery(trpc.desk.get.queryOptions());
  return (
    <div className="page">
      <PageHead title={t('desk.greeting', { name: person.name })} lead={t('common.businessTime')} />
      <DelegatedNote />
      <OfficeCard />
      <Loaded query={query} skeleton={<DeskSkeleton />}>
        {(desk) => (
          <>
            {isQuiet(desk) ? <EmptyNote>{t('desk.allQuiet')}</EmptyNote> : null}
            <div className="desk">
              <DeskCard
                title={t('desk.toDo')}
                empty={t('desk.toDoEmpty')}
                all={paths.requests({ box: 'to_decide' })}
                count={desk.toDecide.length}
              >
                {desk.toDecide.map((request) => (
                  <ToDecideLine key={request.number} request={request} />
                ))}
              </DeskCard>
              {desk.toConfirm.length === 0 ? null : (
                <DeskCard title={t('desk.toConfirm')} empty="" all={paths.movements()} count={desk.toConfirm.length}>
                  {desk.toConfirm.map((movement) => (
                    <ToConfirmLine key={movement.id} movement={movement} />
                  ))}
                </DeskCard>
              )}
              {desk.toDestroy.length === 0 ? null : (
                <DeskCard title={t('desk.toDestroy')} empty="" count={desk.toDestroy.length}>
                  {desk.toDestroy.flatMap((destruction) =>
                    destruction.copies.map((copy) => (
                      <ToDestroyLine key={`${destruction.grant} ${copy.id}`} destruction={destruction} copy={copy} />
                    )),
                  )}
                </DeskCard>
              )}
              {desk.tidings.length === 0 ? null : (
                <DeskCard title={t('desk.toldChanges')} empty="" all={paths.tidings()} count={desk.tidings.length}>
                  {desk.tidings.map((tidings) => (
                    <TidingsDeskLine key={tidings.id} tidings={tidings} />
                  ))}
                </DeskCard>
              )}
              {desk.dueBack.length === 0 ? null : (
                <DeskCard
                  title={t('desk.dueBack')}
                  empty=""
                  all={paths.copies({ holder: person.id })}
                  count={desk.dueBack.length}
                >
                  {desk.dueBack.map((copy) => (
                    <DueBackLine key={copy.id} copy={copy} />
                  ))}
                </DeskCard>
              )}
              <DeskCard
                title={t('desk.holding')}
                empty={t('desk.holdingEmpty')}
                all={paths.copies()}
                count={desk.grants.length + desk.holdings.length}
              >
                {desk.grants.map((grant) => (
                  <GrantLine key={grant.number} grant={grant} />
                ))}
                {desk.holdings.map((copy) => (
                  <HoldingLine key={copy.id} copy={copy} />
                ))}
              </DeskCard>
              <DeskCard
                title={t('desk.due')}
                empty={t('desk.dueEmpty')}
                all={paths.items({ sort: 'declassifies_soonest' })}
                count={desk.declassifyingSoon.length}
              >
                {desk.declassifyingSoon.map((item) => (
                  <DeclassifyingLine key={item.number} item={item} />
                ))}
              </DeskCard>
              <DeskCard
                title={t('desk.mine')}
                empty={t('desk.mineEmpty')}
                all={paths.requests({ box: 'mine' })}
                count={desk.myRequests.length}
              >
                {desk.myRequests.map((request) => (
                  <MineLine key={request.number} request={request} />
                ))}
              </DeskCard>
            </div>
          </>
        )}
      </Loaded>
      <DeskFigures />
    </div>
  );
};
