import { REQUEST_BOXES } from '@miji/contract';
import type { RequestSummary } from '@miji/contract';
import { REQUEST_STATES } from '@miji/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Grid, Select, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, requestsSearch } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { EmptyNote, ExportExcel, GoLink, Loaded, LoadMore, PageHead } from '../../ui/index.ts';
import { RequestCards } from './request-cards.tsx';
import { useRequestSheet } from './request-sheet.ts';
import { RequestTable } from './request-table.tsx';
import './requests.css';

type Box = (typeof REQUEST_BOXES)[number];

const NO_ROWS: readonly RequestSummary[] = [];

/** Whoever holds a post that decides begins with what waits for him, everybody else with his own. */
const useFirstBox = (): Box => {
  const { capacities } = useSession();
  const decides = capacities.some(({ post }) => post === 'general_manager' || post === 'deputy_general_manager');
  return decides ? 'to_decide' : 'mine';
};

const NothingHere = ({ box, filtered }: { readonly box: Box; readonly filtered: boolean }): ReactNode => {
  const { t } = useTranslation();
  return (
    <EmptyNote>
      <p>{filtered ? t('requests.box.empty_filtered') : t(`requests.box.empty_${box}`)}</p>
      {box === 'mine' && !filtered ? <GoLink href={paths.items()}>{t('requests.box.open_items')}</GoLink> : null}
    </EmptyNote>
  );
};

/** The requests that concern the reader, in boxes. */
export const RequestsPage = (): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  const trpc = useTRPC();
  const wide = Grid.useBreakpoint().xl === true;
  const firstBox = useFirstBox();
  const { box = firstBox, state } = useSearchParams(requestsSearch);
  const columns = useRequestSheet();
  const query = useInfiniteQuery(
    trpc.requests.list.infiniteQueryOptions({ box, state }, { getNextPageParam: (page) => page.next }),
  );
  const rows = query.data?.pages.flatMap((page) => page.entries) ?? NO_ROWS;
  return (
    <div className="page">
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
      <Tabs
        activeKey={box}
        aria-label={t('requests.box.label')}
        items={REQUEST_BOXES.map((key) => ({ key, label: t(`requests.box.${key}`) }))}
        onChange={(key) => go(paths.requests({ box: REQUEST_BOXES.find((known) => known === key) }), { replace: true })}
      />
      <StateFilter box={box} state={state} />
      <div className="card" aria-live="polite">
        <Loaded query={query}>
          {() =>
            rows.length === 0 ? (
              <NothingHere box={box} filtered={state !== undefined} />
            ) : (
              <>
                {wide ? <RequestTable rows={rows} /> : <RequestCards rows={rows} />}
                <LoadMore query={query} />
              </>
            )
          }
        </Loaded>
      </div>
    </div>
  );
};

const StateFilter = ({
  box,
  state,
}: {
  readonly box: Box;
  readonly state: RequestSummary['state'] | undefined;
}): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  // What waits for a decision is always in one state.
  if (box === 'to_decide') return null;
  return (
    <Select
      allowClear
      value={state ?? null}
      placeholder={t('requests.box.all_states')}
      aria-label={t('requests.box.filter_state')}
      className="request-filter"
      options={REQUEST_STATES.map((value) => ({ value, label: t(`requests.state.${value}`) }))}
      onChange={(value: RequestSummary['state'] | null | undefined) =>
        go(paths.requests({ box, state: value ?? undefined }), { replace: true })
      }
    />
  );
};
