import { common } from './zh-cn/common.ts';
import { copies } from './zh-cn/copies.ts';
import { customers } from './zh-cn/customers.ts';
import { desk } from './zh-cn/desk.ts';
import { explain } from './zh-cn/explain.ts';
import { items } from './zh-cn/items.ts';
import { ledger } from './zh-cn/ledger.ts';
import { organisation } from './zh-cn/organisation.ts';
import { reports } from './zh-cn/reports.ts';
import { requests } from './zh-cn/requests.ts';
import { rules } from './zh-cn/rules.ts';
import { session } from './zh-cn/session.ts';
import { trace } from './zh-cn/trace.ts';

export const zhCn = {
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
