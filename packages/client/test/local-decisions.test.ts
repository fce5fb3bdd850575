import type { SnapshotPayload } from '@miji/contract';
import { reportedEvent } from '@miji/contract';
import { encodeSnapshot, REGULATIONS, Temporal } from '@miji/core';
import type { Actor, GrantOperation, NumberedItem, SnapshotFacts } from '@miji/core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { LocalMiji, LocalOptions, Spool, SpooledEvent } from '../src/index.ts';
import { classify, createMijiClient, Refusal } from '../src/index.ts';
import { inProcess } from '../src/testing.ts';
import { COMPANY, newSigner, SISTER } from './support/snapshot-signer.ts';

const HERE = 'HYYH-2026-000012';
const THERE = 'HYBX-2026-000001';
const [READER, MANAGER] = ['0190163d-8694-739b-aea5-966c26f8ad01', '0190163d-8694-739b-aea5-966c26f8ad02'];
const LONG_AGO = { from: Temporal.Instant.from('2020-01-01T00:00:00Z'), to: null };

const inPost = (personId: string): Actor => ({
  personId,
  appointments: [
    { companyId: COMPANY.id, companyKind: 'subsidiary', post: 'staff', departmentId: null, validity: LONG_AGO },
  ],
});
const item: NumberedItem = {
  number: HERE,
  facts: {
    itemId: HERE,
    version: 1,
    level: 'confidential',
    period: { kind: 'indefinite' },
    issuedOn: Temporal.PlainDate.from('2026-01-01'),
    declassifiedAt: null,
    range: {
      ownerCompanyId: COMPANY.id,
      responsibleManagerId: MANAGER,
      entries: [{ member: { kind: 'person', personId: READER }, validity: LONG_AGO }],
      excludedIds: [],
    },
    regimes: [],
    line: null,
    coOwnerIds: [],
  },
};
const granted = (operation: GrantOperation): SnapshotFacts['grants'][number] => ({
  number: 'HYYH-SQ-2026-000007-G',
  item: HERE,
  grant: {
    personId: READER,
    operation,
    itemId: HERE,
    itemVersion: 1,
    level: 'confidential',
    copies: 1,
    used: 0,
    expiresAt: Temporal.Instant.from('2099-01-01T00:00:00Z'),
    voided: null,
  },
});

const opened: LocalMiji[] = [];
afterEach(() => {
  for (const local of opened.splice(0)) local.close();
});

/** A server of one company that signs what it says, and a spool in memory. */
const openOffice = (options: Partial<LocalOptions> = {}, operation: GrantOperation = 'copy') => {
  const signer = newSigner();
  const checks: unknown[] = [];
  const kept: SpooledEvent[] = [];
  const noted: SpooledEvent[] = [];
  const office = {
    /** what is said to `access.check` */
    check: (): unknown => Promise.reject(new Refusal('UNAVAILABLE')),
    /** in place of the nonce that was asked with */
    nonce: null as string | null,
    company: COMPANY as SnapshotFacts['company'],
    isFull: false,
    lifeMs: 30_000,
    /** how often a stream was asked for */
    streams: 0,
  };
  const said = (nonce: unknown): SnapshotPayload => {
    const facts = { company: office.company, rules: [{ from: LONG_AGO.from, rules: REGULATIONS }], classes: [] };
    const isOurs = office.company.id === COMPANY.id;
    const pieces = {
      items: isOurs ? [item] : [],
      actors: [inPost(READER), inPost(MANAGER)],
      grants: isOurs ? [granted(operation)] : [],
    };
    const at = Temporal.Instant.fromEpochMilliseconds(Date.now());
    const body = encodeSnapshot({ ...facts, ...pieces }, { cursor: 'c1', at, lifeMs: office.lifeMs });
    return { kind: 'snapshot', nonce: office.nonce ?? String(nonce), body: JSON.parse(JSON.stringify(body)) };
  };
  const invoke = async (path: string, input: unknown): Promise<unknown> => {
    if (path === 'snapshot.keys') return { keys: [{ keyId: '', publicKey: signer.publicKey }], lifeMs: 30_000 };
    if (path === 'snapshot.get') return signer.sign(said(Reflect.get(Object(input), 'nonce')));
    checks.push(input);
    return office.check();
  };
  // Of the stream nothing is heard here: what was signed lives for half a minute.
  const fetch = (): Promise<Response> => {
    office.streams += 1;
    return new Promise(() => undefined);
  };
  const client = createMijiClient({ transport: inProcess({ invoke, fetch }), apiKey: 'key', attempts: 1 });
  const spool: Spool = {
    keep: async (events) => {
      if (office.isFull) throw new Refusal('SPOOL_FULL');
      kept.push(...events);
    },
    note: (event) => !office.isFull && noted.push(event) > 0,
    close: async () => undefined,
  };
  const open = (): LocalMiji => {
    const local = client.local({ spool, ...options });
    opened.push(local);
    return local;
  };
  return { office, checks, kept, noted, open };
};

