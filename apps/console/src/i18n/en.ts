import { ask } from './en/ask.ts';
import { common } from './en/common.ts';
import { copies } from './en/copies.ts';
import { custody } from './en/custody.ts';
import { customers } from './en/customers.ts';
import { desk } from './en/desk.ts';
import { developers } from './en/developers.ts';
import { explain } from './en/explain.ts';
import { factor } from './en/factor.ts';
import { find } from './en/find.ts';
import { handovers } from './en/handovers.ts';
import { holds } from './en/holds.ts';
import { items } from './en/items.ts';
import { keys } from './en/keys.ts';
import { ledger } from './en/ledger.ts';
import { movements } from './en/movements.ts';
import { notices } from './en/notices.ts';
import { organisation } from './en/organisation.ts';
import { reader } from './en/reader.ts';
import { records } from './en/records.ts';
import { register } from './en/register.ts';
import { reports } from './en/reports.ts';
import { requests } from './en/requests.ts';
import { rules } from './en/rules.ts';
import { session } from './en/session.ts';
import { incidents, tidings } from './en/tidings.ts';
import { trace } from './en/trace.ts';
import { uploads } from './en/uploads.ts';
import { whoseCopy } from './en/whose-copy.ts';

export const en = {
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
