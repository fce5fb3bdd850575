import type { CopyState } from '@miji/core';
import { COPY_STATES } from '@miji/core';
import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { copiesSearch, paths } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { PersonSelect, SearchField } from '../../ui/index.ts';
import { asItemNumber } from './item-filter.ts';

type Search = Parameters<typeof paths.copies>[0];

/** The filters of the register; they stand in the address, so that a filtered register can be linked to. */
export const CopyFilters = (): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  const { companies, home } = useSession();
  const search = useSearchParams(copiesSearch);
  const change = (to: Search): void => go(paths.copies({ ...search, ...to }), { replace: true });
  const wrongNumber = search.item !== undefined && asItemNumber(search.item) === undefined;
  const set = Object.values(search).some((value) => value !== undefined);
  return (
    <search className="row copy-filters" aria-label={t('copies.filter.label')}>
      {companies.length > 1 ? (
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
      <div className="copy-holder">
        <span className="soft">{t('copies.filter.holder')}</span>
        <PersonSelect
          value={search.holder}
          label={t('copies.filter.holder')}
          onChange={(holder) => change({ holder })}
        />
      </div>
      {set ? (
        <Button type="text" onClick={() => go(paths.copies(), { replace: true })}>
          {t('copies.filter.clear')}
        </Button>
      ) : null}
    </search>
  );
};
