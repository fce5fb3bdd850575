import type { AppRouter } from '@miji/api';
import type { inferRouterInputs } from '@trpc/server';
import { describe, expectTypeOf, it } from 'vitest';
import type { Session } from '../src/index.ts';
import { createMijiClient, Refusal, signIn } from '../src/index.ts';

declare const session: Session;
const url = 'http://127.0.0.1:4400';
const miji = createMijiClient({ url, apiKey: 'key' });
const draft = {
  title: '标题',
  catalogueCode: 'GS-08.3',
  level: 'confidential',
  basis: '依据',
  period: { kind: 'term', term: 'P1Y' },
  issuedOn: '2026-11-01',
  responsibleManagerId: '00000000-0000-4000-8000-000000000000',
  range: [],
  content: { format: 'plain', text: '正文' },
} as const;

describe('a client', () => {
  it('is made with a key or a session, and never without', () => {
    expectTypeOf(createMijiClient({ url, session })).toEqualTypeOf<typeof miji>();
    // @ts-expect-error nobody calls as nobody
    createMijiClient({ url });
    // @ts-expect-error a key alone does not say where
    createMijiClient({ apiKey: 'key' });
    // @ts-expect-error a session is what signIn gives, not its cookie
    createMijiClient({ url, session: 'cookie' });
    // @ts-expect-error a sign-in needs the password
    void signIn(url, { email: 'a@b.example' });
  });

  it('calls for a person and is then the same client', () => {
    expectTypeOf(miji.onBehalfOf('person')).toEqualTypeOf<typeof miji>();
  });
});

type Procedures = inferRouterInputs<AppRouter>;
/** What the console listens to; a client asks. */
type Streams = 'unread';
/** `items.exclude`: every procedure of the API that the client lacks. */
type Lacking = {
  [R in keyof Procedures]: R extends keyof typeof miji
    ? `${R}.${Exclude<keyof Procedures[R] & string, keyof (typeof miji)[R] | Streams>}`
    : R;
}[keyof Procedures];

describe('the calls', () => {
  it('are those of the API, all of them', () => {
    expectTypeOf<Lacking>().toEqualTypeOf<never>();
  });
});

describe('a call', () => {
  it('takes what the contract takes, and makes the idempotency key where none is given', () => {
    expectTypeOf(miji.items.register).toBeCallableWith({ ...draft, range: [] });
    expectTypeOf(miji.items.register).toBeCallableWith({ ...draft, range: [], idempotencyKey: 'chosen-by-me' });
  });

  it('does not compile with a field missing, wrong or unknown', () => {
    const { basis, ...incomplete } = draft;
    expectTypeOf(basis).toEqualTypeOf<'依据'>();
    // @ts-expect-error the basis is mandatory (GS-13)
    void miji.items.register({ ...incomplete, range: [] });
    // @ts-expect-error there are three levels, and this is none
    void miji.items.register({ ...draft, range: [], level: 'internal' });
    // @ts-expect-error nobody is named without a reason
    void miji.items.register({ ...draft, range: [{ member: { kind: 'person', personId: 'x' } }] });
    // @ts-expect-error an item is asked for by number
    void miji.items.get({ id: 'x' });
    // @ts-expect-error no such operation
    void miji.access.check({ item: 'HYYH-2026-000001', operation: 'delete' });
    // @ts-expect-error a refusal needs its reason
    void miji.requests.decide({ number: 'HYYH-SQ-2026-000001', decision: 'refuse' });
    // @ts-expect-error no such filter
    void miji.items.list({ title: '标题' });
  });

  it('gives what the contract gives', () => {
    expectTypeOf(miji.copies.file).returns.resolves.toEqualTypeOf<Uint8Array>();
    expectTypeOf(miji.items.read).returns.resolves.toHaveProperty('text').toEqualTypeOf<string>();
    expectTypeOf(miji.items.get).returns.resolves.not.toHaveProperty('text');
  });
});

describe('a refusal', () => {
  it('is told by its code, and a code that does not exist cannot be asked for', () => {
    const error: unknown = new Error('x');
    if (!(error instanceof Refusal)) return;
    expectTypeOf(error.code === 'GRANT_USED').toEqualTypeOf<boolean>();
    // @ts-expect-error GRANT_EMPTY is no code
    expectTypeOf(error.code === 'GRANT_EMPTY').toEqualTypeOf<boolean>();
  });
});
