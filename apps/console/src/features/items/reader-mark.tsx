import type { ReactNode } from 'react';

const TILES = Array.from({ length: 90 }, (_, tile) => tile);

/** Who reads, again and again behind the text, so that no photograph of it is without a name. */
export const ReaderMark = ({ mark }: { readonly mark: string }): ReactNode => (
  <div className="reader-mark" aria-hidden="true">
    <div>
      {TILES.map((tile) => (
        <span key={tile}>{mark}</span>
      ))}
    </div>
  </div>
);
