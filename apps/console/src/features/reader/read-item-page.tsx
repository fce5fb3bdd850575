import type { Reading } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Segmented } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, readSearch } from '../../app/paths.ts';
import { useGo, usePathNumber, useSearchParams } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { GoLink, Loaded, MarkHead } from '../../ui/index.ts';
import { useWayBack } from '../items/use-way-back.ts';
import { ReaderPages } from './reader-pages.tsx';
import { useLeaveTimer } from './use-leave-timer.ts';
import { WholeText } from './whole-text.tsx';
import '../items/read.css';
import './reader.css';

const VIEWS = ['pages', 'text'] as const;

const OnPaper = ({ custodian }: NonNullable<Reading['paper']>): ReactNode => {
  const { t } = useTranslation();
  return (
    <section className="card" aria-label={t('items.read.text')}>
      <p>{custodian === null ? t('items.paper.somewhere') : t('items.paper.kept', { name: custodian.name })}</p>
      <p className="soft">{t('items.paper.ask')}</p>
    </section>
  );
};

const Content = ({ reading }: { readonly reading: Reading }): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  const search = useSearchParams(readSearch);
  const { number, kind, asText } = reading;
  const isTyped = kind === 'plain' || kind === 'markdown';
  const view = asText ? (search.view ?? (isTyped ? 'text' : 'pages')) : 'pages';
  const page = Math.min(search.page ?? 1, reading.pages);
  return (
    <div className="reader">
      {asText ? (
        <Segmented
          aria-label={t('reader.view')}
          value={view}
          options={VIEWS.map((value) => ({ value, label: t(`reader.as.${value}`) }))}
          onChange={(value) => go(paths.readItem(number, { view: value, page }), { replace: true })}
        />
      ) : (
        <p className="soft">{t('reader.pagesOnly')}</p>
      )}
      {view === 'text' && isTyped ? (
        <WholeText number={number} />
      ) : (
        <ReaderPages reading={reading} page={page} asWords={view === 'text'} />
      )}
    </div>
  );
};

/** The content as long as somebody is there to read it; where the level asks for it, it is put away when nobody is. */
const Attended = ({ reading, onBack }: { readonly reading: Reading; readonly onBack: () => void }): ReactNode => {
  const { t } = useTranslation();
  const [presence, comeBack] = useLeaveTimer(reading.leaveAfter);
  if (presence.is === 'away') {
    return (
      <section className="card" aria-live="assertive">
        <p>{t('reader.away')}</p>
        <Button
          type="primary"
          onClick={() => {
            comeBack();
            onBack();
          }}
        >
          {t('reader.comeBack')}
        </Button>
      </section>
    );
  }
  return (
    <>
      {presence.is === 'leaving' ? (
        <Alert
          className="reader-leaving"
          type="warning"
          showIcon
          role="alert"
          title={t('reader.leaving', { count: presence.seconds })}
          action={<Button onClick={comeBack}>{t('reader.stay')}</Button>}
        />
      ) : null}
      <Content reading={reading} />
    </>
  );
};

/** An item page by page or as text, with the mark of whoever reads it. It is opened each time anew, because each reading is an act. */
export const ReadItemPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const number = usePathNumber();
  const query = useQuery(
    trpc.items.openReading.queryOptions(
      { number },
      { gcTime: 0, staleTime: Number.POSITIVE_INFINITY, refetchOnReconnect: false },
    ),
  );
  const back = useWayBack(number, query.error);
  return (
    <div className="page read-page">
      <p>
        <GoLink href={back.href}>{back.words}</GoLink>
      </p>
      <Loaded query={query}>
        {(reading) => (
          <>
            <MarkHead mark={reading.mark} level={reading.level}>
              <h1 className="visually-hidden">{t('items.read.title')}</h1>
              <span className="number">{reading.number}</span>
              <div className="read-by">
                {t('items.read.reader', { reader: reading.reader })}{' '}
                <span className="soft">{t('items.read.traced')}</span>
              </div>
            </MarkHead>
            {reading.paper === null ? (
              <Attended reading={reading} onBack={() => void query.refetch()} />
            ) : (
              <OnPaper {...reading.paper} />
            )}
          </>
        )}
      </Loaded>
      <p className="print-only">{t('items.read.noPrint')}</p>
    </div>
  );
};
