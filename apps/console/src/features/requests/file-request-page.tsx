import type { Capability, ItemDetail } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fileRequestSearch, paths } from '../../app/paths.ts';
import { usePathNumber, useSearchParams } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { GoButton, Loaded, MarkHead, PageHead } from '../../ui/index.ts';
import { FileRequestForm } from './file-request-form.tsx';
import { CannotAsk } from './who-decides.tsx';
import './requests.css';

/** Whether asking leads anywhere: there is somebody to decide. */
const mayAsk = ({ code, route }: Capability): boolean => code !== 'ALLOWED_DECLASSIFIED' && route?.kind === 'open';

const Asking = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { operation = 'copy', from, to } = useSearchParams(fileRequestSearch);
  const capability = item.can.find(({ act }) => act === operation);
  return (
    <div className="stack">
      <section className="card">
        <MarkHead mark={item.mark} level={item.level}>
          <span className="number">{item.number}</span> · {item.title}
        </MarkHead>
      </section>
      {capability === undefined ? null : mayAsk(capability) ? (
        <FileRequestForm item={item} capability={capability} operation={operation} from={from} to={to} />
      ) : (
        <CannotAsk capability={capability} />
      )}
    </div>
  );
};

/** Asks for an excerpt or for copies of an item. */
export const FileRequestPage = (): ReactNode => {
  const { t } = useTranslation();
  const number = usePathNumber();
  const trpc = useTRPC();
  const query = useQuery(trpc.items.get.queryOptions({ number }));
  return (
    <div className="page">
      <PageHead
        title={t('requests.file.title')}
        lead={t('requests.file.intro')}
        extra={<GoButton href={paths.item(number)}>{t('requests.file.cancel')}</GoButton>}
      />
      <Loaded key={number} query={query} skeleton={<Skeleton active paragraph={{ rows: 10 }} />}>
        {(item) => <Asking item={item} />}
      </Loaded>
    </div>
  );
};
