import { LOAN_BOXES } from '@miji/contract';
import { FilterOutlined } from '@ant-design/icons';
import { Button, Grid, Select } from 'antd';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { loansSearch, paths } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { DayField } from '../../ui/day-field.tsx';
import { PersonSelect, SearchField } from '../../ui/index.ts';
import { CompanyChoice } from './company-choice.tsx';
import { asItemNumber } from '../copies/item-filter.ts';

type Search = NonNullable<Parameters<typeof paths.loans>[0]>;

const BOXES = LOAN_BOXES.toSorted((one, other) => Number(other === 'all') - Number(one === 'all'));

/** The filters of the loan register; they stand in the address, so that a filtered register can be linked to. */
export const LoanFilters = (): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  const days = useId();
  const search = useSearchParams(loansSearch);
  const change = (to: Search): void => go(paths.loans({ ...search, ...to }), { replace: true });
  const wrongNumber = search.item !== undefined && asItemNumber(search.item) === undefined;
  const set = Object.values(search).some((value) => value !== undefined);
  // On a phone the loans come first, and the questions only when somebody wants to ask.
  const roomy = Grid.useBreakpoint().md === true;
  const [open, setOpen] = useState(false);
  const toggle = roomy ? null : (
    <Button block icon={<FilterOutlined aria-hidden="true" />} aria-expanded={open} onClick={() => setOpen(!open)}>
      {t('custody.loans.filter.label')}
    </Button>
  );
  if (!roomy && !open) return toggle;
  return (
    <search className="row loan-filters" aria-label={t('custody.loans.filter.label')}>
      {toggle}
      <CompanyChoice value={search.company} onChange={(company) => change({ company })} />
      <Select
        aria-label={t('custody.loans.box.label')}
        value={search.box ?? 'all'}
        options={BOXES.map((value) => ({ value, label: t(`custody.loans.box.${value}`) }))}
        onChange={(box) => change({ box: box === 'all' ? undefined : box })}
      />
      <div className="loan-item">
        <SearchField
          value={search.item}
          label={t('custody.loans.filter.item')}
          onSearch={(item) => change({ item: item?.toUpperCase() })}
        />
        {wrongNumber ? (
          <div role="alert" className="loan-wrong">
            {t('custody.loans.filter.item_wrong')}
          </div>
        ) : null}
      </div>
      <div className="loan-person">
        <span className="soft">{t('custody.loans.filter.borrower')}</span>
        <PersonSelect
          value={search.borrower}
          label={t('custody.loans.filter.borrower')}
          onChange={(borrower) => change({ borrower })}
        />
      </div>
      <div className="loan-days">
        <label className="soft" htmlFor={`${days}-from`}>
          {t('custody.loans.filter.from')}
        </label>
        <DayField
          id={`${days}-from`}
          value={search.from ?? ''}
          onChange={(from) => change({ from: from === '' ? undefined : from })}
        />
        <label className="soft" htmlFor={`${days}-to`}>
          {t('custody.loans.filter.to')}
        </label>
        <DayField
          id={`${days}-to`}
          value={search.to ?? ''}
          onChange={(to) => change({ to: to === '' ? undefined : to })}
        />
      </div>
      {set ? (
        <Button type="text" onClick={() => go(paths.loans(), { replace: true })}>
          {t('custody.loans.filter.clear')}
        </Button>
      ) : null}
    </search>
  );
};
