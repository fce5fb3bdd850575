import { setTimeout as sleep } from 'node:timers/promises';
import type { BankService } from './bank.ts';

/** What was asked for, and how it ended. */
export type CopyAnswer =
  | { readonly state: 'granted'; readonly grant: string; readonly pdf: Uint8Array }
  | { readonly state: 'refused' };

/** A refusal changes nobody’s rights, and so is not sent: now and then it is asked for. */
const ASK_EVERY_MS = 30_000;

/**
 * Asks for one copy on behalf of somebody and waits until it is decided. An approval changes what the service follows anyway, so it is known
 * here within two seconds, and nobody has to be asked for it again and again.
 */
export const askForACopy = async (
  { miji, changed }: Pick<BankService, 'miji' | 'changed'>,
  { person, item, purpose }: { readonly person: string; readonly item: string; readonly purpose: string },
  signal: AbortSignal,
  askEveryMs = ASK_EVERY_MS,
): Promise<CopyAnswer> => {
  const reader = miji.onBehalfOf(person);
  const { number } = await reader.requests.file({ item, particulars: { operation: 'copy' }, purpose });
  for (;;) {
    // Looked out for before it is asked, so that nothing falls in between.
    const change = changed();
    const { state } = await reader.requests.get({ number }, { signal });
    if (state === 'approved') break;
    if (state !== 'pending') return { state: 'refused' };
    // What is left of the pause holds up no program that is done.
    await Promise.race([change, sleep(askEveryMs, null, { signal, ref: false })]);
  }
  const grant = `${number}-G`;
  const { copy } = await reader.grants.use({ grant });
  return { state: 'granted', grant, pdf: await reader.copies.file({ id: copy.id }) };
};
