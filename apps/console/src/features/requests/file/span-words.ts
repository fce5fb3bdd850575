import type { ItemDetail } from '@miji/contract';
import type { TFunction } from 'i18next';

type Extent = Pick<ItemDetail, 'medium' | 'contentKind' | 'lines' | 'pages'>;

const hasLines = ({ contentKind }: Extent): boolean => contentKind === 'plain' || contentKind === 'markdown';

/** By what the parts of an item are counted, and how many of it there are. */
export const spansHelp = (item: Extent, t: TFunction): string => {
  if (hasLines(item)) return t('ask.spans_help', { count: item.lines });
  return item.pages === null ? t('ask.spans_help_paper') : t('ask.spans_help_pages', { count: item.pages });
};

/** That a part lies outside of the item, and how far that reaches. */
export const spanBeyond = (item: Extent, t: TFunction): string =>
  !hasLines(item) && item.pages !== null
    ? t('ask.span_beyond_pages', { count: item.pages })
    : t('ask.span_beyond', { count: item.lines });
