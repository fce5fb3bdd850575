import type { ScopedTransaction } from '@miji/db';
import { hasTokens, insertTokens, replaceTokens } from '@miji/db';
import type { CallContext } from '../platform/context.ts';
import { gramsOf } from './grams.ts';

type WithVault = { readonly platform: Pick<CallContext['platform'], 'vault'> };
interface Named {
  readonly id: string;
  readonly title: string;
}

/** Writes down what items are found by their titles, in the transaction that gives them these. */
export const indexTitles = async ({ platform }: WithVault, tx: ScopedTransaction, items: readonly Named[]) => {
  const tokens: { readonly itemId: string; readonly token: number }[] = [];
  for (const { id, title } of items) {
    for (const token of await platform.vault.tokens(tx, gramsOf(title))) tokens.push({ itemId: id, token });
  }
  await insertTokens(tx, tokens, 'title');
};

/**
 * Writes down what an item is found by in its text, in place of what an earlier version was found by. Whoever has the words of a
 * content at hand calls this: the one who registers or revises it.
 */
export const indexText = async (
  { platform }: WithVault,
  tx: ScopedTransaction,
  item: { readonly id: string },
  text: string,
): Promise<void> => replaceTokens(tx, item.id, 'text', await platform.vault.tokens(tx, gramsOf(text)));

/** The same where nothing was written down yet: of what was registered before texts could be searched, by its first reader. */
export const indexTextOnce = async (
  ctx: WithVault,
  tx: ScopedTransaction,
  item: { readonly id: string },
  text: string,
): Promise<void> => {
  if (!(await hasTokens(tx, item.id, 'text'))) await indexText(ctx, tx, item, text);
};
