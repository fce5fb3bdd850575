import type * as contract from '@miji/contract';
import type { CallOptions, Caller, In, Out } from '../caller.ts';

export const register = ({ query }: Caller) => ({
  /** Every request with what was decided on it, for whoever answers for a register. @see CD-24 */
  list: (
    input: In<typeof contract.requestRegister> = {},
    options?: CallOptions,
  ): Out<typeof contract.requestRegister> => query('register.list', input, options),
  figures: (input: In<typeof contract.requestFigures>, options?: CallOptions): Out<typeof contract.requestFigures> =>
    query('register.figures', input, options),
  /** The official form of a request: a PDF, base64. */
  form: (input: In<typeof contract.requestForm>, options?: CallOptions): Out<typeof contract.requestForm> =>
    query('register.form', input, options),
});
