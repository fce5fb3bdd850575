import type { CompanyRef } from '@miji/contract';
import { BUSINESS_ZONE } from '@miji/core';
import type { Temporal } from '@miji/core';
import type { CounterName, ScopedTransaction } from '@miji/db';
import { nextNumber } from '@miji/db';

/** What each register calls its entries between the company and the year. */
const KINDS = { loan: 'JY', handover: 'JJ', stocktaking: 'PD' } as const satisfies Partial<Record<CounterName, string>>;

/** The next number of a register of custody, `HYYH-JY-2026-000003`: gapless, as it goes with the transaction that takes it. */
export const runningNumber = async (
  tx: ScopedTransaction,
  company: CompanyRef,
  register: keyof typeof KINDS,
  at: Temporal.Instant,
): Promise<string> => {
  const { year } = at.toZonedDateTimeISO(BUSINESS_ZONE);
  const number = await nextNumber(tx, register, year);
  return `${company.code}-${KINDS[register]}-${year}-${String(number).padStart(6, '0')}`;
};
