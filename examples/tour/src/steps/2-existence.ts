import type { Items, Story } from '../story.ts';

/** The number of the same year that no company will ever reach. */
const neverIssued = (number: string): string => number.replace(/\d{6}$/, '999999');

/** Whoever stands outside the range cannot even see that it exists: by number, by list, by search, by title. */
export const hideExistence = async ({ tell, cast }: Story, { secret, title }: Items): Promise<void> => {
  tell.chapter('Outside the range it does not exist');
  for (const player of [cast.outsider, cast.insurerManager]) {
    const { name, miji } = player;
    const nothing = neverIssued(secret);
    await tell.indistinguishable(
      `${name} asks for ${secret}`,
      miji.items.get({ number: secret }),
      miji.items.get({ number: nothing }),
    );
    await tell.indistinguishable(
      `${name} asks to read it`,
      miji.items.read({ number: secret }),
      miji.items.read({ number: nothing }),
    );
    await tell.indistinguishable(
      `${name} asks whether he may view it`,
      miji.access.check({ item: secret, operation: 'view' }),
      miji.access.check({ item: nothing, operation: 'view' }),
    );
    const company = 'HYYH';
    await tell.indistinguishable(
      `${name} searches for its number`,
      miji.items.list({ company, search: secret }),
      miji.items.list({ company, search: nothing }),
    );
    await tell.indistinguishable(
      `${name} searches for its title`,
      miji.items.list({ company, search: title }),
      miji.items.list({ company, search: `没有这个标题 ${nothing}` }),
    );
    const { entries } = await miji.items.list({ company, limit: 100 });
    tell.exchange(`${name} lists the bank’s items`, `${entries.length} entries, not this one`, 'GS-18');
    tell.expect(!entries.some((item) => item.number === secret), 'a list shows only what one may know');
  }
};
