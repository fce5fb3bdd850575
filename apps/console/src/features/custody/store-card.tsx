import type { StoreWire } from '@miji/contract';
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { dayOf } from '../../lib/format.ts';
import { useTRPC, useTRPCClient } from '../../lib/trpc.ts';
import { ConfirmAct, GoLink, LevelTag, Minute, PersonName, PrintButton, RefusalNote } from '../../ui/index.ts';
import { useDone } from '../../ui/use-done.ts';
import { AppointKeeper } from './appoint-keeper.tsx';

interface Props {
  readonly store: StoreWire;
  /** whether the reader appoints, ends and closes: the company’s security officer */
  readonly governs: boolean;
}

const Keepers = ({ store, governs }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const end = useMutation(
    trpc.stores.endKeeper.mutationOptions({
      onSuccess: (_, { keeper }) => {
        const name = store.keepers.find(({ id }) => id === keeper)?.person.name ?? '';
        return done(t('custody.stores.ended', { name }));
      },
    }),
  );
  if (store.keepers.length === 0) return <p className="custody-late">{t('custody.stores.no_keepers')}</p>;
  return (
    <>
      <ul className="store-keepers" aria-label={t('custody.stores.keepers')}>
        {store.keepers.map(({ id, person, from }) => (
          <li key={id} className="row">
            <span className="grow">
              <PersonName person={person} />{' '}
              <span className="soft">
                {t('custody.stores.since')} <span className="number">{dayOf(from)}</span>
              </span>
            </span>
            {governs ? (
              <ConfirmAct
                label={t('custody.stores.end')}
                question={t('custody.stores.end_question', { name: person.name })}
                explanation={t('custody.stores.end_hint')}
                pending={end.isPending}
                button={{ size: 'small', 'aria-label': `${t('custody.stores.end')} ${person.name}` }}
                onConfirm={() => end.mutate({ store: store.id, keeper: id })}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <RefusalNote error={end.error} />
    </>
  );
};

/** Labels and register of a store on paper, and taking stock of it. */
const StorePapers = ({ store }: { readonly store: StoreWire }): ReactNode => {
  const { t } = useTranslation();
  const client = useTRPCClient();
  const { code } = store;
  return (
    <div className="row">
      <PrintButton
        size="small"
        label={t('custody.stores.labels_of', { code })}
        fetchSheet={() => client.custody.printLabels.query({ storeId: store.id })}
      >
        {t('custody.stores.labels')}
      </PrintButton>
      <PrintButton
        size="small"
        label={t('custody.stores.register_of', { code })}
        fetchSheet={() =>
          client.custody.printRegister.query({ register: 'copies', company: store.company, storeId: store.id })
        }
      >
        {t('custody.stores.register')}
      </PrintButton>
      <GoLink href={paths.stocktakings({ company: store.company, store: store.id })}>
        {t('custody.stores.stocktake')}
      </GoLink>
    </div>
  );
};

/** A store: where it is, up to which level, who keeps it, and what can be done with it. */
export const StoreCard = ({ store, governs }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const done = useDone();
  const heading = useId();
  const { code, name, closedAt } = store;
  const isOpen = closedAt === null;
  const close = useMutation(
    trpc.stores.close.mutationOptions({ onSuccess: () => done(t('custody.stores.closed', { code })) }),
  );
  return (
    <section className="card store-card" aria-labelledby={heading}>
      <div>
        <h2 id={heading}>
          <span className="number">{code}</span> {name}
        </h2>
        <p className="soft">{store.place}</p>
      </div>
      <div className="row">
        <span className="soft">{t('custody.stores.up_to')}</span>
        <LevelTag level={store.highestLevel} />
        {store.separate ? <span>{t('custody.stores.separate')}</span> : null}
        {store.copies === null ? null : (
          <GoLink href={paths.copies({ company: store.company, store: store.id })}>
            {t('custody.stores.copies', { count: store.copies })}
          </GoLink>
        )}
        {store.yours ? <strong>{t('custody.stores.yours')}</strong> : null}
      </div>
      {isOpen ? (
        <Keepers store={store} governs={governs} />
      ) : (
        <p className="soft">
          {t('custody.stores.closed_at')} <Minute at={closedAt} />
        </p>
      )}
      {store.copies === null ? null : <StorePapers store={store} />}
      {governs && isOpen ? (
        <div className="row">
          <AppointKeeper store={store} />
          <ConfirmAct
            label={t('custody.stores.close')}
            question={t('custody.stores.close_question', { code })}
            explanation={t('custody.stores.close_hint')}
            pending={close.isPending}
            button={{ size: 'small', 'aria-label': `${t('custody.stores.close')} ${code}` }}
            onConfirm={() => close.mutate({ id: store.id })}
          />
        </div>
      ) : null}
      <RefusalNote error={close.error} />
    </section>
  );
};
