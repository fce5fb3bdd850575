import { Button, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoButton } from '../../ui/index.ts';
import type { LineSpan } from './line-span.ts';

interface Props {
  readonly number: string;
  readonly count: number;
  readonly span: LineSpan | null;
  readonly onChange: (span: LineSpan | null) => void;
}

/** Which lines are chosen, typed or clicked, and the way to ask for them. */
export const ExcerptBar = ({ number, count, span, onChange }: Props): ReactNode => {
  const { t } = useTranslation();
  const put = (from: number | null, to: number | null): void => {
    if (from === null && to === null) onChange(null);
    else onChange({ from: Math.min(from ?? to ?? 1, to ?? from ?? 1), to: Math.max(from ?? to ?? 1, to ?? from ?? 1) });
  };
  const field = { min: 1, max: count, precision: 0, changeOnWheel: false } as const;
  return (
    <fieldset className="excerpt-bar" aria-label={t('items.read.lines')}>
      <span className="row">
        <label>
          {t('items.read.from')}{' '}
          <InputNumber {...field} value={span?.from ?? null} onChange={(from) => put(from, span?.to ?? null)} />
        </label>
        <label>
          {t('items.read.to')}{' '}
          <InputNumber {...field} value={span?.to ?? null} onChange={(to) => put(span?.from ?? null, to)} />{' '}
          {t('items.read.line')}
        </label>
      </span>
      <span className="soft excerpt-hint" aria-live="polite">
        {span === null ? t('items.read.hint') : t('items.read.selected', { from: span.from, to: span.to })}
      </span>
      {span === null ? null : (
        <span className="row">
          <Button onClick={() => onChange(null)}>{t('items.read.clear')}</Button>
          <GoButton type="primary" href={paths.fileRequest(number, { operation: 'excerpt', ...span })}>
            {t('items.read.ask')}
          </GoButton>
        </span>
      )}
    </fieldset>
  );
};
