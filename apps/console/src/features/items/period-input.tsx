import { Input, InputNumber, Radio, Select, Space } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeriodDraft } from './period-draft.ts';
import { TERM_UNITS } from './period-draft.ts';

const KINDS = ['term', 'until', 'event', 'indefinite'] as const;
const MAX_COUNT = 999;

interface Props {
  readonly draft: PeriodDraft;
  readonly change: (to: Partial<PeriodDraft>) => void;
  readonly ties: {
    readonly id: string;
    readonly 'aria-invalid'?: boolean;
    readonly 'aria-describedby'?: string | undefined;
  };
  /** the earliest day that may be chosen */
  readonly min?: string;
}

const PeriodValue = ({ draft, change, ties, min }: Props): ReactNode => {
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
          {...(min === undefined ? {} : { min })}
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

/** How long something is secret: what kind of period, and its value. @see GS-13 */
export const PeriodInput = (props: Props): ReactNode => {
  const { t } = useTranslation();
  const { draft, change } = props;
  return (
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
      <PeriodValue {...props} />
    </div>
  );
};
