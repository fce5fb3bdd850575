import type { Story } from '../story.ts';

/** A copy that has come back is destroyed: one asks, another approves, a third does it, a fourth watches. */
export const destroyBeforeWitness = async (story: Story, item: string): Promise<void> => {
  const { tell, cast } = story;
  const { reader, secondReader, responsibleManager, bankManager } = cast;
  const { copy, pages } = await broughtBack(story, item);
  const before = (witnessId: string) => ({
    item,
    particulars: {
      operation: 'destroy' as const,
      copies: [copy],
      method: 'shredding' as const,
      executorId: secondReader.id,
      witnessId,
    },
    purpose: '用毕',
  });
  await tell.refused(
    `${reader.name} asks for ${copy} to be destroyed before himself`,
    reader.miji.requests.file(before(reader.id)),
    'SEPARATION_OF_DUTIES',
  );
  const filed = await reader.miji.requests.file(before(responsibleManager.id));
  await bankManager.miji.requests.decide({ number: filed.number, decision: 'approve' });
  const begun = await tell.granted(
    `${bankManager.name} has agreed; ${secondReader.name} shreds ${copy}`,
    secondReader.miji.copies.destroy({ copy, grant: `${filed.number}-G`, pages }),
    ({ outcome, to }) => [`${outcome}, before ${to.person?.name ?? 'nobody'}`, 'K-12'],
  );
  await tell.refused(
    `${secondReader.name} confirms it alone`,
    secondReader.miji.movements.confirm({ movement: begun.id, pages }),
    'SEPARATION_OF_DUTIES',
  );
  await tell.granted(
    `${responsibleManager.name} has watched, counts and confirms`,
    responsibleManager.miji.movements.confirm({ movement: begun.id, pages }),
    ({ outcome, destruction }) => [`${outcome}, ${destruction?.method ?? '?'}`, 'PM-16'],
  );
  const { count } = await responsibleManager.miji.copies.tree({ item });
  tell.expect(
    count.in.destroyed === 1 && count.conserved,
    'what is destroyed stays in the register: issued = held + lent + carried out + in transit + returned + destroyed + lost',
  );
};

/** A copy that the reader has made, received and brought back into the custodian’s store. */
const broughtBack = async (
  { cast }: Story,
  item: string,
): Promise<{ readonly copy: string; readonly pages: number }> => {
  const { reader, bankManager, bankCustodian } = cast;
  const filed = await reader.miji.requests.file({ item, particulars: { operation: 'copy' }, purpose: '会上传阅' });
  await bankManager.miji.requests.decide({ number: filed.number, decision: 'approve' });
  const { copy } = await reader.miji.grants.use({ grant: `${filed.number}-G` });
  const { movements } = await reader.miji.copies.get({ id: copy.id });
  const [issue] = movements;
  const pages = issue?.given.pages ?? 0;
  await reader.miji.movements.confirm({ movement: issue?.id ?? '', pages });
  const { stores } = await bankCustodian.miji.stores.list({});
  const own = stores.find(({ yours, separate }) => yours && separate);
  const back = await reader.miji.movements.announce({
    copy: copy.id,
    act: 'return',
    to: { storeId: own?.id ?? '' },
    pages,
  });
  await bankCustodian.miji.movements.confirm({ movement: back.id, pages });
  return { copy: copy.id, pages };
};
