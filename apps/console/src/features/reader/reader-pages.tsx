import type { Reading } from '@miji/contract';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { paths } from '../../app/paths.ts';
import { useGo } from '../../lib/location.ts';
import { ExcerptBar } from '../items/excerpt-bar.tsx';
import { extend } from '../items/line-span.ts';
import type { LineSpan } from '../items/line-span.ts';
import { PageView } from './page-view.tsx';
import { PageWords } from './page-words.tsx';
import { PagesBar } from './pages-bar.tsx';
import { ReaderBar } from './reader-bar.tsx';
import { Thumbs } from './thumbs.tsx';
import { useReaderKeys } from './use-reader-keys.ts';

/** Below this width the small pictures would leave no room for the page. */
const WIDE = '(min-width: 901px)';

interface Props {
  readonly reading: Reading;
  readonly page: number;
  /** the words of the page in place of its picture */
  readonly asWords: boolean;
}

/** An item page by page: as it was drawn, or its words; with what chooses pages for an excerpt. */
export const ReaderPages = ({ reading, page, asWords }: Props): ReactNode => {
  const go = useGo();
  const [zoom, setZoom] = useState(1);
  const [withThumbs, setWithThumbs] = useState(() => reading.pages > 1 && window.matchMedia(WIDE).matches);
  const [pictures, setPictures] = useState<ReadonlyMap<number, string>>(new Map());
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [span, setSpan] = useState<LineSpan | null>(null);
  const { number, pages, kind } = reading;
  const turn = (wanted: number): void =>
    go(paths.readItem(number, { view: asWords ? 'text' : 'pages', page: wanted }), { replace: true });
  const choose = (one: number): void =>
    setChosen((old) => (old.has(one) ? new Set([...old].filter((other) => other !== one)) : new Set([...old, one])));
  useReaderKeys({ page, pages, zoom, onGo: turn, onZoom: setZoom, onChoose: () => choose(page) });
  const hasLines = kind === 'plain' || kind === 'markdown';
  return (
    <>
      <ReaderBar
        page={page}
        pages={pages}
        zoom={asWords ? null : zoom}
        withThumbs={withThumbs}
        onGo={turn}
        onZoom={setZoom}
        onThumbs={() => setWithThumbs((old) => !old)}
      />
      <div className={withThumbs ? 'reader-body reader-with-thumbs' : 'reader-body'}>
        {withThumbs ? (
          <Thumbs pages={pages} page={page} pictures={pictures} chosen={chosen} onGo={turn} onChoose={choose} />
        ) : null}
        {asWords ? (
          <PageWords
            key={page}
            reading={reading}
            page={page}
            span={span}
            onChoose={(line) => setSpan((old) => extend(old, line))}
          />
        ) : (
          <PageView
            key={page}
            reading={reading}
            page={page}
            zoom={zoom}
            onThumb={(one, picture) => setPictures((old) => new Map(old).set(one, picture))}
          />
        )}
      </div>
      {asWords && hasLines && span !== null ? (
        <ExcerptBar number={number} count={span.to} span={span} onChange={setSpan} />
      ) : (
        <PagesBar number={number} page={page} chosen={chosen} onChoose={choose} onClear={() => setChosen(new Set())} />
      )}
    </>
  );
};
