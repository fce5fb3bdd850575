import type { CopyDetail } from '@miji/contract';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { formatMinute } from '../../lib/format.ts';
import { usePathNumber } from '../../lib/location.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { GoLink, LevelTag, Loaded, MarkHead } from '../../ui/index.ts';
import { Section } from '../items/section.tsx';
import { MovementFacts } from '../movements/movement-facts.tsx';
import { MovementActs } from '../movements/movement-line.tsx';
import { useMovementSentence } from '../movements/movement-words.ts';
import { CopyActs } from './acts/copy-acts.tsx';
import { CopyFacts } from './copy-facts.tsx';
import { useCopyLabel } from './copy-label.ts';
import { CopyLife } from './copy-life.tsx';
import { CopyTreeSection } from './copy-tree-section.tsx';
import '../items/item.css';
import '../movements/movements.css';
import './copies.css';

/** The marks that no longer count stand crossed out beside the one that does, as on paper. @see GS-24 */
const EarlierMarks = ({ copy }: { readonly copy: CopyDetail }): ReactNode => {
  const { t } = useTranslation();
  if (copy.earlierMarks.length === 0) return null;
  return (
    <ul className="earlier-marks" aria-label={t('copies.page.earlier')}>
      {copy.earlierMarks.map(({ mark, until }) => (
        <li key={until}>
          <del lang="zh-CN">{mark}</del>{' '}
          <span className="soft">{t('copies.page.earlier_until', { at: formatMinute(until) })}</span>
        </li>
      ))}
    </ul>
  );
};

const Head = ({ copy }: { readonly copy: CopyDetail }): ReactNode => {
  const label = useCopyLabel();
  return (
    <MarkHead mark={copy.mark} level={copy.level}>
      <EarlierMarks copy={copy} />
      <h1>{label(copy)}</h1>
      <div className="row">
        <LevelTag level={copy.level} />
        <span className="number soft">{copy.id}</span>
        <GoLink href={paths.item(copy.item)} className="number">
          {copy.item}
        </GoLink>
      </div>
    </MarkHead>
  );
};

/** What is open about it first, then everything that one may do with it. */
const Can = ({ copy }: { readonly copy: CopyDetail }): ReactNode => {
  const { t } = useTranslation();
  const sentence = useMovementSentence();
  const open = copy.movements.filter(({ outcome }) => outcome === 'pending');
  return (
    <aside className="can-do">
      <Section title={t('copies.page.can')}>
        {open.map((movement) => (
          <div key={movement.id} className="copy-pending">
            <strong>{t(movement.yours ? 'copies.page.pending_yours' : 'copies.page.pending')}</strong>
            <div>{sentence(movement)}</div>
            <MovementFacts movement={movement} />
            <div className="row">
              <MovementActs movement={movement} />
            </div>
          </div>
        ))}
        {open.length > 0 && copy.can.length === 0 && !copy.mayTakeOver ? null : <CopyActs copy={copy} />}
      </Section>
    </aside>
  );
};

const CopySkeleton = (): ReactNode => (
  <>
    <Skeleton active paragraph={{ rows: 1 }} className="item-head" />
    <div className="item-grid">
      <aside className="card">
        <Skeleton active paragraph={{ rows: 5 }} />
      </aside>
      <div className="stack">
        <div className="card">
          <Skeleton active paragraph={{ rows: 6 }} />
        </div>
      </div>
    </div>
  </>
);

/** One copy: where its QR code leads. Its mark, where it is, how it came there, and what one can do with it now. */
export const CopyPage = (): ReactNode => {
  const trpc = useTRPC();
  const query = useQuery(trpc.copies.get.queryOptions({ id: usePathNumber() }));
  return (
    <div className="page">
      <Loaded query={query} skeleton={<CopySkeleton />}>
        {(copy) => (
          <article key={copy.id}>
            <header className="item-head">
              <Head copy={copy} />
            </header>
            <div className="item-grid">
              <Can copy={copy} />
              <div className="stack">
                <CopyFacts copy={copy} />
                <CopyLife copy={copy} />
                <CopyTreeSection item={copy.item} current={copy.id} />
              </div>
            </div>
          </article>
        )}
      </Loaded>
    </div>
  );
};
