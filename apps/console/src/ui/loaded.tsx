import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isNotThere } from '../lib/refusal.ts';
import { NotFoundNote } from './not-found-note.tsx';
import { RefusalNote } from './refusal-note.tsx';

/** What a query of TanStack says about itself; infinite ones too. */
interface QueryState<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
  readonly isFetching: boolean;
}

interface Props<T> {
  readonly query: QueryState<T>;
  /** shaped like what will come, so that nothing jumps */
  readonly skeleton?: ReactNode;
  readonly children: (data: T) => ReactNode;
}

/** What a query brings; before that its shape, and where it fails what to do. What came once stays while a renewal fails. */
export const Loaded = <T,>({ query, skeleton, children }: Props<T>): ReactNode => {
  const { t } = useTranslation();
  if (isNotThere(query.error)) return <NotFoundNote />;
  const retry = (
    <Button size="small" loading={query.isFetching} onClick={() => void query.refetch()}>
      {t('common.retry')}
    </Button>
  );
  const note =
    query.error === null || query.error === undefined ? null : <RefusalNote error={query.error} action={retry} />;
  if (query.data !== undefined) {
    return (
      <>
        {note}
        {children(query.data)}
      </>
    );
  }
  if (note !== null) return note;
  return (
    <div aria-live="polite" aria-busy="true">
      <span className="visually-hidden">{t('common.loading')}</span>
      {skeleton ?? <Skeleton active paragraph={{ rows: 6 }} />}
    </div>
  );
};
