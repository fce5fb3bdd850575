import { ask } from './en/ask.ts';
import { common } from './en/common.ts';
import { copies } from './en/copies.ts';
import { customers } from './en/customers.ts';
import { desk } from './en/desk.ts';
import { explain } from './en/explain.ts';
import { factor } from './en/factor.ts';
import { holds } from './en/holds.ts';
import { items } from './en/items.ts';
import { ledger } from './en/ledger.ts';
import { notices } from './en/notices.ts';
import { organisation } from './en/organisation.ts';
import { register } from './en/register.ts';
import { reports } from './en/reports.ts';
import { requests } from './en/requests.ts';
import { rules } from './en/rules.ts';
import { session } from './en/session.ts';
import { trace } from './en/trace.ts';

export const en = {
  common,
  session,
  desk,
  items,
  requests,
  ask,
  holds,
  copies,
  trace,
  rules,
  organisation,
  notices,
  ledger,
  customers,
  explain,
  factor,
  register,
  reports,
} as const;
