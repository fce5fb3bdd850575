import type { SpanWire } from '@miji/contract';
import { Button, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { partWords } from '../terms-words.ts';
import type { Narrowed } from './shortened.ts';
import { withRow } from './shortened.ts';

type Row = Narrowed<SpanWire>;

interface Props {
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
}

/** Which parts: less of each, or without it; something always stays. */
export const ShortenParts = ({ rows, onChange }: Props): ReactNode => {
  const { t } = useTranslation();
  const keeps = rows.filter(({ struck }) => !struck).length;
  return (
    <ul className="shorten-rows" aria-label={t('requests.figure.parts')}>
      {rows.map((row, at) => {
        const { asked, now, struck } = row;
        const part = partWords(asked, t);
        const set = (next: Partial<SpanWire>): void =>
          onChange(withRow(rows, at, () => ({ ...row, now: { ...now, ...next } })));
        return (
          <li key={`${asked.unit} ${asked.from} ${asked.to}`} className={struck ? 'struck' : undefined}>
            <span className="shorten-name">{part}</span>
            {asked.from === asked.to ? null : (
              <span className="row">
                <InputNumber
                  aria-label={t('requests.decide.part_from', { part })}
                  value={now.from}
                  min={asked.from}
                  max={now.to}
                  precision={0}
                  disabled={struck}
                  onChange={(from) => (from === null ? undefined : set({ from }))}
                />
                –
                <InputNumber
                  aria-label={`${part} ${t('requests.decide.part_to')}`}
                  value={now.to}
                  min={now.from}
                  max={asked.to}
                  precision={0}
                  disabled={struck}
                  onChange={(to) => (to === null ? undefined : set({ to }))}
                />
              </span>
            )}
            {rows.length < 2 ? null : (
              <Button
                type="link"
                size="small"
                disabled={!struck && keeps < 2}
                onClick={() => onChange(withRow(rows, at, () => ({ ...row, struck: !struck })))}
              >
                {t(struck ? 'requests.decide.put_back_part' : 'requests.decide.strike_part', { part })}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
};
