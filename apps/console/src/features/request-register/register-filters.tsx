import { FilterOutlined } from '@ant-design/icons';
import type { REGISTER_ORDERS } from '@miji/contract';
import type { ApprovedOperation, RequestState, SecretLevel } from '@miji/core';
import { APPROVED_OPERATIONS, REQUEST_STATES, SECRET_LEVELS } from '@miji/core';
import { Button, Grid, Input, Select } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths, registerSearch } from '../../app/paths.ts';
import { useGo, useSearchParams } from '../../lib/location.ts';
import { useSession } from '../../lib/session.tsx';
import { PersonSelect, SearchField } from '../../ui/index.ts';
import { durationWords } from './duration-words.ts';
import { firstRegister, registersOf, watchesAll } from './register-offices.ts';
import { asItemNumber } from './register-question.ts';

type Search = NonNullable<Parameters<typeof paths.register>[0]>;
type Order = (typeof REGISTER_ORDERS)[number];

const ORDERS: readonly Order[] = ['newest', 'oldest', 'slowest', 'quickest'];
/** The usual questions about the time that something took, in minutes. */
const TIMES = ['within_60', 'within_480', 'within_1440', 'after_1440', 'after_4320'] as const;

const timeOf = ({ within, after }: Search): string | null => {
  if (within !== undefined) return `within_${within}`;
  return after === undefined ? null : `after_${after}`;
};

const timeSearch = (value: string | null | undefined): Search => {
  const [kind, minutes] = (value ?? '').split('_');
  return {
    within: kind === 'within' ? Number(minutes) : undefined,
    after: kind === 'after' ? Number(minutes) : undefined,
  };
};

/** The filters of the register; they stand in the address, so that a filtered register can be linked to. */
export const RegisterFilters = (): ReactNode => {
  const { t } = useTranslation();
  const go = useGo();
  const session = useSession();
  const search = useSearchParams(registerSearch);
  const change = (to: Search): void => go(paths.register({ ...search, ...to }), { replace: true });
  const first = firstRegister(session);
  const registers = registersOf(session);
  const wrongNumber = search.item !== undefined && asItemNumber(search.item) === undefined;
  const time = timeOf(search);
  const minutes = search.within ?? search.after ?? 0;
  const known = TIMES.some((one) => one === time);
  const count = Object.values(search).filter((value) => value !== undefined).length;
  // On a phone what was asked for comes first, and the questions only when somebody wants to ask.
  const roomy = Grid.useBreakpoint().md === true;
  const [open, setOpen] = useState(false);
  const toggle = roomy ? null : (
    <Button
      icon={<FilterOutlined aria-hidden="true" />}
      className="register-toggle"
      aria-expanded={open}
      onClick={() => setOpen(!open)}
    >
      {count === 0 ? t('register.filter.show') : t('register.filter.show_set', { count })}
    </Button>
  );
  if (!roomy && !open) return toggle;
  return (
    <search className="row register-filters" aria-label={t('register.filter.label')}>
      {toggle}
      {registers.length > 1 ? (
        <Select
          aria-label={t('register.filter.company')}
          popupMatchSelectWidth={false}
          value={search.company ?? first}
          options={[
            ...(watchesAll(session) ? [{ value: 'all', label: t('register.filter.all_companies') }] : []),
            ...registers.map(({ code, name }) => ({ value: code, label: name })),
          ]}
          onChange={(company: string) => change({ company: company === first ? undefined : company })}
        />
      ) : null}
      <Select
        allowClear
        aria-label={t('register.filter.operation')}
        placeholder={t('register.filter.all_operations')}
        value={search.operation ?? null}
        options={APPROVED_OPERATIONS.map((value) => ({ value, label: t(`common.operation.${value}`) }))}
        onChange={(operation: ApprovedOperation | null | undefined) => change({ operation: operation ?? undefined })}
      />
      <Select
        allowClear
        aria-label={t('register.filter.level')}
        placeholder={t('register.filter.all_levels')}
        value={search.level ?? null}
        options={SECRET_LEVELS.map((value) => ({ value, label: t(`common.level.${value}`) }))}
        onChange={(level: SecretLevel | null | undefined) => change({ level: level ?? undefined })}
      />
      <Select
        allowClear
        aria-label={t('register.filter.state')}
        placeholder={t('register.filter.all_states')}
        value={search.state ?? null}
        options={REQUEST_STATES.map((value) => ({ value, label: t(`requests.state.${value}`) }))}
        onChange={(state: RequestState | null | undefined) => change({ state: state ?? undefined })}
      />
      <Select
        allowClear
        aria-label={t('register.filter.time')}
        placeholder={t('register.filter.any_time')}
        popupMatchSelectWidth={false}
        value={time}
        options={[
          ...TIMES.map((value) => ({ value, label: t(`register.time.${value}`) })),
          // An address may ask for any time.
          ...(time === null || known
            ? []
            : [{ value: time, label: t('register.time.other', { time: durationWords(minutes, t) }) }]),
        ]}
        onChange={(value: string | null | undefined) => change(timeSearch(value))}
      />
      <div className="register-item">
        <SearchField
          value={search.item}
          label={t('register.filter.item')}
          onSearch={(item) => change({ item: item?.toUpperCase() })}
        />
        {wrongNumber ? (
          <div role="alert" className="register-wrong">
            {t('register.filter.item_invalid')}
          </div>
        ) : null}
      </div>
      <label className="register-day">
        <span className="soft">{t('register.filter.from')}</span>
        <Input
          type="date"
          value={search.from ?? ''}
          max={search.to}
          onChange={({ target }) => change({ from: target.value === '' ? undefined : target.value })}
        />
      </label>
      <label className="register-day">
        <span className="soft">{t('register.filter.to')}</span>
        <Input
          type="date"
          value={search.to ?? ''}
          min={search.from}
          onChange={({ target }) => change({ to: target.value === '' ? undefined : target.value })}
        />
      </label>
      <div className="register-person">
        <span className="soft">{t('register.filter.person')}</span>
        <PersonSelect
          value={search.person}
          label={t('register.filter.person')}
          onChange={(person) => change({ person })}
        />
      </div>
      <Select
        aria-label={t('register.filter.order')}
        popupMatchSelectWidth={false}
        value={search.order ?? 'newest'}
        options={ORDERS.map((value) => ({ value, label: t(`register.order.${value}`) }))}
        onChange={(order: Order) => change({ order: order === 'newest' ? undefined : order })}
      />
      {count > 0 ? (
        <Button type="text" onClick={() => go(paths.register(), { replace: true })}>
          {t('register.filter.clear')}
        </Button>
      ) : null}
    </search>
  );
};
