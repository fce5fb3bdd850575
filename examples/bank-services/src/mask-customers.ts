import type { GuardedRows, SeenField } from '@miji/client';
import type { BankService } from './bank.ts';

/** A row of the bank’s own table of customers. */
export interface Customer {
  readonly id: number;
  readonly vip: 'A' | 'B' | 'C';
  readonly manager_id: string | null;
  readonly phone: string;
  readonly segment: string;
}

/** Declares the class, as the bank’s security office does once in the console; unless somebody has. */
export const declareCustomers = async ({ miji, officer, changed }: BankService): Promise<void> => {
  const { entries } = await miji.recordClasses.list();
  if (entries.some(({ inForce }) => inForce.code === 'bank_customer')) return;
  const change = changed();
  await officer.recordClasses.declare({
    base: null,
    declared: {
      code: 'bank_customer',
      name: '客户',
      regimes: ['customer'],
      level: { kind: 'fixed', level: 'secret' },
      range: { accountManager: true, department: 'nobody' },
      fields: [
        { name: 'mobile', kind: 'mobile', pfi: 'C2', alwaysMasked: false },
        { name: 'segment', kind: 'text', pfi: null, alwaysMasked: false },
      ],
      combinations: [],
      batchLimit: 100,
      unmaskers: ['account_manager'],
      unmaskReasons: [],
    },
  });
  // It reaches the service as every change of the law does.
  await change;
};

/** How the bank’s rows are read as records of the class. */
export const customersOf = ({ local }: BankService): GuardedRows<Customer, 'mobile' | 'segment'> =>
  local
    .records('bank_customer')
    .rows<Customer>()
    .map({
      ref: 'id',
      grade: { column: 'vip', values: { A: 'decisive', B: 'important', C: 'ordinary' } },
      accountManager: 'manager_id',
      fields: { mobile: 'phone', segment: 'segment' },
    });

/** What a screen shows of the customers to somebody: only his own, and of those no number in full. */
export const screenOf = async (
  service: BankService,
  rows: readonly Customer[],
  person: string,
): Promise<readonly string[]> => {
  const asked = { person, purpose: '客户回访', fields: ['mobile', 'segment'] } as const;
  const seen = await customersOf(service).readMany(rows, asked);
  return Promise.all(
    seen.map(async ({ ref, fields, allowed }) => {
      const shown = async (field: SeenField): Promise<string> =>
        field.state === 'clear' ? String(await field.value.reveal(allowed)) : field.text;
      return `${ref} ${await shown(fields.segment)} ${await shown(fields.mobile)}`;
    }),
  );
};
