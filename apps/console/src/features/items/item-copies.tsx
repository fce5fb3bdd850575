import { CheckCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { CopyCountWire, CopySummary, ItemDetail } from '@miji/contract';
import { COPY_STATES } from '@miji/core';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { useSession } from '../../lib/session.tsx';
import { GoLink, Minute, PersonName } from '../../ui/index.ts';
import { Section } from './section.tsx';

/** issued = held + lent + …, as a sentence. */
const Count = ({ count }: { readonly count: CopyCountWire }): ReactNode => {
  const { t } = useTranslation();
  const parts = COPY_STATES.filter((state) => count.in[state] > 0).map(
    (state) => `${t(`items.copies.state.${state}`)} ${count.in[state]}`,
  );
  return (
    <p className="row">
      <span>{t('items.copies.count', { issued: count.issued, parts: parts.join(' + ') })}</span>
      {count.conserved ? (
        <span className="copies-good">
          <CheckCircleOutlined aria-hidden="true" /> {t('items.copies.conserved')}
        </span>
      ) : (
        <strong className="copies-bad" role="alert">
          <WarningOutlined aria-hidden="true" /> {t('items.copies.broken')}
        </strong>
      )}
    </p>
  );
};

const CopyLine = ({ copy }: { readonly copy: CopySummary }): ReactNode => {
  const { t } = useTranslation();
  const { person } = useSession();
  return (
    <li className="row">
      <span className="grow">
        {t(`items.copies.${copy.kind}`, { number: copy.number })} <PersonName person={copy.holder} />{' '}
        <span className="soft">
          {t(`items.copies.state.${copy.state}`)} · <Minute at={copy.issuedAt} />
        </span>
      </span>
      {copy.holder.id === person.id && copy.state === 'held' ? (
        <Button size="small" href={paths.copyFile(copy.id)} target="_blank" rel="noreferrer">
          {t('items.copies.file')}
        </Button>
      ) : null}
    </li>
  );
};

/** The copies of an item below their original, and whether the register adds up. @see GS-24 */
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
      <Count count={copyCount} />
      <div className="copy-root">
        {t('items.copies.root')} <span className="number">{number}</span>
      </div>
      <ul className="copy-tree">
        {copies.map((copy) => (
          <CopyLine key={copy.id} copy={copy} />
        ))}
      </ul>
    </Section>
  );
};
