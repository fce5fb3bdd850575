import type { ReactNode } from 'react';

interface Props {
  readonly title: ReactNode;
  readonly extra?: ReactNode;
  /** one sentence below the title */
  readonly lead?: ReactNode;
}

/** The head of a page: its one `h1`, and what can be done from here. */
export const PageHead = ({ title, extra, lead }: Props): ReactNode => (
  <header className="page-head">
    <div>
      <h1>{title}</h1>
      {lead === undefined ? null : <div className="soft">{lead}</div>}
    </div>
    {extra === undefined ? null : <div className="extra">{extra}</div>}
  </header>
);
