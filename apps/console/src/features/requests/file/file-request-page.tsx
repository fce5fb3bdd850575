import type { ItemDetail } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { fileRequestSearch } from '../../../app/paths.ts';
import { usePathNumber, useSearchParams } from '../../../lib/location.ts';
import { useTRPC } from '../../../lib/trpc.ts';
import { GoButton, Loaded, MarkHead, PageHead } from '../../../ui/index.ts';
import { useWayBack } from '../../items/use-way-back.ts';
import { FileRequestForm } from './file-request-form.tsx';
import { ASKED_OPERATIONS } from './file-request-values.ts';
import { OperationChoice } from './operation-choice.tsx';
import '../requests.css';
import './file-request.css';

const Asking = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { operation: wanted, from, to, pages } = useSearchParams(fileRequestSearch);
  const operation = ASKED_OPERATIONS.find((one) => one === wanted) ?? 'copy';
  return (
    <div className="stack">
      <section className="card">
        <MarkHead mark={item.mark} level={item.level}>
          <span className="number">{item.number}</span> · {item.title}
        </MarkHead>
      </section>
      <OperationChoice item={item} operation={operation} />
      <FileRequestForm key={operation} item={item} operation={operation} from={from} to={to} pages={pages} />
    </div>
  );
};

/** Asks for something that needs an approval, and says before it is sent who will decide. */
export const FileRequestPage = (): ReactNode => {
  const { t } = useTranslation();
  const number = usePathNumber();
  const trpc = useTRPC();
  const query = useQuery(trpc.items.get.queryOptions({ number }));
  const back = useWayBack(number, query.error);
  return (
    <div className="page">
      <PageHead
        title={t('ask.title')}
        lead={t('ask.intro')}
        extra={<GoButton href={back.href}>{back.words}</GoButton>}
      />
      <Loaded key={number} query={query} skeleton={<Skeleton active paragraph={{ rows: 10 }} />}>
        {(item) => <Asking item={item} />}
      </Loaded>
    </div>
  );
};
