import type { CopySummary } from '@miji/contract';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoLink, PersonName } from '../../ui/index.ts';
import type { Branch } from './copy-branches.ts';
import { branchesOf } from './copy-branches.ts';
import { useCopyLabel } from './copy-label.ts';
import { StateSign } from './state-sign.tsx';
import './copy-tree.css';

/** How many copies stand below one another at first; an item may have hundreds. */
const SHOWN = 24;

const Node = ({ copy, current }: { readonly copy: CopySummary; readonly current: boolean }): ReactNode => {
  const { t } = useTranslation();
  const label = useCopyLabel();
  const over = copy.state === 'destroyed' || copy.state === 'lost';
  return (
    <div
      className={`tree-node mark-${copy.level} ${over ? 'tree-over' : ''} ${current ? 'tree-current' : ''}`}
      aria-current={current ? 'true' : undefined}
    >
      <div className="tree-name">
        <GoLink href={paths.copy(copy.id)}>{label(copy)}</GoLink>
        {current ? <span className="tree-this">{t('copies.tree.this')}</span> : null}
      </div>
      <div>
        <PersonName person={copy.holder} />
        {copy.store === null ? null : <span className="soft"> · {copy.store.name}</span>}
      </div>
      <StateSign copy={copy} />
      {copy.boundTo === null ? null : (
        <div className="soft">
          {t('copies.tree.bound', { number: copy.boundTo.slice(copy.boundTo.lastIndexOf('-') + 1) })}
        </div>
      )}
    </div>
  );
};

interface LevelProps {
  readonly branches: readonly Branch[];
  readonly current: string | undefined;
  readonly label?: string;
}

/** What was made from one thing: a list, in which each copy holds the list of what was made from it in turn. */
const Level = ({ branches, current, label }: LevelProps): ReactNode => {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? branches : branches.slice(0, SHOWN);
  return (
    <ul aria-label={label}>
      {shown.map(({ copy, children }) => (
        <li key={copy.id}>
          <Node copy={copy} current={copy.id === current} />
          {children.length === 0 ? null : (
            <Level
              branches={children}
              current={current}
              label={`${copy.number}: ${t('copies.tree.children', { count: children.length })}`}
            />
          )}
        </li>
      ))}
      {shown.length < branches.length ? (
        <li>
          <Button size="small" onClick={() => setAll(true)}>
            {t('copies.tree.more', { count: branches.length - shown.length })}
          </Button>
        </li>
      ) : null}
    </ul>
  );
};

interface Props {
  readonly item: string;
  readonly copies: readonly CopySummary[];
  /** the copy whose page this is */
  readonly current?: string;
}

/**
 * The copies of an item as a picture: each box hangs on what it was made from. It is a list of lists underneath, so that a screen
 * reader tells who descends from whom, and the keyboard goes from box to box.
 *
 * @see GS-24
 */
export const CopyTree = ({ item, copies, current }: Props): ReactNode => {
  const { t } = useTranslation();
  const branches = useMemo(() => branchesOf(copies), [copies]);
  return (
    <section className="tree-frame" aria-label={t('copies.tree.label')}>
      <div className="tree">
        <div className="tree-node tree-root">
          <div className="soft">{t('copies.tree.root')}</div>
          <div className="number">{item}</div>
        </div>
        <Level branches={branches} current={current} />
      </div>
    </section>
  );
};
