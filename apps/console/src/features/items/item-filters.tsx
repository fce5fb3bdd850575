import { ITEM_SORTS } from '@miji/contract';
import { SECRET_LEVELS } from '@miji/core';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import type { itemsSearch } from '../../app/paths.ts';
import { useLanguage } from '../../lib/language.ts';
import { useRules } from '../../lib/rules.ts';
import { useSession } from '../../lib/session.tsx';
import { SearchField } from '../../ui/index.ts';

type Filters = z.output<typeof itemsSearch>;

interface Props {
  readonly filters: Filters;
  readonly search: string | undefined;
  readonly onSearch: (words: string | undefined) => void;
  readonly onChange: (change: Partial<Filters>) => void;
}

const LEVELS = [...SECRET_LEVELS, 'declassified'] as const;

/** What narrows the list of items. */
export const ItemFilters = ({ filters, search, onSearch, onChange }: Props): ReactNode => {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { companies, home } = useSession();
  const { data: rules } = useRules();
  return (
    <search className="filters" aria-label={t('items.title')}>
      <SearchField value={search} label={t('items.searchLabel')} onSearch={onSearch} />
      {companies.length > 1 ? (
        <Select
          aria-label={t('items.company')}
          value={filters.company ?? home.code}
          options={companies.map(({ code, name }) => ({ value: code, label: name }))}
          showSearch={{ optionFilterProp: 'label' }}
          popupMatchSelectWidth={false}
          onChange={(company) => onChange({ company: company === home.code ? undefined : company })}
        />
      ) : null}
      <Select
        aria-label={t('items.level')}
        placeholder={t('items.anyLevel')}
        allowClear
        value={filters.level ?? null}
        options={LEVELS.map((level) => ({ value: level, label: t(`common.level.${level}`) }))}
        onChange={(level: Filters['level'] | null) => onChange({ level: level ?? undefined })}
      />
      <Select
        aria-label={t('items.entry')}
        placeholder={t('items.anyEntry')}
        allowClear
        value={filters.catalogue ?? null}
        options={(rules?.catalogue ?? []).map(({ code, zh, en }) => ({
          value: code,
          label: language === 'en' ? en : zh,
        }))}
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        onChange={(catalogue: string | null | undefined) => onChange({ catalogue: catalogue ?? undefined })}
      />
      <Select
        aria-label={t('items.sort.newest')}
        value={filters.sort ?? 'newest'}
        options={ITEM_SORTS.map((sort) => ({ value: sort, label: t(`items.sort.${sort}`) }))}
        popupMatchSelectWidth={false}
        onChange={(sort) => onChange({ sort: sort === 'newest' ? undefined : sort })}
      />
    </search>
  );
};
