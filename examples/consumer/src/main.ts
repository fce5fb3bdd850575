import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Classified } from '@miji/client';
import { classify, createMijiClient, isClassified, Refusal } from '@miji/client';
import { openSpool } from '@miji/client/node';
import { inProcess } from '@miji/client/testing';

const setting = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing`);
  return value;
};

const [url, apiKey, person, item] = ['MIJI_URL', 'MIJI_API_KEY', 'PERSON', 'ITEM'].map(setting) as [
  string,
  string,
  string,
  string,
];

/** Reads an item three ways: by the server, by a decision made here, and sealed until that decision opens it. */
const main = async (): Promise<void> => {
  const miji = createMijiClient({ url, apiKey });
  const { mark, text } = await miji.onBehalfOf(person).items.read({ number: item });
  const folder = mkdtempSync(join(tmpdir(), 'consumer-'));
  const spool = await openSpool({ folder, client: miji });
  const local = miji.local({ spool });
  try {
    await local.ready(AbortSignal.timeout(10_000));
    const code = local.decide({ person, item, operation: 'view' });
    const sealed: Classified<string> = classify(text, { item }, { level: 'confidential' });
    const permit = await local.permit({ person, item, operation: 'view', purpose: '授信审查' });
    if (permit.outcome !== 'allowed') throw new Error(permit.code);
    const opened = await sealed.reveal(permit);
    const unheard = await miji
      .onBehalfOf(person)
      .items.get({ number: item.replace(/\d{6}$/, '999999') })
      .catch((error: unknown) => (error instanceof Refusal ? error.code : error));
    await spool.deliver();
    const pending = spool.pendingBytes;
    process.stdout.write(
      `${JSON.stringify({ mark, isSame: opened === text, isClassified: isClassified(sealed), unheard, code, pending })}\n`,
    );
  } finally {
    local.close();
    await spool.close();
    rmSync(folder, { recursive: true });
  }
};

// What tests of one’s own would use, without a server.
const pretended = createMijiClient({
  transport: inProcess({
    invoke: async (path) => Promise.reject(new Refusal(path === 'session.get' ? 'NOT_FOUND' : 'INTERNAL')),
  }),
  apiKey: 'none',
});
const refused = await pretended.session.get().catch((error: unknown) => error);
if (!(refused instanceof Refusal) || refused.code !== 'NOT_FOUND') throw new Error('two classes of refusals');

await main();
