import type { RunningServer, ServerOptions } from '@miji/stage';
import { DEMO_PASSWORD, startServer } from '@miji/stage';
import type { MijiClient } from '../../src/index.ts';
import { createMijiClient, signIn } from '../../src/index.ts';

/** The demonstration group's bank on a server of its own, with a service that has a key. */
export interface Bank {
  readonly server: RunningServer;
  readonly url: string;
  readonly apiKey: string;
  readonly service: MijiClient;
  readonly administrator: MijiClient;
  /** the security officer, who confirms the keys that the administrator issues */
  readonly officer: MijiClient;
  readonly manager: MijiClient;
  readonly auditor: MijiClient;
  /** 张明远, whom {@link Bank.draft} names in the range, and 孙浩, whom it does not */
  readonly readerId: string;
  readonly outsiderId: string;
  /** What registers a 秘密 item for the reader. */
  draft(title: string): Parameters<MijiClient['items']['register']>[0];
}

/** A fresh database takes a few seconds, and many of them on a busy machine. */
export const START_TIMEOUT_MS = 150_000;

export const TEXT = '一、范围。\n二、口径。\n三、时间表。';

export const openBank = async (options: ServerOptions = {}): Promise<Bank> => {
  const server = await startServer(options);
  const { url } = server;
  const enter = async (account: string): Promise<MijiClient> =>
    createMijiClient({
      url,
      session: await signIn(url, { email: `${account}@hyyh.example`, password: DEMO_PASSWORD }),
    });
  const [administrator, officer, manager, auditor] = await Promise.all([
    enter('wei.ran'),
    enter('feng.xue'),
    enter('zhou.jianguo'),
    enter('jiang.ping'),
  ]);
  const { key, keyId } = await administrator.serviceKeys.issue({ service: '授信管理系统' });
  await officer.serviceKeys.confirm({ keyId });
  const idOf = async (name: string): Promise<string> => {
    const { entries } = await administrator.organisation.people({ search: name });
    if (entries[0] === undefined) throw new Error(`${name} is not in the demonstration group`);
    return entries[0].id;
  };
  const [readerId, outsiderId, responsibleManagerId] = [await idOf('张明远'), await idOf('孙浩'), await idOf('林书琴')];
  const { clock } = await administrator.session.get();
  return {
    server,
    url,
    apiKey: key,
    service: createMijiClient({ url, apiKey: key }),
    administrator,
    officer,
    manager,
    auditor,
    readerId,
    outsiderId,
    draft: (title) => ({
      title,
      catalogueCode: 'GS-08.3',
      level: 'confidential',
      basis: '合同管理办法',
      period: { kind: 'term', term: 'P5Y' },
      issuedOn: clock.now.slice(0, 10),
      responsibleManagerId,
      range: [{ member: { kind: 'person', personId: readerId }, reason: '经办人' }],
      content: { format: 'plain', text: TEXT },
    }),
  };
};

/** The code with which something is refused; the error itself where it is no refusal. */
export const codeOf = async (call: Promise<unknown>): Promise<unknown> => {
  try {
    return { granted: await call };
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
};
