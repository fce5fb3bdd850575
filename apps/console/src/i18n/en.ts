import { common } from './en/common.ts';
import { copies } from './en/copies.ts';
import { desk } from './en/desk.ts';
import { items } from './en/items.ts';
import { requests } from './en/requests.ts';
import { rules } from './en/rules.ts';
import { session } from './en/session.ts';
import { trace } from './en/trace.ts';

export const en = { common, session, desk, items, requests, copies, trace, rules } as const;
