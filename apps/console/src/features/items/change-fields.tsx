import type { ItemDetail } from '@miji/contract';
import { SECRET_LEVELS } from '@miji/core';
import { Form, Input, InputNumber, Radio } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LevelTag } from '../../ui/index.ts';
import type { ChangeDraft, ChangeKind } from './change-values.ts';
import { PeriodInput } from './period-input.tsx';

interface Props {
  readonly item: ItemDetail;
  readonly kind: ChangeKind;
  readonly draft: ChangeDraft;
  readonly change: (to: Partial<ChangeDraft>) => void;
}

const LineFields = ({ item, draft, change }: Omit<Props, 'kind'>): ReactNode => {
  const { t } = useTranslation();
  const field = { min: 1, max: item.lines, precision: 0, changeOnWheel: false } as const;
  return (
    <Form.Item label={t('items.change.lines')} extra={t('items.change.linesHint', { count: item.lines })}>
      <div className="row">
        <InputNumber
          {...field}
          aria-label={t('requests.file.from_line')}
          placeholder={t('requests.file.from_line')}
          value={draft.fromLine}
          onChange={(fromLine) => change({ fromLine })}
        />
        <InputNumber
          {...field}
          aria-label={t('requests.file.to_line')}
          placeholder={t('requests.file.to_line')}
          value={draft.toLine}
          onChange={(toLine) => change({ toLine })}
        />
      </div>
    </Form.Item>
  );
};

/** What each kind of change needs to know. */
export const ChangeFields = ({ item, kind, draft, change }: Props): ReactNode => {
  const { t } = useTranslation();
  switch (kind) {
    case 'regrade':
      return (
        <Form.Item label={t('items.change.toLevel')}>
          <Radio.Group
            aria-label={t('items.change.toLevel')}
            value={draft.toLevel}
            options={SECRET_LEVELS.filter((level) => level !== item.markedLevel).map((value) => ({
              value,
              label: <LevelTag level={value} />,
            }))}
            onChange={({ target }) => change({ toLevel: SECRET_LEVELS.find((level) => level === target.value) })}
          />
        </Form.Item>
      );
    case 'extend':
      return (
        <Form.Item label={t('items.change.period')} htmlFor="change-period" extra={t('items.change.periodHint')}>
          <PeriodInput draft={draft} change={change} ties={{ id: 'change-period' }} min={item.issuedOn} />
        </Form.Item>
      );
    case 'declassify':
      return item.period.kind === 'event' ? (
        <Form.Item
          label={t('items.change.event')}
          htmlFor="change-event"
          extra={t('items.change.eventHint', { event: item.period.event })}
        >
          <Input
            id="change-event"
            value={draft.happened}
            maxLength={200}
            spellCheck={false}
            onChange={({ target }) => change({ happened: target.value })}
          />
        </Form.Item>
      ) : (
        <p className="soft">{t('items.change.declassifyHint')}</p>
      );
    case 'declassify_part':
      return <LineFields item={item} draft={draft} change={change} />;
  }
};
