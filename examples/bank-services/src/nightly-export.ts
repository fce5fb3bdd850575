import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BankService } from './bank.ts';

/**
 * A job that runs at night: of what was granted to somebody a copy goes into a folder, each numbered and marked; the rest is left alone. It
 * holds no rights of its own, and using a grant up is the server’s alone. It lives on copies: who decides on an `export` is among what the
 * regulations lost, so nothing is granted for one before the group has set it.
 *
 * @returns the files that it wrote
 */
export const exportTonight = async (
  { miji, local }: BankService,
  { person, into }: { readonly person: string; readonly into: string },
): Promise<readonly string[]> => {
  const reader = miji.onBehalfOf(person);
  const { entries } = await reader.grants.list();
  const written: string[] = [];
  for (const { number: grant, item, operation, state } of entries) {
    if (operation !== 'copy' || state !== 'live') continue;
    // Held, taken back or run out since: asking here first costs nothing, and leaves no useless refusal in the trace.
    const answer = await local.decideOrAsk({ person, item, operation });
    if (!answer.known || answer.decision.outcome !== 'allowed') continue;
    // The key belongs to this grant’s use of tonight: a job that is started again gets the same copy once more.
    const { copy } = await reader.grants.use({ grant, idempotencyKey: keyOf(grant) });
    const file = join(into, `${item}-${copy.number}.pdf`);
    await writeFile(file, await reader.copies.file({ id: copy.id }));
    written.push(file);
  }
  return written;
};

const keyOf = (grant: string): string => `nightly-${grant}`;
