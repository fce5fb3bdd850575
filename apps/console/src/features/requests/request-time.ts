import type { RequestDetail } from '@miji/contract';

/** When a request last came to those who decide: its clock began then. */
export const beganAt = ({ rounds, filedAt }: Pick<RequestDetail, 'rounds' | 'filedAt'>): string =>
  rounds.at(-1)?.at ?? filedAt;
