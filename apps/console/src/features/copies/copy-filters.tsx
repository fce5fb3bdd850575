import type { CopyState } from '@miji/core';
import { COPY_STATES, REGISTER_POSTS } from '@miji/core';
import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { copiesSearch, paths } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { useTRPC } from '../../lib/trpc.ts';
import { PersonSelect, SearchField } from '../../ui/index.ts';
import { asItemNumber } from './item-filter.ts';

type Search = Parameters<typeof paths.copies>[0];

interface StoreProps {
  readonly company: string | undefined;
  readonly value: string | undefined;
  readonly onChange: (store: string | undefined) => void;
}

/** Only what lies in one store, for whoever sees the stores. */
const StoreFilter = ({ company, value, onChange }: StoreProps): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.stores.list.queryOptions({ company }));
  return (
    <Select
      allowClear
      aria-label={t('copies.filter.store')}
      placeholder={t('copies.filter.any_store')}
      popupMatchSelectWidth={false}
      value={value ?? null}
      options={(data?.stores ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(store: string | null | undefined) => onChange(store ?? undefined)}
    />
  );
};

/**
 * The filters of the register; they stand in the address, so that a filtered register can be linked to. Whoever keeps no register finds
 * his own copies alone, wherever they come from: by company and holder there is nothing to choose.
 */
export const CopyFilters = (): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  const { companies, home, capacities } = useSession();
  const keeps = capacities.some(({ post }) => REGISTER_POSTS.includes(post));
  const search = useSearchParams(copiesSearch);
  const change = (to: Search): void => go(paths.copies({ ...search, ...to }), { replace: true });
  const wrongNumber = search.item !== undefined && asItemNumber(search.item) === undefined;
  const set = Object.values(search).some((value) => value !== undefined);
  return (
    <search className="row copy-filters" aria-label={t('copies.filter.label')}>
      {keeps && companies.length > 1 ? (
        <Select
          aria-label={t('copies.filter.company')}
          prefix={<span className="soft">{t('copies.filter.company')}</span>}
          popupMatchSelectWidth={false}
          value={search.company ?? home.code}
          options={companies.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(company) => change({ company: company === home.code ? undefined : company })}
        />
      ) : null}
      <div className="copy-item">
        <SearchField
          value={search.item}
          label={t('copies.filter.item')}
          onSearch={(item) => change({ item: item?.toUpperCase() })}
        />
        {wrongNumber ? (
          <div role="alert" className="copy-wrong">
            {t('copies.filter.item_invalid')}
          </div>
        ) : null}
      </div>
      <Select
        allowClear
        aria-label={t('copies.filter.state')}
        placeholder={t('copies.filter.all_states')}
        value={search.state ?? null}
        options={COPY_STATES.map((value) => ({ value, label: t(`copies.state.${value}`) }))}
        onChange={(state: CopyState | null | undefined) => change({ state: state ?? undefined })}
      />
      {keeps ? (
        <>
          <div className="copy-holder">
            <span className="soft">{t('copies.filter.holder')}</span>
            <PersonSelect
              value={search.holder}
              label={t('copies.filter.holder')}
              onChange={(holder) => change({ holder })}
            />
          </div>
          <StoreFilter company={search.company} value={search.store} onChange={(store) => change({ store })} />
        </>
      ) : null}
      <Checkbox
        checked={search.moving !== undefined}
        onChange={({ target }) => change({ moving: target.checked ? '1' : undefined })}
      >
        {t('copies.filter.moving')}
      </Checkbox>
      {set ? (
        <Button type="text" onClick={() => go(paths.copies(), { replace: true })}>
          {t('copies.filter.clear')}
        </Button>
      ) : null}
    </search>
  );
};
