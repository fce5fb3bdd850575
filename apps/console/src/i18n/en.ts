import { common } from './en/common.ts';
import { copies } from './en/copies.ts';
import { customers } from './en/customers.ts';
import { desk } from './en/desk.ts';
import { explain } from './en/explain.ts';
import { items } from './en/items.ts';
import { ledger } from './en/ledger.ts';
import { organisation } from './en/organisation.ts';
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
  copies,
  trace,
  rules,
  organisation,
  ledger,
  customers,
  explain,
  reports,
} as const;
