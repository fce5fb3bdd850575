import type { Draft, PlanInput } from './draft.ts';

/** Which accounts would be opened: one address each, one person each. */
export const settleAccounts = (drafts: readonly Draft[], { accounts }: PlanInput): void => {
  const ownerOf = new Map(accounts.ownerOf);
  const addressOf = new Map(accounts.addressOf);
  for (const draft of drafts) {
    const { entry, person, codes } = draft;
    if (entry.email === null || codes.length > 0) continue;
    const owner = ownerOf.get(entry.email);
    const address = addressOf.get(person.personId);
    if (owner === person.personId) continue;
    if (owner !== undefined || address !== undefined) codes.push({ column: 'email', code: 'DUPLICATE' });
    else if (accounts.reserved.has(person.personId)) codes.push({ column: 'email', code: 'NOT_ENTITLED' });
    else {
      draft.opensAccount = true;
      ownerOf.set(entry.email, person.personId);
      addressOf.set(person.personId, entry.email);
    }
  }
};
