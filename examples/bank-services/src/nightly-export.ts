import { existsSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MijiClient } from '@miji/client';
import type { BankService } from './bank.ts';

/**
 * A job that runs at night: of each grant for a copy that somebody has, one copy goes into a folder, numbered and marked; the rest is left
 * alone. It holds no rights of its own, and using a grant up is the server’s alone. Started again after it was broken off, it ends what it
 * had begun. It lives on copies: who decides on an `export` is among what the regulations lost, so nothing is granted for one before the
 * group has set it.
 *
 * @returns the files that it wrote
 */
export const exportTonight = async (
  { miji, local }: BankService,
  { person, into }: { readonly person: string; readonly into: string },
): Promise<readonly string[]> => {
  const reader = miji.onBehalfOf(person);
  const written: string[] = [];
  for await (const { number: grant, item, operation, state } of grantsOf(reader)) {
    const file = join(into, `${grant}.pdf`);
    const begun = `${file}.begun`;
    if (operation !== 'copy' || existsSync(file)) continue;
    if (!existsSync(begun)) {
      if (state !== 'live') continue;
      // Held, taken back or run out since: asking here first costs nothing, and leaves no useless refusal in the trace.
      const answer = await local.decideOrAsk({ person, item, operation });
      if (!answer.known || answer.decision.outcome !== 'allowed') continue;
      await writeFile(begun, '', { mode: 0o600 });
    }
    // The key belongs to the grant: whoever sends it again gets the same copy once more, and nothing is used up by that.
    const { copy } = await reader.grants.use({ grant, idempotencyKey: `nightly-${grant}` });
    await writeFile(begun, await reader.copies.file({ id: copy.id }));
    await rename(begun, file);
    written.push(file);
  }
  return written;
};

/** All grants of somebody, one page after the other. */
async function* grantsOf({ grants }: Pick<MijiClient, 'grants'>) {
  let cursor: string | null = null;
  do {
    const page = await grants.list(cursor === null ? {} : { cursor });
    yield* page.entries;
    cursor = page.next;
  } while (cursor !== null);
}
