import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from './refusal-note.tsx';

interface Props {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly error: unknown;
    readonly fetchNextPage: () => unknown;
  };
}

/** The next page of a list, asked for by hand: there is no total, because a count would tell of what one may not know. */
export const LoadMore = ({ query }: Props): ReactNode => {
  const { t } = useTranslation();
  return (
    <div className="load-more" aria-live="polite">
      {query.isFetchNextPageError ? <RefusalNote error={query.error} /> : null}
      {query.hasNextPage ? (
        <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {t('common.loadMore')}
        </Button>
      ) : (
        <span className="soft">{t('common.end')}</span>
      )}
    </div>
  );
};
