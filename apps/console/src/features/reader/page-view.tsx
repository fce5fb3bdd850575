import type { Reading } from '@miji/contract';
import { Button, Skeleton } from 'antd';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RefusalNote } from '../../ui/index.ts';
import { usePageImage } from './use-page-image.ts';

const THUMB_WIDTH = 112;

interface Props {
  readonly reading: Reading;
  readonly page: number;
  /** 1: as wide as there is room for */
  readonly zoom: number;
  /** a small picture of the page, once it is there */
  readonly onThumb: (page: number, picture: string) => void;
}

const thumbOf = (image: HTMLImageElement): string => {
  const canvas = document.createElement('canvas');
  canvas.width = THUMB_WIDTH;
  canvas.height = Math.max(1, Math.round((THUMB_WIDTH * image.naturalHeight) / Math.max(1, image.naturalWidth)));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/png');
};

/** Shows a page for as long as it is looked at: its address is good for nothing afterwards. Gives a small picture of it. */
const show = (image: HTMLImageElement, blob: Blob, onShown: (picture: string) => void): (() => void) => {
  const url = URL.createObjectURL(blob);
  const shown = (): void => onShown(thumbOf(image));
  const keep = (event: Event): void => event.preventDefault();
  image.addEventListener('load', shown);
  image.addEventListener('contextmenu', keep);
  image.src = url;
  return () => {
    image.removeEventListener('load', shown);
    image.removeEventListener('contextmenu', keep);
    image.removeAttribute('src');
    URL.revokeObjectURL(url);
  };
};

/** One page as the server has drawn it, with the reader’s mark in it. It cannot be dragged away, and not be printed. */
export const PageView = ({ reading, page, zoom, onThumb }: Props): ReactNode => {
  const { t } = useTranslation();
  const image = useRef<HTMLImageElement>(null);
  const query = usePageImage(reading.number, reading.version, page);
  const blob = query.data;
  const tell = useEffectEvent((picture: string) => onThumb(page, picture));
  useEffect(
    () => (blob === undefined || image.current === null ? undefined : show(image.current, blob, (made) => tell(made))),
    [blob],
  );
  const size = reading.sizes[page - 1] ?? reading.sizes.at(-1) ?? { width: 595, height: 842 };
  const retry = (
    <Button size="small" loading={query.isFetching} onClick={() => void query.refetch()}>
      {t('common.retry')}
    </Button>
  );
  return (
    <div className="reader-sheet">
      <div
        className="reader-page"
        style={{ width: `${zoom * 100}%`, aspectRatio: `${size.width} / ${size.height}` }}
        aria-busy={query.isPending}
      >
        {query.error === null ? null : <RefusalNote error={query.error} action={retry} />}
        {query.isPending ? <Skeleton active paragraph={{ rows: 12 }} /> : null}
        {blob === undefined ? null : (
          <img ref={image} alt={t('reader.pageAlt', { page, count: reading.pages })} draggable={false} />
        )}
      </div>
    </div>
  );
};
