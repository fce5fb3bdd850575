import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SERVICE_SCOPES } from '@miji/contract';
import { DEMO_PASSWORD } from '@miji/stage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LocalMiji, MijiClient, Spool } from '../src/index.ts';
import { classify, createMijiClient, directSpool, signIn } from '../src/index.ts';
import type { FolderSpool } from '../src/node/index.ts';
import { openSpool } from '../src/node/index.ts';
import type { Bank } from './support/bank.ts';
import { codeOf, openBank, START_TIMEOUT_MS, TEXT } from './support/bank.ts';
import type { Proxy } from './support/proxy.ts';
import { startProxy } from './support/proxy.ts';
import { newSigner } from './support/snapshot-signer.ts';

const LIFE_S = 4;
let bank: Bank;
let proxy: Proxy;
let miji: MijiClient;
let folder: string;
let spool: FolderSpool;
let local: LocalMiji;
let apiKey: string;
let keyId: string;
let number: string;
const troubles: unknown[] = [];

beforeAll(async () => {
  bank = await openBank({ clock: 'system', settings: { MIJI_SNAPSHOT_LIFE: String(LIFE_S) } });
  const issued = await bank.administrator.serviceKeys.issue({ service: '本地判定', scopes: [...SERVICE_SCOPES] });
  await bank.officer.serviceKeys.confirm({ keyId: issued.keyId });
  ({ key: apiKey, keyId } = issued);
  proxy = await startProxy(bank.url);
  folder = mkdtempSync(join(tmpdir(), 'miji-local-'));
  miji = createMijiClient({ url: proxy.url, apiKey, timeoutMs: 2_000 });
  spool = await openSpool({ folder, client: miji, deliverEveryMs: 50 });
  local = miji.local({ spool, onTrouble: (error) => troubles.push(error) });
  await local.ready();
  ({ number } = await miji.items.register(bank.draft('本地判定所及')));
}, START_TIMEOUT_MS);
afterAll(async () => {
  local?.close();
  await spool?.close();
  await proxy?.close();
  await bank?.server.stop();
  if (folder !== undefined) rmSync(folder, { recursive: true });
});

const looks = (person: string) => ({ person, item: number, operation: 'view' }) as const;
const codeNow = (person: string): unknown => {
  const answer = local.decide(looks(person));
  if ('ask' in answer) return answer.why;
  return answer.known ? answer.decision.code : answer.code;
};
const reading = (person: string) => local.permit({ ...looks(person), purpose: '授信审查' });

