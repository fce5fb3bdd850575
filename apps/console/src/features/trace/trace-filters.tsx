import type { AuditAction } from '@miji/core';
import { AUDIT_ACTIONS } from '@miji/core';
import { Button, Checkbox, Input, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, traceSearch } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { SearchField } from '../../ui/index.ts';
import { asItemNumber } from './item-filter.ts';

type Search = Parameters<typeof paths.trace>[0];

const useActionOptions = () => {
  const { t } = useTranslation();
  return AUDIT_ACTIONS.map((value) => ({ value, label: t(`trace.action.${value}`) }));
};

/** The filters of the trace; they stand in the address. */
export const TraceFilters = (): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  const { companies, home } = useSession();
  const search = useSearchParams(traceSearch);
  const actions = useActionOptions();
  const change = (to: Search): void => go(paths.trace({ ...search, ...to }), { replace: true });
  const wrongNumber = search.item !== undefined && asItemNumber(search.item) === undefined;
  const set = Object.values(search).some((value) => value !== undefined);
  return (
    <search className="row trace-filters" aria-label={t('trace.filter.label')}>
      {companies.length > 1 ? (
        <Select
          aria-label={t('trace.filter.company')}
          prefix={<span className="soft">{t('trace.filter.company')}</span>}
          popupMatchSelectWidth={false}
          value={search.company ?? home.code}
          options={companies.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(company) => change({ company: company === home.code ? undefined : company })}
        />
      ) : null}
      <label className="trace-day-field">
        <span className="soft">{t('trace.filter.from')}</span>
        <Input
          type="date"
          value={search.from ?? ''}
          max={search.to}
          onChange={({ target }) => change({ from: target.value === '' ? undefined : target.value })}
        />
      </label>
      <label className="trace-day-field">
        <span className="soft">{t('trace.filter.to')}</span>
        <Input
          type="date"
          value={search.to ?? ''}
          min={search.from}
          onChange={({ target }) => change({ to: target.value === '' ? undefined : target.value })}
        />
      </label>
      <div className="trace-item-field">
        <SearchField
          value={search.item}
          label={t('trace.filter.item')}
          onSearch={(item) => change({ item: item?.toUpperCase() })}
        />
        {wrongNumber ? (
          <div role="alert" className="trace-wrong">
            {t('trace.filter.item_invalid')}
          </div>
        ) : null}
      </div>
      <Select
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('trace.filter.action')}
        placeholder={t('trace.filter.all_actions')}
        value={search.action ?? null}
        options={actions}
        onChange={(action: AuditAction | null | undefined) => change({ action: action ?? undefined })}
      />
      <Checkbox
        checked={search.refused === '1'}
        onChange={({ target }) => change({ refused: target.checked ? '1' : undefined })}
      >
        {t('trace.filter.refused_only')}
      </Checkbox>
      {set ? (
        <Button type="text" onClick={() => go(paths.trace(), { replace: true })}>
          {t('trace.filter.clear')}
        </Button>
      ) : null}
    </search>
  );
};
