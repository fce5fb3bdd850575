import { LeftOutlined, PicLeftOutlined, RightOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { Button, InputNumber } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { nextZoom, ZOOMS } from './zoom.ts';

interface Props {
  readonly page: number;
  readonly pages: number;
  /** null where the words are shown, which the browser enlarges by itself */
  readonly zoom: number | null;
  readonly withThumbs: boolean;
  readonly onGo: (page: number) => void;
  readonly onZoom: (zoom: number) => void;
  readonly onThumbs: () => void;
}

/** What turns pages and makes them larger. */
export const ReaderBar = ({ page, pages, zoom, withThumbs, onGo, onZoom, onThumbs }: Props): ReactNode => {
  const { t } = useTranslation();
  return (
    <div className="reader-bar" role="toolbar" aria-label={t('reader.bar')}>
      <Button
        icon={<PicLeftOutlined aria-hidden="true" />}
        aria-label={t('reader.thumbs')}
        aria-pressed={withThumbs}
        onClick={onThumbs}
      />
      <span className="reader-turn">
        <Button
          icon={<LeftOutlined aria-hidden="true" />}
          aria-label={t('reader.previous')}
          disabled={page <= 1}
          onClick={() => onGo(page - 1)}
        />
        <InputNumber
          aria-label={t('reader.page')}
          min={1}
          max={pages}
          precision={0}
          controls={false}
          value={page}
          onChange={(wanted) => {
            if (wanted !== null && wanted >= 1 && wanted <= pages) onGo(wanted);
          }}
        />
        <span className="number">/ {pages}</span>
        <Button
          icon={<RightOutlined aria-hidden="true" />}
          aria-label={t('reader.next')}
          disabled={page >= pages}
          onClick={() => onGo(page + 1)}
        />
      </span>
      {zoom === null ? null : (
        <span className="reader-turn">
          <Button
            icon={<ZoomOutOutlined aria-hidden="true" />}
            aria-label={t('reader.smaller')}
            disabled={zoom <= Math.min(...ZOOMS)}
            onClick={() => onZoom(nextZoom(zoom, -1))}
          />
          <Button aria-label={t('reader.fit', { percent: Math.round(zoom * 100) })} onClick={() => onZoom(1)}>
            {Math.round(zoom * 100)}%
          </Button>
          <Button
            icon={<ZoomInOutlined aria-hidden="true" />}
            aria-label={t('reader.larger')}
            disabled={zoom >= Math.max(...ZOOMS)}
            onClick={() => onZoom(nextZoom(zoom, 1))}
          />
        </span>
      )}
    </div>
  );
};
