import type { MijiClient } from '@miji/client';
import { createMijiClient, signIn } from '@miji/client';
import { DEMO_PASSWORD } from '@miji/stage';

type Scopes = NonNullable<Parameters<MijiClient['serviceKeys']['issue']>[0]['scopes']>;

/** A service of the demonstration's bank, and somebody who may know an item. */
export interface BankService {
  readonly key: string;
  readonly client: MijiClient;
  readonly reader: string;
  readonly item: string;
}

/** Has a key issued and confirmed; without scopes it opens what it usually does. */
export const openService = async (url: string, scopes?: Scopes): Promise<BankService> => {
  const enter = async (account: string): Promise<MijiClient> =>
    createMijiClient({
      url,
      session: await signIn(url, { email: `${account}@hyyh.example`, password: DEMO_PASSWORD }),
    });
  const [administrator, officer] = [await enter('wei.ran'), await enter('feng.xue')];
  const { key, keyId } = await administrator.serviceKeys.issue({
    service: '测量',
    ...(scopes === undefined ? {} : { scopes }),
  });
  await officer.serviceKeys.confirm({ keyId });
  const client = createMijiClient({ url, apiKey: key });
  const people = await client.organisation.people({ search: '张明远' });
  const reader = people.entries[0]?.id ?? '';
  const items = await client.onBehalfOf(reader).items.list({ level: 'secret' });
  return { key, client, reader, item: items.entries[0]?.number ?? '' };
};
