import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';

interface Props {
  readonly id?: string;
  readonly value?: string | undefined;
  readonly onChange?: (storeId: string) => void;
  readonly company?: string | undefined;
}

/** The open stores of a company that the reader keeps; none while it is not known. */
export const useOwnStores = (company: string | undefined) => {
  const trpc = useTRPC();
  const { data, isFetching } = useQuery(trpc.stores.list.queryOptions({ company }));
  return { stores: data?.stores.filter(({ yours }) => yours) ?? [], isFetching };
};

/** The one store that one keeps, for a form to begin with; undefined for whoever keeps several. */
export const useOnlyStore = (company: string | undefined): string | undefined => {
  const { stores } = useOwnStores(company);
  return stores.length === 1 ? stores[0]?.id : undefined;
};

/** One of the stores that one keeps. */
export const StoreSelect = ({ id, value, onChange, company }: Props): ReactNode => {
  const { t } = useTranslation();
  const { stores, isFetching } = useOwnStores(company);
  return (
    <Select<string>
      {...(id === undefined ? {} : { id })}
      value={value ?? null}
      className="grow-select"
      loading={isFetching}
      placeholder={t('custody.choose_store')}
      notFoundContent={t('custody.no_store')}
      options={stores.map((store) => ({ value: store.id, label: `${store.code} ${store.name}` }))}
      onChange={(storeId) => onChange?.(storeId)}
    />
  );
};
