import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalMiji, MijiClient, Spool } from '@miji/client';
import { createMijiClient, signIn } from '@miji/client';
import { openSpool } from '@miji/client/node';

/** A service of the demonstration’s bank, as it stands when it has started. */
export interface BankService {
  readonly miji: MijiClient;
  readonly local: LocalMiji;
  readonly spool: Spool & { deliver(): Promise<void> };
  /** for what people do themselves: the bank’s security officer */
  readonly officer: MijiClient;
  readonly apiKey: string;
  /** Resolves as soon as something has changed in what the law knows of the bank. */
  changed(): Promise<void>;
  /** the id of somebody in the directory */
  idOf(name: string): Promise<string>;
  close(): Promise<void>;
}

const PASSWORD = 'miji-demo-2026';

/**
 * Starts a service at the demonstration’s bank. In earnest its key would have been issued and confirmed once, by people, and stand in the
 * service’s settings; here it is done on the spot, so that each example is one command.
 */
export const startService = async (url: string, service: string): Promise<BankService> => {
  const as = async (account: string): Promise<MijiClient> =>
    createMijiClient({ url, session: await signIn(url, { email: `${account}@hyyh.example`, password: PASSWORD }) });
  const [administrator, officer] = await Promise.all([as('wei.ran'), as('feng.xue')]);
  const scopes = ['access', 'items', 'requests', 'custody', 'records', 'organisation', 'snapshot'] as const;
  const { key, keyId } = await administrator.serviceKeys.issue({ service, scopes: [...scopes] });
  await officer.serviceKeys.confirm({ keyId });
  const miji = createMijiClient({ url, apiKey: key });
  const folder = mkdtempSync(join(tmpdir(), 'miji-example-'));
  const spool = await openSpool({ folder, client: miji });
  let change = Promise.withResolvers<void>();
  const onChange = (): void => {
    change.resolve();
    change = Promise.withResolvers();
  };
  const local = miji.local({ spool, onChange });
  await local.ready(AbortSignal.timeout(30_000));
  return {
    miji,
    local,
    spool,
    officer,
    apiKey: key,
    changed: () => change.promise,
    idOf: async (name) => {
      const { entries } = await administrator.organisation.people({ search: name });
      if (entries[0] === undefined) throw new Error(`${name} is not in the demonstration`);
      return entries[0].id;
    },
    close: async () => {
      local.close();
      await spool.deliver();
      await spool.close();
      rmSync(folder, { recursive: true });
    },
  };
};
