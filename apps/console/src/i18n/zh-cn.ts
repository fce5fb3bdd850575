import { ask } from './zh-cn/ask.ts';
import { common } from './zh-cn/common.ts';
import { copies } from './zh-cn/copies.ts';
import { custody } from './zh-cn/custody.ts';
import { customers } from './zh-cn/customers.ts';
import { desk } from './zh-cn/desk.ts';
import { developers } from './zh-cn/developers.ts';
import { explain } from './zh-cn/explain.ts';
import { factor } from './zh-cn/factor.ts';
import { find } from './zh-cn/find.ts';
import { handovers } from './zh-cn/handovers.ts';
import { holds } from './zh-cn/holds.ts';
import { items } from './zh-cn/items.ts';
import { keys } from './zh-cn/keys.ts';
import { ledger } from './zh-cn/ledger.ts';
import { movements } from './zh-cn/movements.ts';
import { notices } from './zh-cn/notices.ts';
import { organisation } from './zh-cn/organisation.ts';
import { reader } from './zh-cn/reader.ts';
import { records } from './zh-cn/records.ts';
import { register } from './zh-cn/register.ts';
import { reports } from './zh-cn/reports.ts';
import { requests } from './zh-cn/requests.ts';
import { rules } from './zh-cn/rules.ts';
import { session } from './zh-cn/session.ts';
import { incidents, tidings } from './zh-cn/tidings.ts';
import { trace } from './zh-cn/trace.ts';
import { uploads } from './zh-cn/uploads.ts';
import { whoseCopy } from './zh-cn/whose-copy.ts';

export const zhCn = {
  common,
  session,
  desk,
  items,
  requests,
  ask,
  holds,
  copies,
  custody,
  handovers,
  movements,
  tidings,
  incidents,
  trace,
  rules,
  organisation,
  notices,
  ledger,
  customers,
  records,
  developers,
  explain,
  factor,
  register,
  reports,
  find,
  keys,
  reader,
  uploads,
  whoseCopy,
} as const;
