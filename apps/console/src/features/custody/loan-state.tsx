import type { LoanWire } from '@miji/contract';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Whether a loan is out, overdue, returned or lost. */
export const LoanState = ({ loan }: { readonly loan: LoanWire }): ReactNode => {
  const { t } = useTranslation();
  const bad = loan.state === 'overdue' || loan.state === 'lost';
  return <strong className={bad ? 'custody-late' : undefined}>{t(`custody.loans.state.${loan.state}`)}</strong>;
};

/** The last day on which it is in time, as it is said. */
export const DueDay = ({ loan }: { readonly loan: LoanWire }): ReactNode => (
  <span className="number">{loan.dueOn} 24:00</span>
);
