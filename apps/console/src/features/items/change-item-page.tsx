import type { ItemDetail } from '@miji/contract';
import { sentenceFor } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { Alert, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { changeItemSearch } from '../../app/paths.ts';
import { useLanguage } from '../../lib/language.ts';
import { usePathNumber, useSearchParams } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { ArticleLink, GoButton, Loaded, MarkHead, PageHead } from '../../ui/index.ts';
import { ChangeForm } from './change-form.tsx';
import { changesOf } from './change-values.ts';
import { useWayBack } from './use-way-back.ts';
import './item.css';
import './register.css';

/** Why nothing can be asked for at all, and what would help. */
const impossible = ({ level, state }: ItemDetail): 'ALREADY_DECLASSIFIED' | 'NOT_CONFIRMED' | null => {
  if (level === 'declassified') return 'ALREADY_DECLASSIFIED';
  return state === 'proposed' ? 'NOT_CONFIRMED' : null;
};

const Changing = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { language } = useLanguage();
  const { t } = useTranslation();
  const { kind, from, to } = useSearchParams(changeItemSearch);
  const [first = 'regrade', ...others] = changesOf(item);
  const code = impossible(item);
  return (
    <div className="stack">
      <section className="card">
        <MarkHead mark={item.mark} level={item.level}>
          <span className="number">{item.number}</span> · {item.title}
        </MarkHead>
      </section>
      {code === null ? (
        <ChangeForm item={item} kind={[first, ...others].find((one) => one === kind) ?? first} from={from} to={to} />
      ) : (
        <Alert
          type="info"
          showIcon
          title={t('items.change.impossible')}
          description={
            <span className="row">
              {sentenceFor(code, language)} <ArticleLink article={code === 'NOT_CONFIRMED' ? 'GS-13' : 'GS-14'} />
            </span>
          }
        />
      )}
    </div>
  );
};

/** Asks for another level, a longer period, or an earlier end of an item or of some of its lines. @see GS-13 @see GS-15 */
export const ChangeItemPage = (): ReactNode => {
  const { t } = useTranslation();
  const number = usePathNumber();
  const trpc = useTRPC();
  const query = useQuery(trpc.items.get.queryOptions({ number }));
  const back = useWayBack(number, query.error);
  return (
    <div className="page">
      <PageHead
        title={t('items.change.title')}
        lead={t('items.change.lead')}
        extra={<GoButton href={back.href}>{back.words}</GoButton>}
      />
      <Loaded key={number} query={query} skeleton={<Skeleton active paragraph={{ rows: 10 }} />}>
        {(item) => <Changing item={item} />}
      </Loaded>
    </div>
  );
};
