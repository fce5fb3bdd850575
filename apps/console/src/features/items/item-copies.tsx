import type { ItemDetail } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoLink } from '../../ui/index.ts';
import { CopyBalance } from '../copies/copy-balance.tsx';
import { CopyTree } from '../copies/copy-tree.tsx';
import { Section } from './section.tsx';

/** The copies of an item as they descend from their original, and whether the register adds up. @see GS-24 */
export const ItemCopies = ({ item }: { readonly item: ItemDetail }): ReactNode => {
  const { t } = useTranslation();
  const { copies, copyCount, number } = item;
  if (copyCount.issued === 0) {
    return (
      <Section title={t('items.copies.title')}>
        <p className="soft">{t('items.copies.empty')}</p>
      </Section>
    );
  }
  return (
    <Section
      title={t('items.copies.title')}
      extra={<GoLink href={paths.copies({ item: number })}>{t('items.copies.all')}</GoLink>}
    >
      <div className="tree-and-balance">
        <CopyTree item={number} copies={copies} />
        <CopyBalance count={copyCount} />
      </div>
    </Section>
  );
};
