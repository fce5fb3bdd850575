import { Tag } from 'antd';

/** The id of an article, as a small quiet label; filled where the address of the page points at it. */
export const ArticleMark = ({ article, marked = false }: { readonly article: string; readonly marked?: boolean }) => (
  <Tag variant="outlined" className={marked ? 'article-mark article-target' : 'article-mark'}>
    {article}
  </Tag>
);
