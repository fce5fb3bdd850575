import type { StocktakingLine } from '@miji/contract';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { paths } from '../../app/paths.ts';
import { GoLink, Minute, PersonName } from '../../ui/index.ts';

const ORDER = ['missing', 'surplus', 'unknown', 'found'] as const;

const Line = ({ line }: { readonly line: StocktakingLine }): ReactNode => {
  const { t } = useTranslation();
  return (
    <li>
      {line.finding === 'unknown' ? (
        <span>{line.copy}</span>
      ) : (
        <GoLink href={paths.copy(line.copy)} className="number">
          {line.copy}
        </GoLink>
      )}
      <div className="soft">
        {line.elsewhere === null ? null : <span>{line.elsewhere} </span>}
        {line.countedAt === null ? null : <Minute at={line.countedAt} />}{' '}
        {line.countedBy === null ? null : <PersonName person={line.countedBy} />}{' '}
        {line.means === null ? null : t(`custody.stocktaking.means.${line.means}`)}
      </div>
    </li>
  );
};

const List = ({ title, lines }: { readonly title: string; readonly lines: readonly StocktakingLine[] }): ReactNode => {
  const heading = useId();
  return (
    <section className="card custody-card" aria-labelledby={heading}>
      <header className="row">
        <h2 id={heading}>{title}</h2>
        <span className="custody-count number">{lines.length}</span>
      </header>
      <ul className="plain-list">
        {lines.map((line) => (
          <Line key={line.copy} line={line} />
        ))}
      </ul>
    </section>
  );
};

/** What is missing, once it is closed; what should not be there, what nobody knows, and what was found. */
export const Differences = ({ lines }: { readonly lines: readonly StocktakingLine[] }): ReactNode => {
  const { t } = useTranslation();
  const lists = ORDER.map((finding) => ({ finding, found: lines.filter((line) => line.finding === finding) })).filter(
    ({ found }) => found.length > 0,
  );
  return (
    <div className="count-lists">
      {lists.map(({ finding, found }) => (
        <List key={finding} title={t(`custody.stocktaking.list.${finding}`)} lines={found} />
      ))}
    </div>
  );
};
