import { useId } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly card:
    | 'to_count'
    | 'to_hand_out'
    | 'overdue'
    | 'due_back'
    | 'to_collect'
    | 'to_destroy'
    | 'stock_to_take'
    | 'unconfirmed';
  readonly lines: readonly ReactNode[];
}

/** One question of the custodian’s desk, with how many answers it has; one line where it has none. */
export const CustodyCard = ({ card, lines }: Props): ReactNode => {
  const { t } = useTranslation();
  const heading = useId();
  const isEmpty = lines.length === 0;
  return (
    <section className={isEmpty ? 'card custody-card custody-none' : 'card custody-card'} aria-labelledby={heading}>
      <header className="row">
        <h2 id={heading}>{t(`custody.${card}.title`)}</h2>
        {isEmpty ? null : <span className="custody-count number">{lines.length}</span>}
      </header>
      {isEmpty ? <p className="soft">{t(`custody.${card}.empty`)}</p> : <ul className="plain-list">{lines}</ul>}
    </section>
  );
};
