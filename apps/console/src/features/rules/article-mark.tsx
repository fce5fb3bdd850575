import { Tag } from 'antd';

/** The id of an article, as a small quiet label; filled where the address of the page points at it. */
export const ArticleMark = ({ article, marked = false }: { readonly article: string; readonly marked?: boolean }) => (
  <Tag
    variant={marked ? 'solid' : 'outlined'}
    {...(marked ? { color: 'processing', 'data-article-target': article } : {})}
    style={{ marginInlineEnd: 0, fontVariantNumeric: 'tabular-nums' }}
  >
    {article}
  </Tag>
);
