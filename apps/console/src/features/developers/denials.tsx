import type { CallSpan, ServiceDenial } from '@miji/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC, useTRPCClient } from '../../lib/trpc.ts';
import { EmptyNote, ExportAll, Loaded, LoadMore } from '../../ui/index.ts';
import { DenialLine } from './denial-line.tsx';
import { useDenialsSheet } from './denials-sheet.ts';

interface Props {
  readonly company: string;
  readonly span: CallSpan;
  readonly service: string | undefined;
}

const NO_ROWS: readonly ServiceDenial[] = [];
/** As many as the wire gives at once. */
const PAGE = 100;

/** What services were refused, newest first, each with why. */
export const Denials = (asked: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const columns = useDenialsSheet();
  const heading = useId();
  const query = useInfiniteQuery(
    trpc.serviceKeys.denials.infiniteQueryOptions(asked, { getNextPageParam: (page) => page.next }),
  );
  const rows = query.data?.pages.flatMap((page) => page.entries) ?? NO_ROWS;
  return (
    <section className="card" aria-labelledby={heading}>
      <header className="row developer-head">
        <h2 id={heading}>{t('developers.denials.title')}</h2>
        {rows.length === 0 ? null : (
          <ExportAll
            columns={columns}
            fileName={t('developers.denials.file_name')}
            fetchPage={(cursor, signal) =>
              client.serviceKeys.denials.query(
                { ...asked, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) },
                { signal },
              )
            }
          />
        )}
      </header>
      <Loaded query={query}>
        {() =>
          rows.length === 0 ? (
            <EmptyNote>{t('developers.denials.none')}</EmptyNote>
          ) : (
            <>
              <ul className="plain-list" aria-label={t('developers.denials.title')}>
                {rows.map((denial) => (
                  <DenialLine key={denial.id} denial={denial} />
                ))}
              </ul>
              <LoadMore query={query} />
            </>
          )
        }
      </Loaded>
    </section>
  );
};