const looks = { person: READER, item: HERE, operation: 'view' } as const;
const elsewhere = { ...looks, item: THERE };
const ALLOWED = {
  outcome: 'allowed',
  code: 'ALLOWED_NAMED',
  rule: 'range.confidential',
  article: 'GS-19',
  missing: [],
  obligations: ['trace'],
};
const sealed = (number: string) => classify('正文', { item: number }, { level: 'confidential' });

describe('what is decided here', () => {
  it('stands in the trace, allowed or not, before anything may be done with it', async () => {
    const { open, office, noted, kept } = openOffice();
    const local = open();
    await local.ready();
    expect(local.decide(looks)).toMatchObject({ known: true, decision: { outcome: 'allowed' } });
    expect(local.decide({ ...looks, item: 'HYYH-2026-000013' })).toMatchObject({ known: false });
    expect(noted).toMatchObject([
      { ...looks, outcome: 'allowed', code: 'ALLOWED_NAMED' },
      { item: 'HYYH-2026-000013', outcome: 'denied', code: 'NOT_FOUND' },
    ]);
    await local.decideOrAsk({ ...looks, purpose: '授信审查' });
    expect(kept).toMatchObject([{ ...looks, outcome: 'allowed', purpose: '授信审查' }]);
    office.isFull = true;
    expect(local.decide(looks)).toEqual({ ask: true, why: 'SPOOL_FULL' });
    expect(await local.decideOrAsk(looks)).toMatchObject({ decision: { code: 'UNAVAILABLE' }, why: 'SPOOL_FULL' });
  });

  it('stands there whatever was said of its purpose', async () => {
    const { open, noted } = openOffice();
    const local = open();
    await local.ready();
    for (const purpose of [`授信\n审查${'。'.repeat(300)}`, `${'。'.repeat(199)}😀`, ' \u0000']) {
      expect(local.decide({ ...looks, purpose })).toMatchObject({ known: true });
    }
    expect(noted.map((event) => reportedEvent.safeParse(event).error)).toEqual([undefined, undefined, undefined]);
    expect(noted.map(({ purpose }) => purpose?.slice(0, 6))).toEqual(['授信 审查。', '。。。。。。', undefined]);
    expect(noted.every(({ purpose }) => purpose?.isWellFormed() ?? true)).toBe(true);
  });

  it('is written down once with the first reading by it, and each further one by itself', async () => {
    const { open, noted, kept } = openOffice();
    const local = open();
    await local.ready();
    const permit = await local.permit({ ...looks, purpose: '授信审查' });
    if (permit.outcome !== 'allowed') throw new Error(permit.code);
    const text = sealed(HERE);
    expect([await text.reveal(permit), await text.reveal(permit)]).toEqual(['正文', '正文']);
    expect(kept[0]).toEqual(noted[0]);
    expect(new Set([...noted, ...kept].map(({ id }) => id)).size).toBe(2);
  });

  it.each([
    ['copy', 'grants.use'],
    ['destroy', 'copies.destroy'],
    ['declassify', 'classification.releasePart'],
  ] as const)('by a grant to %s is said, and given by nobody but the server: %s (GS-23)', async (operation, use) => {
    const { open } = openOffice({}, operation);
    const local = open();
    await local.ready();
    const taken = { ...looks, operation, necessity: '授信审查' } as const;
    expect(local.decide(taken)).toMatchObject({ decision: { outcome: 'allowed', code: 'ALLOWED_GRANT' } });
    const permit = await local.permit({ ...taken, purpose: '授信审查' });
    expect(permit).toMatchObject({ outcome: 'needs_approval', code: 'ALLOWED_GRANT', use });
  });
});