describe('a decision made here', () => {
  it('is that of the server, and a new item is known in under two seconds', async () => {
    await expect.poll(() => codeNow(bank.readerId), { timeout: 2_000, interval: 20 }).toBe('ALLOWED_NAMED');
    for (const operation of ['view', 'copy', 'export'] as const) {
      const question = { item: number, operation };
      const decision = await miji.onBehalfOf(bank.readerId).access.check(question);
      expect(local.decide({ ...question, person: bank.readerId })).toEqual({ known: true, decision });
    }
    expect(codeNow(bank.outsiderId)).toBe('NOT_FOUND');
    expect(await codeOf(miji.onBehalfOf(bank.outsiderId).access.check({ item: number, operation: 'view' }))).toBe(
      'NOT_FOUND',
    );
  });

  it('asks about another company’s item, and about nobody known', () => {
    expect(local.decide({ ...looks(bank.readerId), item: 'HYBX-2026-000001' })).toEqual({
      ask: true,
      why: 'OTHER_COMPANY',
    });
    expect(codeNow('0190163d-8694-739b-aea5-966c26f8ad90')).toBe('UNKNOWN_PERSON');
  });

  it('opens a classified value, and the trace of the server names the reading', async () => {
    const text = classify(TEXT, { item: number }, { level: 'confidential' });
    const decision = await reading(bank.readerId);
    if (decision.outcome !== 'allowed') throw new Error(decision.code);
    expect(await text.reveal(decision)).toBe(TEXT);
    const traced = async () =>
      (await bank.auditor.trace.list({ item: number })).entries.filter(
        ({ action, details }) => action === 'item.decided_locally' && details['purpose'] === '授信审查',
      );
    await expect.poll(async () => (await traced()).length, { timeout: 5_000 }).toBe(1);
    await expect.poll(() => spool.pendingBytes).toBe(0);
  });

  it('is denied to whoever is not named, who opens nothing', async () => {
    expect(await reading(bank.outsiderId)).toEqual({ outcome: 'denied', code: 'NOT_FOUND', decision: null });
    await expect(local.permit({ ...looks(bank.readerId), purpose: ' ' })).rejects.toMatchObject({
      code: 'PURPOSE_REQUIRED',
    });
  });

  it('opens nothing where the reading cannot be written down', async () => {
    const full: Spool = directSpool(createMijiClient({ url: 'http://127.0.0.1:9', apiKey, attempts: 1 }));
    const other = miji.local({ spool: full });
    await other.ready();
    const decision = await other.permit({ ...looks(bank.readerId), purpose: '授信审查' });
    if (decision.outcome !== 'allowed') throw new Error(decision.code);
    const text = classify(TEXT, { item: number }, { level: 'confidential' });
    await expect(text.reveal(decision)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    other.close();
    await full.close();
    expect(other.decide(looks(bank.readerId))).toEqual({ ask: true, why: 'NO_SNAPSHOT' });
  });

  it('trusts no snapshot that another key has signed', async () => {
    const told: unknown[] = [];
    const other = miji.local({
      spool,
      snapshotKeys: [newSigner().publicKey],
      onTrouble: (error) => told.push(error),
    });
    await expect.poll(() => told).toContainEqual(expect.objectContaining({ name: 'UntrustedSnapshot' }));
    expect(other.decide(looks(bank.readerId))).toEqual({ ask: true, why: 'NO_SNAPSHOT' });
    other.close();
  });
});

describe('a row of one’s own table', () => {
  const row = { id: 7, phone: '13812345678', manager: '', segment: '零售' };

  it('is read by the class that the office has declared, and the trace of the server names the reading (K-15)', async () => {
    await bank.officer.recordClasses.declare({
      base: null,
      declared: {
        code: 'customer',
        name: '客户',
        regimes: ['customer'],
        level: { kind: 'fixed', level: 'secret' },
        range: { accountManager: true, department: 'nobody' },
        fields: [
          { name: 'mobile', kind: 'mobile', pfi: 'C2', alwaysMasked: false },
          { name: 'segment', kind: 'text', pfi: null, alwaysMasked: false },
        ],
        combinations: [],
        batchLimit: 10,
        unmaskers: ['account_manager'],
        unmaskReasons: [],
      },
    });
    const customers = local
      .records('customer')
      .rows<typeof row>()
      .map({
        ref: 'id',
        // Without a grade the row of a customer is as secret as one can be (CD-05).
        grade: { column: 'segment', values: { 零售: 'ordinary' } },
        accountManager: 'manager',
        fields: { mobile: 'phone', segment: 'segment' },
      });
    const mine = { ...row, manager: bank.readerId };
    const asked = { purpose: '回访', fields: ['mobile', 'segment'] } as const;
    // What is declared comes signed with everything else that decides, in under two seconds; so does what is retired.
    const isDeclared = () => codeOf(customers.condition({ person: bank.readerId, purpose: ' ' }));
    await expect.poll(isDeclared, { timeout: 2_000, interval: 20 }).toBe('PURPOSE_REQUIRED');
    const { fields, allowed: mayOpen } = await customers.read(mine, { ...asked, person: bank.readerId });
    expect(fields).toMatchObject({ mobile: { state: 'masked', text: '138****5678' }, segment: { state: 'clear' } });
    expect(await codeOf(customers.read(mine, { ...asked, person: bank.outsiderId }))).toBe('NOT_IN_RANGE');
    const unmasking = { person: bank.readerId, purpose: '回访', reason: '号码核对' };
    const { value, allowed } = await customers.unmask(mine, 'mobile', unmasking);
    expect(await value.reveal(allowed)).toBe(row.phone);
    await spool.deliver();
    const { entries } = await bank.auditor.trace.list({ action: 'record.read' });
    const said = entries.map(({ outcome, code, details }) => `${outcome} ${code} ${String(details['reason'] ?? '')}`);
    expect(said.toSorted()).toEqual([
      'done ALLOWED_RESPONSIBLE_MANAGER ',
      'done ALLOWED_RESPONSIBLE_MANAGER 号码核对',
      'refused NOT_IN_RANGE ',
      'refused PURPOSE_REQUIRED ',
    ]);
    await bank.officer.recordClasses.retire({ code: 'customer', reason: '试行结束' });
    await expect.poll(isDeclared, { timeout: 2_000, interval: 20 }).toBe('NOT_FOUND');
    if (fields.segment.state !== 'clear') throw new Error(fields.segment.state);
    expect(await codeOf(fields.segment.value.reveal(mayOpen))).toBe('NOT_FOUND');
  });

  it('is not read under a class that nobody has declared', async () => {
    const unheard = local
      .records('unheard_of')
      .rows<typeof row>()
      .map({ ref: 'id', fields: { mobile: 'phone' } });
    const asked = { person: bank.readerId, purpose: '回访', fields: ['mobile'] } as const;
    expect(await codeOf(unheard.read(row, asked))).toBe('NOT_FOUND');
  });
});

describe('a line that is cut', () => {
  it('leaves the snapshot its life and no longer; then the server is asked, and where it is away the answer is no', async () => {
    expect(codeNow(bank.readerId)).toBe('ALLOWED_NAMED');
    proxy.cut();
    expect(codeNow(bank.readerId)).toBe('ALLOWED_NAMED');
    await expect.poll(() => codeNow(bank.readerId), { timeout: (LIFE_S + 2) * 1_000 }).toBe('STALE');
    const answer = await local.decideOrAsk(looks(bank.readerId));
    expect(answer).toMatchObject({ known: true, decision: { outcome: 'denied', code: 'UNAVAILABLE' }, why: 'STALE' });
    expect(await reading(bank.readerId)).toMatchObject({ outcome: 'denied', code: 'UNAVAILABLE', why: 'STALE' });
  });

  it('is joined again by itself, with what has changed meanwhile', async () => {
    const draft = bank.draft('断线期间');
    const { number: meanwhile } = await bank.service.items.register(draft);
    proxy.mend();
    await local.ready(AbortSignal.timeout(10_000));
    const question = { ...looks(bank.readerId), item: meanwhile };
    await expect.poll(() => local.decide(question), { timeout: 5_000 }).toMatchObject({ known: true });
  }, 20_000);
});

describe('a revocation', () => {
  it('reaches whoever is connected in under two seconds, and closes what was open', async () => {
    await expect.poll(() => codeNow(bank.readerId), { timeout: 5_000 }).toBe('ALLOWED_NAMED');
    const decision = await reading(bank.readerId);
    if (decision.outcome !== 'allowed') throw new Error(decision.code);
    const { range } = await miji.onBehalfOf(bank.readerId).items.get({ number });
    const entry = range.find(({ member }) => member.kind === 'person' && member.personId === bank.readerId);
    const session = await signIn(bank.url, { email: 'lin.shuqin@hyyh.example', password: DEMO_PASSWORD });
    const responsible = createMijiClient({ url: bank.url, session });
    await responsible.items.revoke({ number, entryId: entry?.id ?? '', reason: '已调岗' });
    await expect.poll(() => codeNow(bank.readerId), { timeout: 2_000, interval: 10 }).toBe('NOT_FOUND');
    const text = classify(TEXT, { item: number }, { level: 'confidential' });
    await expect(text.reveal(decision)).rejects.toMatchObject({ name: 'ClassifiedLeak', reason: 'decision_over' });
  });

  it('of the key ends everything that came by it', async () => {
    await bank.administrator.serviceKeys.revoke({ keyId });
    await expect.poll(() => codeNow(bank.readerId), { timeout: (LIFE_S + 2) * 1_000 }).toBe('NO_SNAPSHOT');
    expect(troubles).toContainEqual(expect.objectContaining({ code: 'UNAUTHENTICATED' }));
  }, 15_000);
});

describe('a server that is killed', () => {
  const killServer = (): void => {
    const { dataDir, processId } = bank.server;
    const [postgres = ''] = readFileSync(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1);
    process.kill(processId, 'SIGKILL');
    // It had no time to end its database, which would go on without it.
    process.kill(Number(postgres), 'SIGINT');
  };

  it('leaves decisions the life of the snapshot, and what was read is kept until somebody takes it', async () => {
    const issued = await bank.administrator.serviceKeys.issue({ service: '另一系统', scopes: [...SERVICE_SCOPES] });
    await bank.officer.serviceKeys.confirm({ keyId: issued.keyId });
    const other = createMijiClient({ url: bank.url, apiKey: issued.key, timeoutMs: 2_000 });
    const { number: item } = await other.items.register(bank.draft('服务器没了'));
    const kept = await openSpool({ folder: join(folder, 'other'), client: other });
    const alone = other.local({ spool: kept });
    const question = { person: bank.readerId, item, operation: 'view' } as const;
    const isAllowed = () => alone.decide(question);
    await expect.poll(isAllowed, { timeout: 10_000 }).toMatchObject({ decision: { outcome: 'allowed' } });
    await kept.deliver();
    killServer();
    const text = classify(TEXT, { item }, { level: 'confidential' });
    const decision = await alone.permit({ ...question, purpose: '授信审查' });
    if (decision.outcome !== 'allowed') throw new Error(decision.code);
    expect(await text.reveal(decision)).toBe(TEXT);
    await expect(kept.deliver()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect.poll(isAllowed, { timeout: (LIFE_S + 2) * 1_000 }).toEqual({ ask: true, why: 'STALE' });
    expect(await alone.decideOrAsk(question)).toMatchObject({ decision: { code: 'UNAVAILABLE' }, why: 'STALE' });
    alone.close();
    await kept.close();
    expect(kept.pendingBytes).toBeGreaterThan(0);
  }, 60_000);
});
