import { REQUEST_BOXES } from '@miji/contract';
import type { RequestSummary } from '@miji/contract';
import { Grid } from 'antd';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../../app/paths.ts';
import { useGo } from '../../../lib/location.ts';
import { EmptyNote, ExportExcel, GoLink, Loaded, LoadMore, PageHead, WrappedTabs } from '../../../ui/index.ts';
import { RequestCards } from '../request-cards.tsx';
import { useRequestSheet } from '../request-sheet.ts';
import { RequestTable } from '../request-table.tsx';
import { BoxOrderField, StateFilter } from './box-filters.tsx';
import { whyNotChoosable } from './chosen.ts';
import type { Choosing } from './chosen.ts';
import { TogetherBar } from './together-bar.tsx';
import { TogetherOutcomes } from './together-outcomes.tsx';
import type { DecidedTogether } from './together-outcomes.tsx';
import type { Box, BoxOrder } from './use-box.ts';
import { useBox } from './use-box.ts';

const NothingHere = ({ box, filtered }: { readonly box: Box; readonly filtered: boolean }): ReactNode => {
  const { t } = useTranslation();
  return (
    <EmptyNote>
      <p>{filtered ? t('requests.box.empty_filtered') : t(`requests.box.empty_${box}`)}</p>
      {box === 'mine' && !filtered ? <GoLink href={paths.items()}>{t('requests.box.open_items')}</GoLink> : null}
    </EmptyNote>
  );
};

interface BoxProps {
  readonly box: Box;
  readonly state: RequestSummary['state'] | undefined;
  readonly order: BoxOrder;
}

/** One box of requests, with what can be done with several of them at once. */
export const RequestBox = ({ box, state, order }: BoxProps): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  const wide = Grid.useBreakpoint().xl === true;
  const columns = useRequestSheet();
  const { query, rows } = useBox(box, state, order);
  const [numbers, setNumbers] = useState<ReadonlySet<string>>(new Set());
  const [decided, setDecided] = useState<DecidedTogether | null>(null);
  // What is gone from the list, because it was decided elsewhere say, is not chosen any more either.
  const chosen = useMemo(() => rows.filter(({ number }) => numbers.has(number)), [rows, numbers]);
  const choosing: Choosing | null =
    box === 'to_decide' && rows.length > 1
      ? {
          chosen: numbers,
          why: (request) => whyNotChoosable(request, chosen),
          toggle: ({ number }) => {
            const next = new Set(numbers);
            if (!next.delete(number)) next.add(number);
            setNumbers(next);
          },
        }
      : null;
  const clear = (): void => setNumbers(new Set());
  return (
    <>
      <PageHead
        title={t('requests.title')}
        extra={
          <ExportExcel
            rows={rows}
            columns={columns}
            fileName={`${t('requests.box.file_name')}-${t(`requests.box.${box}`)}`}
          />
        }
      />
      <WrappedTabs
        activeKey={box}
        aria-label={t('requests.box.label')}
        items={REQUEST_BOXES.map((key) => ({ key, label: t(`requests.box.${key}`) }))}
        onChange={(key) => go(paths.requests({ box: REQUEST_BOXES.find((known) => known === key) }), { replace: true })}
      />
      <div className="stack">
        {decided === null ? null : <TogetherOutcomes decided={decided} onClose={() => setDecided(null)} />}
        <div>
          {box === 'to_decide' ? (
            <BoxOrderField order={order} count={rows.length} partial={query.hasNextPage} />
          ) : (
            <StateFilter box={box} state={state} />
          )}
          <div className="card" aria-live="polite">
            <Loaded query={query}>
              {() =>
                rows.length === 0 ? (
                  <NothingHere box={box} filtered={state !== undefined} />
                ) : (
                  <>
                    {choosing === null ? null : <p className="soft choose-hint">{t('requests.box.choose_alike')}</p>}
                    {wide ? (
                      <RequestTable rows={rows} choosing={choosing} />
                    ) : (
                      <RequestCards rows={rows} choosing={choosing} />
                    )}
                    <LoadMore query={query} />
                  </>
                )
              }
            </Loaded>
          </div>
        </div>
      </div>
      <TogetherBar
        chosen={chosen}
        onClear={clear}
        onDecided={(outcome) => {
          setDecided(outcome);
          clear();
        }}
      />
    </>
  );
};