describe('what the server is asked', () => {
  it.each(['KEY_SCOPE', 'KEY_EXPIRED', 'NOT_EMPLOYED', 'RATE_LIMITED', 'VALIDATION'] as const)(
    'is refused with its own code: %s',
    async (code) => {
      const { open, office } = openOffice();
      const local = open();
      await local.ready();
      office.check = () => Promise.reject(new Refusal(code));
      const answer = await local.decideOrAsk(elsewhere);
      expect(answer).toMatchObject({ known: true, decision: { outcome: 'denied', code } });
      expect(answer).not.toHaveProperty('why');
    },
  );

  it('is, of another company’s item, asked again for each reading, and traced there', async () => {
    const { open, office, checks, kept, noted } = openOffice();
    const local = open();
    await local.ready();
    office.check = async () => ALLOWED;
    const permit = await local.permit({ ...elsewhere, purpose: '授信审查' });
    if (permit.outcome !== 'allowed') throw new Error(permit.code);
    const text = sealed(THERE);
    expect(await text.reveal(permit)).toBe('正文');
    expect([checks.length, kept, noted]).toEqual([2, [], []]);
    office.check = () => Promise.reject(new Refusal('NOT_FOUND'));
    await expect(text.reveal(permit)).rejects.toMatchObject({ reason: 'decision_over' });
    office.check = () => Promise.reject(new Refusal('UNAVAILABLE'));
    await expect(text.reveal(permit)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('a snapshot', () => {
  const troubleOf = async (office: ReturnType<typeof openOffice>, told: readonly unknown[]) => {
    const local = office.open();
    await expect.poll(() => told.length).toBeGreaterThan(0);
    expect(local.decide(looks)).toEqual({ ask: true, why: 'NO_SNAPSHOT' });
    return told[0];
  };

  it('that was recorded is not taken by whoever begins', async () => {
    const told: unknown[] = [];
    const office = openOffice({ onTrouble: (error) => told.push(error) });
    office.office.nonce = 'recorded-an-hour-ago';
    expect(await troubleOf(office, told)).toMatchObject({ name: 'UntrustedSnapshot' });
  });

  it('of another company than ours is not taken, however well it is signed', async () => {
    const told: unknown[] = [];
    const office = openOffice({ company: 'HYYH', onTrouble: (error) => told.push(error) });
    office.office.company = SISTER;
    expect(await troubleOf(office, told)).toMatchObject({ name: 'UntrustedSnapshot' });
  });

  it('that lives for an hour is followed anew all the same once the server, which speaks every ten seconds, is silent', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { open, office } = openOffice();
      office.lifeMs = 3_600_000;
      const local = open();
      await local.ready();
      await vi.waitFor(() => expect(office.streams).toBe(1));
      await vi.advanceTimersByTimeAsync(20_000);
      expect(office.streams).toBe(1);
      await vi.advanceTimersByTimeAsync(11_000);
      await vi.waitFor(() => expect(office.streams).toBe(2));
    } finally {
      vi.useRealTimers();
    }
  });

  it('is kept on although whoever is told of trouble fails himself', async () => {
    let times = 0;
    const { open, office } = openOffice({
      onTrouble: () => {
        times += 1;
        office.nonce = null;
        throw new Error('he fails');
      },
    });
    office.nonce = 'recorded-an-hour-ago';
    const local = open();
    await local.ready(AbortSignal.timeout(5_000));
    expect([times, 'known' in local.decide(looks)]).toEqual([1, true]);
  });
});
