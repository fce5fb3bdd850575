import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { usePathNumber } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { GoLink, Loaded, MarkHead } from '../../ui/index.ts';
import { MarkedText } from './marked-text.tsx';
import './read.css';

/** The text itself, with the mark of whoever reads it. It is asked for each time anew, because each read is an act. */
export const ReadItemPage = (): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const number = usePathNumber();
  const query = useQuery({
    ...trpc.items.read.queryOptions({ number }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  });
  return (
    <div className="page read-page">
      <p>
        <GoLink href={paths.item(number)}>{t('items.read.back')}</GoLink>
      </p>
      <Loaded query={query}>
        {(item) => (
          <>
            <MarkHead mark={item.mark} level={item.level}>
              <h1 className="visually-hidden">{t('items.read.title')}</h1>
              <span className="number">{item.number}</span>
              <div className="read-by">
                {t('items.read.reader', { reader: item.reader })} <span className="soft">{t('items.read.traced')}</span>
              </div>
            </MarkHead>
            {item.paper === null ? (
              <MarkedText number={item.number} text={item.text} format={item.format} mark={item.reader} />
            ) : (
              <section className="card" aria-label={t('items.read.text')}>
                <p>
                  {item.paper.custodian === null
                    ? t('items.paper.somewhere')
                    : t('items.paper.kept', { name: item.paper.custodian.name })}
                </p>
                <p className="soft">{t('items.paper.ask')}</p>
              </section>
            )}
          </>
        )}
      </Loaded>
      <p className="print-only">{t('items.read.noPrint')}</p>
    </div>
  );
};
