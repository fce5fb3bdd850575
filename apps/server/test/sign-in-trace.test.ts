import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CAST, expectDone, signIn, trySignIn } from './support/desk.ts';
import { embeddedUrl, rowsOf } from './support/look-behind.ts';
import type { Scratch } from './support/scratch.ts';
import { makeScratch } from './support/scratch.ts';
import type { RunningServer } from './support/server-process.ts';
import { killEveryone, startServer } from './support/server-process.ts';

let scratch: Scratch;
let server: RunningServer;
let url: string;

beforeAll(async () => {
  scratch = await makeScratch();
  const dataDir = scratch.dataDir();
  server = await startServer({ env: { MIJI_DATA_DIR: dataDir } });
  url = await embeddedUrl(dataDir);
}, 120_000);

afterAll(async () => {
  await killEveryone();
  await scratch.remove();
});

interface SessionEvent {
  readonly company: string;
  readonly action: string;
  readonly outcome: string;
  readonly person: string | null;
  readonly code: string | null;
  readonly text: string;
}

const sessionEvents = () =>
  rowsOf<SessionEvent>(
    url,
    `select company.code as company, action, outcome, person.name as person, event.code, to_jsonb(event)::text as text
       from miji.audit_event event join miji.company on company.id = event.company_id left join miji.person on person.id = event.actor_id
      where action like 'session.%' order by position`,
  );

/** The events that something leaves behind. */
const leftBy = async (act: () => Promise<unknown>): Promise<SessionEvent[]> => {
  const before = (await sessionEvents()).length;
  await act();
  return (await sessionEvents()).slice(before);
};

describe('SG-09: signing in is traced', { timeout: 60_000 }, () => {
  test('in the company of whoever signs in, before he is let in', async () => {
    const events = await leftBy(() => signIn(server.baseUrl, CAST.reader));
    expect(events).toMatchObject([{ company: 'HYYH', action: 'session.signed_in', outcome: 'done', person: '张明远' }]);
  });

  test('in the head office’s trace where nobody knows who it was, and nothing of what was typed', async () => {
    const events = await leftBy(async () => {
      expect((await trySignIn(server.baseUrl, `${CAST.reader}.example`, 'hunter2-hunter2')).status).toBe(401);
      expect((await trySignIn(server.baseUrl, 'nobody@nowhere.example', 'hunter2-hunter2')).status).toBe(401);
    });
    expect(events).toMatchObject([
      { company: 'HYJT', action: 'session.refused', outcome: 'refused', person: null, code: 'UNAUTHENTICATED' },
      { company: 'HYJT', action: 'session.refused', outcome: 'refused', person: null, code: 'UNAUTHENTICATED' },
    ]);
    expect(events.map(({ text }) => text).join('\n')).not.toMatch(/hunter2|nowhere|zhang/);
  });

  test('a lock is a refusal of its own', async () => {
    const account = `${CAST.outsider}.example`;
    const events = await leftBy(async () => {
      for (let times = 0; times < 6; times += 1) await trySignIn(server.baseUrl, account, 'hunter2-hunter2');
    });
    expect(events.map(({ code }) => code)).toEqual([...Array(5).fill('UNAUTHENTICATED'), 'LOCKED']);
  });

  test('a question that opens no session leaves no such event', async () => {
    const reader = await signIn(server.baseUrl, CAST.reader);
    expect(
      await leftBy(() => fetch(`${server.baseUrl}/api/auth/get-session`, { headers: { cookie: reader.cookie } })),
    ).toEqual([]);
  });
});

describe('whoever holds no appointment any more', { timeout: 60_000 }, () => {
  test('is out at the next click, cannot come back with the right password, and the attempt is traced', async () => {
    const insurer = 'cao.ying@hybx';
    const desk = await signIn(server.baseUrl, insurer);
    expectDone(await desk.get('/session'));
    const administrator = await signIn(server.baseUrl, 'fang.zhe@hyjt');
    const { entries } = expectDone(await administrator.get('/appointments?company=HYBX')) as {
      entries: readonly { appointmentId: string; person: { name: string } }[];
    };
    const appointment = entries.find(({ person }) => person.name === '曹颖');
    expectDone(await administrator.post(`/appointments/${appointment?.appointmentId}/end`, { company: 'HYBX' }));

    expect(await desk.get('/session')).toMatchObject({ status: 401, body: { code: 'UNAUTHENTICATED' } });
    let answer: Response | undefined;
    const events = await leftBy(async () => {
      answer = await trySignIn(server.baseUrl, `${insurer}.example`);
    });
    expect(answer?.status).toBe(403);
    expect(await answer?.json()).toMatchObject({ code: 'NOT_EMPLOYED' });
    expect(answer?.headers.getSetCookie()).toEqual([]);
    expect(events).toMatchObject([
      { company: 'HYJT', action: 'session.refused', outcome: 'refused', code: 'NOT_EMPLOYED' },
    ]);
    expect(
      await rowsOf(
        url,
        `select 1 from auth.session s join auth."user" u on u.id = s.user_id where u.email = '${insurer}.example'`,
      ),
    ).toEqual([]);
  });
});
