import { App } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { linesOf } from '../../lib/lines.ts';
import { ExcerptBar } from './excerpt-bar.tsx';
import { extend, isWithin } from './line-span.ts';
import type { LineSpan } from './line-span.ts';
import { ReaderMark } from './reader-mark.tsx';

/** So many lines are laid out together; those out of sight cost nothing. */
const CHUNK = 200;

interface Props {
  readonly number: string;
  readonly text: string;
  readonly format: 'plain' | 'markdown';
  readonly mark: string;
}

interface ChunkProps {
  readonly lines: readonly string[];
  readonly offset: number;
  readonly format: Props['format'];
  readonly span: LineSpan | null;
  readonly onChoose: (line: number) => void;
}

const Chunk = ({ lines, offset, format, span, onChoose }: ChunkProps): ReactNode => {
  const { t } = useTranslation();
  return (
    <div className="lines" style={{ containIntrinsicSize: `auto ${lines.length * 26}px` }}>
      {lines.map((line, index) => {
        const number = offset + index + 1;
        const chosen = span !== null && isWithin(span, number);
        const heading = format === 'markdown' && /^#{1,6}\s/.test(line);
        return (
          <div key={number} className={chosen ? 'line line-chosen' : 'line'}>
            <button
              type="button"
              className="line-number"
              aria-pressed={chosen}
              aria-label={t('items.read.lineLabel', { number })}
              onClick={() => onChoose(number)}
            >
              {number}
            </button>
            <span className={heading ? 'line-text line-heading' : 'line-text'}>{line === '' ? '\u00A0' : line}</span>
          </div>
        );
      })}
    </div>
  );
};

/** The text in numbered lines over the reader's own mark; lines can be chosen to ask for an excerpt, not be copied away. */
export const MarkedText = ({ number, text, format, mark }: Props): ReactNode => {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [span, setSpan] = useState<LineSpan | null>(null);
  const lines = linesOf(text);
  const chunks = Array.from({ length: Math.ceil(lines.length / CHUNK) }, (_, index) => index * CHUNK);
  return (
    <>
      <section
        className="marked-text card"
        aria-label={t('items.read.text')}
        onCopy={(event) => {
          event.preventDefault();
          message.info(t('items.read.noCopy'));
        }}
      >
        <ReaderMark mark={mark} />
        <div className="marked-lines">
          {chunks.map((offset) => (
            <Chunk
              key={offset}
              lines={lines.slice(offset, offset + CHUNK)}
              offset={offset}
              format={format}
              span={span}
              onChoose={(line) => setSpan((old) => extend(old, line))}
            />
          ))}
        </div>
      </section>
      <ExcerptBar number={number} count={lines.length} span={span} onChange={setSpan} />
    </>
  );
};
