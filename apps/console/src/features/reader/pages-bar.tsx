import { Button, Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoButton } from '../../ui/index.ts';
import { pageSpans, spansWord } from './page-spans.ts';

interface Props {
  readonly number: string;
  readonly page: number;
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (page: number) => void;
  readonly onClear: () => void;
}

/** Which pages are chosen, and the way to ask for them. */
export const PagesBar = ({ number, page, chosen, onChoose, onClear }: Props): ReactNode => {
  const { t } = useTranslation();
  const spans = pageSpans(chosen);
  const words = spans.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(t('reader.comma'));
  return (
    <fieldset className="excerpt-bar" aria-label={t('reader.excerpt')}>
      <Checkbox checked={chosen.has(page)} onChange={() => onChoose(page)}>
        {t('reader.choosePage', { page })}
      </Checkbox>
      <span className="soft excerpt-hint" aria-live="polite">
        {spans.length === 0 ? t('reader.excerptHint') : t('reader.chosen', { pages: words })}
      </span>
      {spans.length === 0 ? null : (
        <span className="row">
          <Button onClick={onClear}>{t('items.read.clear')}</Button>
          <GoButton type="primary" href={paths.fileRequest(number, { operation: 'excerpt', pages: spansWord(spans) })}>
            {t('reader.ask')}
          </GoButton>
        </span>
      )}
    </fieldset>
  );
};
