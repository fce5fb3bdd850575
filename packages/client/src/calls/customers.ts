import type * as contract from '@miji/contract';
import type { ActOptions, CallOptions, Caller, In, Keyed, Out } from '../caller.ts';
import { keyed } from '../caller.ts';

export const customers = ({ mutate, query }: Caller) => ({
  register: (
    input: Keyed<In<typeof contract.registerCustomer>>,
    options?: ActOptions,
  ): Out<typeof contract.registerCustomer> => mutate('customers.register', keyed(input), options),
  list: (input: In<typeof contract.listCustomers> = {}, options?: CallOptions): Out<typeof contract.listCustomers> =>
    query('customers.list', input, options),
  /** Grades a customer anew: the default level of its files follows. @see CD-06 */
  grade: (input: In<typeof contract.gradeCustomer>, options?: ActOptions): Out<typeof contract.gradeCustomer> =>
    mutate('customers.grade', input, options),
});
