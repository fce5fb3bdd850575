import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../../lib/trpc.ts';

interface Props {
  readonly id?: string;
  readonly value?: string;
  readonly label?: string;
  /** the company whose stores are offered; one’s own where it is absent */
  readonly company?: string | undefined;
  /** only those that one keeps oneself */
  readonly own?: boolean;
  readonly onChange?: (store: string | undefined) => void;
}

/** One of the stores of a company. */
export const StoreSelect = ({ id, value, label, company, own = false, onChange }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { data, isFetching } = useQuery(trpc.stores.list.queryOptions({ company }));
  const stores = (data?.stores ?? []).filter(({ yours }) => !own || yours);
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      aria-label={label}
      value={value ?? null}
      loading={isFetching}
      allowClear
      className="grow-select"
      placeholder={t('movements.to.store')}
      notFoundContent={t('movements.to.no_store')}
      options={stores.map((store) => ({
        value: store.id,
        label: t('movements.to.place', { name: store.name, place: store.place }),
      }))}
      onChange={(chosen: string | null | undefined) => onChange?.(chosen ?? undefined)}
    />
  );
};
