import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { businessDay, Temporal } from '@miji/core';
import {
  appoint,
  beginCall,
  confirmItem,
  enactRegulations,
  fileRequest,
  foundCompany,
  registerItem,
  registerPerson,
} from '@miji/services';
import type { CallContext, Platform } from '@miji/services';
import type { Accounts } from '../auth/accounts.ts';
import type { Running } from '../platform.ts';
import type { Settings } from '../settings.ts';
import { demoId } from './demo-id.ts';
import type { DemoAccount } from './group.ts';
import { DEMO_ACCOUNTS, DEMO_GROUP, DEMO_PASSWORD, demoCompanyId, demoDepartmentId, demoPersonId } from './group.ts';
import { DEMO_ITEMS } from './items.ts';
import { loadStandIns } from './stand-ins.ts';
import { loadStores } from './stores.ts';

/** Everybody of the group took up his post here; long enough ago for any story. */
const IN_OFFICE_SINCE = Temporal.Instant.from('2020-01-01T00:00:00+08:00');

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/**
 * Loads the demonstration group where the database is empty, through the same verbs as everything else; loaded twice, or broken off
 * and begun again, it is the same. Never in production.
 *
 * @param told breaks it off between two entries when the server is told to stop
 * @returns how to sign in, or null where the database holds somebody else's group
 */
export const loadDemo = async (
  { platform, accounts }: Running,
  settings: Settings,
  say: (line: string) => void,
  told: AbortSignal,
): Promise<{ readonly accounts: readonly DemoAccount[]; readonly password: string } | null> => {
  const [first] = DEMO_GROUP;
  const companies = await platform.companies.all();
  const isOurs = first !== undefined && companies.some(({ id }) => id === demoCompanyId(first.code));
  if (settings.production || (companies.length > 0 && !isOurs)) return null;

  const marker = join(settings.dataDir, 'demonstration-loaded');
  if (!isOurs || !(await exists(marker))) {
    say('loading the demonstration group …');
    await loadOrganisation(platform, accounts, told);
    await loadStandIns(platform, (account) => as(platform, account));
    await loadStores((account) => as(platform, account));
    await loadItems(platform, told);
    await writeFile(marker, '');
  }
  return { accounts: DEMO_ACCOUNTS, password: DEMO_PASSWORD };
};

const loadOrganisation = async (platform: Platform, accounts: Accounts, told: AbortSignal): Promise<void> => {
  await enactRegulations(platform, IN_OFFICE_SINCE);
  for (const { code, kind, name, departments, people } of DEMO_GROUP) {
    told.throwIfAborted();
    const companyId = demoCompanyId(code);
    const units = departments.map((department) => ({ id: demoDepartmentId(code, department), name: department }));
    await foundCompany(platform, { id: companyId, code, kind, name, departments: units }, IN_OFFICE_SINCE);
    for (const [account, personName, post, department, lines] of people) {
      const personId = demoPersonId(account);
      await registerPerson(platform, { id: personId, name: personName }, IN_OFFICE_SINCE);
      const departmentId = department === undefined ? null : demoDepartmentId(code, department);
      const id = demoId(`appointment/${account}`);
      const held = { id, companyId, personId, post, departmentId, lines, from: IN_OFFICE_SINCE };
      await appoint(platform, held, IN_OFFICE_SINCE);
    }
  }
  for (const { personId, name, email } of DEMO_ACCOUNTS) {
    told.throwIfAborted();
    await accounts.createAccount({ personId, name, email, password: DEMO_PASSWORD });
  }
};

/** Somebody of the group, about to act. */
const as = async (platform: Platform, account: string): Promise<CallContext> =>
  beginCall(platform, { kind: 'person', personId: demoPersonId(account) }, null, await platform.clock.now());

const loadItems = async (platform: Platform, told: AbortSignal): Promise<void> => {
  const numbers = new Map<string, string>();
  for (const { key, drafter, issuedDaysAgo, confirmedBy, input } of DEMO_ITEMS) {
    told.throwIfAborted();
    const ctx = await as(platform, drafter);
    const issuedOn = businessDay(ctx.at).subtract({ days: issuedDaysAgo }).toString();
    const { number } = await registerItem(ctx, { ...input, issuedOn, idempotencyKey: key });
    if (confirmedBy !== undefined) await confirmItem(await as(platform, confirmedBy), { number, version: 1 });
    numbers.set(key, number);
  }
  const plan = numbers.get('demo-item-credit-plan') ?? '';
  await fileRequest(await as(platform, 'zhang.mingyuan'), {
    item: plan,
    particulars: { operation: 'copy' },
    terms: { recipients: [{ personId: demoPersonId('zhang.mingyuan'), copies: 2 }], spans: [], useBefore: null },
    purpose: '向分管领导当面汇报投放测算，会后收回',
    idempotencyKey: 'demo-request-credit-plan',
  });
  const merger = numbers.get('demo-item-merger') ?? '';
  await fileRequest(await as(platform, 'lu.zhengming'), {
    item: merger,
    particulars: { operation: 'copy' },
    terms: { spans: [], useBefore: null },
    purpose: '战略委员会现场审议',
    necessity: '议事规则要求现场使用纸质材料，会后当场收回',
    idempotencyKey: 'demo-request-merger',
  });
};
