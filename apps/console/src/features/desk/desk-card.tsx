import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { GoLink } from '../../ui/index.ts';

interface Props {
  readonly title: string;
  readonly empty: string;
  /** the address of the whole list, where this is not all of it */
  readonly all?: string;
  readonly count: number;
  readonly children: ReactNode;
}

/** One question of the desk and the first few answers. */
export const DeskCard = ({ title, empty, all, count, children }: Props): ReactNode => {
  const { t } = useTranslation();
  const heading = useId();
  return (
    <section className="card desk-card" aria-labelledby={heading}>
      <header className="row">
        <h2 id={heading} className="grow">
          {title}
        </h2>
        {count === 0 || all === undefined ? null : <GoLink href={all}>{t('desk.all')}</GoLink>}
      </header>
      {count === 0 ? <p className="soft">{empty}</p> : <ul className="plain-list">{children}</ul>}
    </section>
  );
};
