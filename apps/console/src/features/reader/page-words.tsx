import type { Reading } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { App } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTRPC } from '../../lib/trpc.ts';
import { Loaded } from '../../ui/index.ts';
import { isWithin } from '../items/line-span.ts';
import type { LineSpan } from '../items/line-span.ts';
import { ReaderMark } from '../items/reader-mark.tsx';

interface Props {
  readonly reading: Reading;
  readonly page: number;
  readonly span: LineSpan | null;
  readonly onChoose: (line: number) => void;
}

interface LinesProps extends Omit<Props, 'reading' | 'page'> {
  readonly lines: readonly string[];
  readonly fromLine: number | null;
}

const Lines = ({ lines, fromLine, span, onChoose }: LinesProps): ReactNode => {
  const { t } = useTranslation();
  if (lines.every((line) => line.trim() === '')) return <p className="soft reader-wordless">{t('reader.noWords')}</p>;
  return (
    <div className="marked-lines">
      {lines.map((line, index) => {
        const number = fromLine === null ? null : fromLine + index;
        const chosen = number !== null && span !== null && isWithin(span, number);
        return (
          <div key={`${index + 1}`} className={chosen ? 'line line-chosen' : 'line'}>
            {number === null ? (
              <span />
            ) : (
              <button
                type="button"
                className="line-number"
                aria-pressed={chosen}
                aria-label={t('items.read.lineLabel', { number })}
                onClick={() => onChoose(number)}
              >
                {number}
              </button>
            )}
            <span className="line-text">{line === '' ? '\u00A0' : line}</span>
          </div>
        );
      })}
    </div>
  );
};

/** The words of a page, for a screen reader and for whoever would rather have them large; over the reader’s own mark too. */
export const PageWords = ({ reading, page, span, onChoose }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { message } = App.useApp();
  const query = useQuery(
    trpc.items.readPage.queryOptions(
      { number: reading.number, page },
      { gcTime: 0, staleTime: Number.POSITIVE_INFINITY, refetchOnReconnect: false },
    ),
  );
  return (
    <section
      className="marked-text card"
      aria-label={t('reader.wordsOf', { page, count: reading.pages })}
      onCopy={(event) => {
        event.preventDefault();
        message.info(t('items.read.noCopy'));
      }}
    >
      <ReaderMark mark={reading.reader} />
      <Loaded query={query}>
        {({ lines, fromLine }) => <Lines lines={lines} fromLine={fromLine} span={span} onChoose={onChoose} />}
      </Loaded>
    </section>
  );
};
