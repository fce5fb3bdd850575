import type { GrantSummary, RequestSummary } from '@miji/contract';
import { demoPersonId } from '../../src/demo/group.ts';

export const PASSWORD = 'miji-demo-2026';

/** What a server answered. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

interface RawRequest {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
}

/** Somebody of the demonstration group at his desk: signed in, over REST, as a browser would. */
export interface Desk {
  readonly cookie: string;
  get(path: string): Promise<Answer>;
  post(path: string, body?: object): Promise<Answer>;
  text(path: string): Promise<string>;
  /** a request of another kind, with what follows from who it is */
  raw(path: string, init: RawRequest): Promise<Response>;
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const answerOf = async (response: Response): Promise<Answer> => ({
  status: response.status,
  body: parsed(await response.text()),
});

export const trySignIn = (baseUrl: string, email: string, password = PASSWORD): Promise<Response> =>
  fetch(`${baseUrl}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(baseUrl).origin },
    body: JSON.stringify({ email, password }),
  });

/** The desk of whoever holds this cookie; it outlives a restart of the server, at whatever address. */
export const deskAt = (baseUrl: string, cookie: string, { origin } = new URL(baseUrl)): Desk => {
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${baseUrl}/api/v1${path}`, {
      ...init,
      headers: { cookie, origin, ...(init.body !== undefined && { 'content-type': 'application/json' }) },
    });
  return {
    cookie,
    get: async (path) => answerOf(await ask(path)),
    post: async (path, body = {}) => answerOf(await ask(path, { method: 'POST', body: JSON.stringify(body) })),
    text: async (path) => (await ask(path)).text(),
    raw: (path, { headers = {}, ...init }) =>
      fetch(`${baseUrl}/api/v1${path}`, { ...init, headers: { cookie, origin, 'tus-resumable': '1.0.0', ...headers } }),
  };
};

/** @param account such as `zhang.mingyuan@hyyh` */
export const signIn = async (baseUrl: string, account: string): Promise<Desk> => {
  const response = await trySignIn(baseUrl, `${account}.example`);
  if (response.status !== 200) throw new Error(`signing in answered ${response.status}: ${await response.text()}`);
  return deskAt(
    baseUrl,
    response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';', 1)[0])
      .join('; '),
  );
};

/** The answer, where it is 200. */
export const expectDone = ({ status, body }: Answer): unknown => {
  if (status !== 200) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return body;
};

/** Who has which part in the story of the demonstration bank. */
export const CAST = {
  reader: 'zhang.mingyuan@hyyh',
  outsider: 'sun.hao@hyyh',
  manager: 'zhou.jianguo@hyyh',
  auditor: 'jiang.ping@hyyh',
  administrator: 'wei.ran@hyyh',
  headOfficeAuditor: 'luo.min@hyjt',
} as const;

/** The reader asks for copies of the demonstration item, the general manager approves: what is left is a grant. */
export const grantCopies = async (reader: Desk, manager: Desk, copies: number, key: string): Promise<GrantSummary> => {
  const item = await creditPlan(reader);
  const filed = expectDone(
    await reader.post('/requests', {
      item,
      particulars: { operation: 'copy' },
      terms: { recipients: [{ personId: demoPersonId('zhang.mingyuan'), copies }] },
      purpose: '办公会研究',
      idempotencyKey: key,
    }),
  ) as RequestSummary;
  expectDone(await manager.post(`/requests/${filed.number}/decision`, { decision: 'approve' }));
  const { entries } = expectDone(await reader.get('/grants')) as { entries: readonly GrantSummary[] };
  const grant = entries.find(({ request }) => request === filed.number);
  if (grant === undefined) throw new Error('the approval left no grant');
  return grant;
};

/** The number of the demonstration item that the reader may know. */
export const creditPlan = async (reader: Desk): Promise<string> => {
  const { entries } = expectDone(await reader.post('/items/search', { search: '信贷投放方案' })) as {
    entries: readonly { number: string }[];
  };
  const number = entries[0]?.number;
  if (number === undefined) throw new Error('the demonstration item is not there');
  return number;
};
