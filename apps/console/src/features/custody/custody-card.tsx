import { useId } from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly title: string;
  readonly empty: string;
  readonly count: number;
  readonly children: ReactNode;
}

/** One question of the custodian’s desk, with how many answers it has. */
export const CustodyCard = ({ title, empty, count, children }: Props): ReactNode => {
  const heading = useId();
  return (
    <section className="card custody-card" aria-labelledby={heading}>
      <header className="row">
        <h2 id={heading}>{title}</h2>
        {count === 0 ? null : <span className="custody-count number">{count}</span>}
      </header>
      {count === 0 ? <p className="soft">{empty}</p> : <ul className="plain-list">{children}</ul>}
    </section>
  );
};
