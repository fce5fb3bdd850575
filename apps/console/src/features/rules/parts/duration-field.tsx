import { Temporal } from '@miji/core';
import { Checkbox, InputNumber, Select, Space } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const UNITS = ['years', 'months', 'days'] as const;
type Unit = (typeof UNITS)[number];
const LETTER: Readonly<Record<Unit, string>> = { years: 'Y', months: 'M', days: 'D' };
const MOST = 999;

interface Amount {
  readonly count: number;
  readonly unit: Unit;
}

/** The largest unit of a length that has one; what is put together from several is shown in days or months as it was written. */
const amountOf = (iso: string): Amount => {
  const duration = Temporal.Duration.from(iso);
  const unit = UNITS.findLast((one) => duration[one] > 0) ?? 'days';
  const count = unit === 'months' ? duration.years * 12 + duration.months : duration[unit];
  return { count, unit };
};

interface Props {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
  /** whether it may also be left unset */
  readonly optional?: boolean;
}

/** A length of time as a number and its unit, or not set. */
export const DurationField = ({ label, value, onChange, optional = false }: Props): ReactNode => {
  const { t } = useTranslation();
  const { count, unit } = amountOf(value ?? 'P1Y');
  const say = (next: Amount): void => onChange(`P${next.count}${LETTER[next.unit]}`);
  return (
    <fieldset className="bare field">
      <legend>{label}</legend>
      <div className="row">
        {optional ? (
          <Checkbox checked={value !== null} onChange={({ target }) => onChange(target.checked ? 'P10Y' : null)}>
            {t('rules.period.is_set')}
          </Checkbox>
        ) : null}
        {value === null ? null : (
          <Space.Compact>
            <InputNumber
              aria-label={t('items.form.count')}
              min={1}
              max={MOST}
              precision={0}
              value={count}
              onChange={(typed) => {
                if (typed !== null) say({ count: typed, unit });
              }}
            />
            <Select
              aria-label={t('items.form.unitLabel')}
              className="unit-select"
              value={unit}
              options={UNITS.map((one) => ({ value: one, label: t(`rules.unit.${one}`) }))}
              onChange={(chosen) => say({ count, unit: chosen })}
            />
          </Space.Compact>
        )}
      </div>
    </fieldset>
  );
};
