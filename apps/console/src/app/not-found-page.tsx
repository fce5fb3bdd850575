import type { ReactNode } from 'react';
import { NotFoundNote } from '../ui/not-found-note.tsx';

/** One honest sentence, for what never was and for what may not be known alike. */
export const NotFoundPage = (): ReactNode => (
  <div className="page">
    <NotFoundNote />
  </div>
);
