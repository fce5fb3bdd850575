import type { ReactNode } from 'react';

/** A pleasant sentence where a list is empty. */
export const EmptyNote = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <div className="empty-note">{children}</div>
);
