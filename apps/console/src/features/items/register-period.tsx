import { lastSecretDay } from '@miji/core';
import { Input, InputNumber, Radio, Select, Space } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormField } from './form-field.tsx';
import type { ControlTies } from './form-field.tsx';
import { draftSecrecyPeriod, plainDay, TERM_UNITS } from './register-draft.ts';
import type { Draft } from './register-draft.ts';
import type { PartProps } from './register-parts.ts';

const KINDS = ['term', 'until', 'event', 'indefinite'] as const;
const MAX_COUNT = 999;

const useEndWords = (draft: Draft): string | undefined => {
  const { t } = useTranslation();
  const period = draftSecrecyPeriod(draft);
  const issuedOn = plainDay(draft.issuedOn);
  if (period === null || issuedOn === null) return undefined;
  const last = lastSecretDay(period, issuedOn);
  return last === null ? t('items.form.noEnd') : t('items.form.lastDay', { day: last.toString() });
};

const PeriodValue = ({
  draft,
  change,
  ties,
}: Omit<PartProps, 'problems'> & { readonly ties: ControlTies }): ReactNode => {
  const { t } = useTranslation();
  switch (draft.periodKind) {
    case 'term':
      return (
        <Space.Compact>
          <InputNumber
            {...ties}
            aria-label={t('items.form.count')}
            min={1}
            max={MAX_COUNT}
            precision={0}
            value={draft.termCount}
            onChange={(termCount) => change({ termCount })}
          />
          <Select
            aria-label={t('items.form.unitLabel')}
            className="unit-select"
            value={draft.termUnit}
            options={TERM_UNITS.map((unit) => ({ value: unit, label: t(`items.form.unit.${unit}`) }))}
            onChange={(termUnit) => change({ termUnit })}
          />
        </Space.Compact>
      );
    case 'until':
      return (
        <Input
          {...ties}
          type="date"
          className="date-input"
          aria-label={t('items.form.until')}
          min={draft.issuedOn}
          value={draft.untilDay}
          onChange={({ target }) => change({ untilDay: target.value })}
        />
      );
    case 'event':
      return (
        <Input
          {...ties}
          aria-label={t('items.form.event')}
          placeholder={t('items.form.eventHint')}
          maxLength={200}
          spellCheck={false}
          value={draft.event}
          onChange={({ target }) => change({ event: target.value })}
        />
      );
    case 'indefinite':
      return null;
  }
};

/** When it was issued and how long it is secret. @see GS-13 */
export const RegisterPeriod = ({ draft, problems, change }: PartProps): ReactNode => {
  const { t } = useTranslation();
  const endWords = useEndWords(draft);
  return (
    <>
      <FormField field="issuedOn" label={t('items.form.issuedOn')} problem={problems.get('issuedOn')}>
        {(ties) => (
          <Input
            {...ties}
            type="date"
            className="date-input"
            value={draft.issuedOn}
            onChange={({ target }) => change({ issuedOn: target.value })}
          />
        )}
      </FormField>
      <FormField field="period" label={t('items.form.period')} hint={endWords} problem={problems.get('period')}>
        {(ties) => (
          <div className="period-fields">
            <Radio.Group
              value={draft.periodKind}
              optionType="button"
              aria-label={t('items.form.period')}
              options={KINDS.map((kind) => ({ value: kind, label: t(`items.form.periodKind.${kind}`) }))}
              onChange={({ target }) => {
                const periodKind = KINDS.find((kind) => kind === target.value);
                if (periodKind !== undefined) change({ periodKind });
              }}
            />
            <PeriodValue draft={draft} change={change} ties={ties} />
          </div>
        )}
      </FormField>
    </>
  );
};
