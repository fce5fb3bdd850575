import { MOVEMENT_BOXES } from '@miji/contract';
import { REGISTER_POSTS } from '@miji/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { movementsSearch, paths } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, ExportExcel, Loaded, LoadMore, PageHead, WrappedTabs } from '../../ui/index.ts';
import { MovementLine } from './movement-line.tsx';
import { useMovementSheet } from './movement-sheet.ts';
import './movements.css';

/** What waits for one’s own count, what one has handed over, and, for the offices of the register, everything. */
export const MovementsPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const go = useGo();
  const columns = useMovementSheet();
  const { capacities } = useSession();
  const { box = 'to_confirm', company } = useSearchParams(movementsSearch);
  const keeps = capacities.some(({ post }) => REGISTER_POSTS.includes(post));
  const query = useInfiniteQuery(
    trpc.movements.list.infiniteQueryOptions({ box, company }, { getNextPageParam: ({ next }) => next }),
  );
  const movements = query.data?.pages.flatMap(({ entries }) => entries) ?? [];
  return (
    <div className="page">
      <PageHead
        title={t('movements.title')}
        lead={t('movements.lead')}
        extra={<ExportExcel rows={movements} columns={columns} fileName={t('movements.file_name')} />}
      />
      <WrappedTabs
        aria-label={t('movements.box_label')}
        activeKey={box}
        items={MOVEMENT_BOXES.filter((key) => keeps || key !== 'all').map((key) => ({
          key,
          label: t(`movements.box.${key}`),
        }))}
        onChange={(key) =>
          go(paths.movements({ company, box: MOVEMENT_BOXES.find((one) => one === key) }), { replace: true })
        }
      />
      <section className="card" aria-live="polite">
        <Loaded query={query}>
          {() =>
            movements.length === 0 ? (
              <EmptyNote>{t(`movements.empty.${box}`)}</EmptyNote>
            ) : (
              <>
                <ul className="plain-list">
                  {movements.map((movement) => (
                    <MovementLine key={movement.id} movement={movement} />
                  ))}
                </ul>
                <LoadMore query={query} />
              </>
            )
          }
        </Loaded>
      </section>
    </div>
  );
};
