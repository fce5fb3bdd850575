import type { Story } from '../story.ts';

/** A copy is passed on, counted by both; then everything on the new holder's name goes back, as one act that both sign. */
export const handEverythingOver = async ({ tell, cast }: Story, copy: string): Promise<void> => {
  tell.chapter('A handover: everything on one name, signed by both');
  const { reader, secondReader } = cast;
  const pages = (await reader.miji.copies.get({ id: copy })).pages ?? 0;
  const passed = await tell.granted(
    `${reader.name} passes ${copy} on to ${secondReader.name}`,
    reader.miji.movements.announce({ copy, act: 'pass_on', to: { personId: secondReader.id }, pages }),
    ({ outcome, confirmBy }) => [`${outcome}, to be counted until ${confirmBy ?? '?'}`, 'GS-24'],
  );
  const { holder } = await reader.miji.copies.get({ id: copy });
  tell.expect(holder.id === reader.id, 'until the other side has counted, the giver answers for it');
  await tell.granted(
    `${secondReader.name} counts and takes it over`,
    secondReader.miji.movements.confirm({ movement: passed.id, pages }),
    ({ outcome, taken }) => [`${outcome}, ${taken.pages ?? '?'} pages`, 'AR-36'],
  );

  const before = await tell.granted(
    `${secondReader.name} is transferred, and looks at what is on her name`,
    secondReader.miji.handovers.holdings({ takerId: reader.id }),
    ({ lines }) => [lines.map(({ subject }) => subject).join(', '), 'AR-06'],
  );
  tell.expect(
    before.lines.some(({ subject }) => subject === copy),
    'what was passed on is on her name now',
  );
  const proposed = await secondReader.miji.handovers.propose({ takerId: reader.id, reason: '调离信贷部' });
  await secondReader.miji.handovers.sign({ number: proposed.number });
  const done = await tell.granted(
    `${secondReader.name} has signed; ${reader.name} signs as well`,
    reader.miji.handovers.sign({ number: proposed.number }),
    ({ number, state, lines }) => [`${number} is ${state}: ${lines.length} in one act`, 'AR-06'],
  );
  tell.expect(done.state === 'done', 'with both signatures everything has changed hands');
  const left = await secondReader.miji.handovers.holdings({});
  tell.exchange(`what is left on ${secondReader.name}’s name`, `${left.lines.length} things`, 'AR-06');
  tell.expect(left.lines.length === 0, 'nothing is left on her name');
};
