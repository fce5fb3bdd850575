import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { GoLink } from '../../ui/index.ts';
import { Section } from '../items/section.tsx';
import { CopyBalance } from './copy-balance.tsx';
import { CopyTree } from './copy-tree.tsx';

interface Props {
  readonly item: string;
  /** the copy whose page this is */
  readonly current?: string;
}

/** The tree of an item’s copies with its balance; nothing for whoever may see only a part of it. */
export const CopyTreeSection = ({ item, current }: Props): ReactNode => {
  const { t } = useTranslation();
  const trpc = useTRPC();
  const { data, isPending } = useQuery({ ...trpc.copies.tree.queryOptions({ item }), retry: false });
  if (isPending) {
    return (
      <div className="card">
        <Skeleton active paragraph={{ rows: 4 }} />
      </div>
    );
  }
  if (data === undefined || data.copies.length === 0) return null;
  return (
    <Section
      title={t('copies.tree.title')}
      extra={
        current === undefined ? (
          <GoLink href={paths.tidings({ item })}>{t('copies.page.changes')}</GoLink>
        ) : (
          <GoLink href={paths.copies({ item })}>{t('copies.page.all_of_item')}</GoLink>
        )
      }
    >
      <div className="tree-and-balance">
        <CopyTree item={item} copies={data.copies} {...(current === undefined ? {} : { current })} />
        <CopyBalance count={data.count} />
      </div>
    </Section>
  );
};
