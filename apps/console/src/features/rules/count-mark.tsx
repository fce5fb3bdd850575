import type { ReactNode } from 'react';

interface Props {
  readonly count: number;
  /** what is counted, for whoever hears the page */
  readonly label: string;
  readonly bad?: boolean;
}

/** How many of something there are, behind the name of a tab; nothing where there are none. */
export const CountMark = ({ count, label, bad = false }: Props): ReactNode =>
  count === 0 ? null : (
    <span className={bad ? 'count-mark count-bad' : 'count-mark'} title={label}>
      <span aria-hidden="true">{count}</span>
      <span className="visually-hidden">{label}</span>
    </span>
  );
