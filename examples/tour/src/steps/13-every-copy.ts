import { photograph } from '../photograph.ts';
import type { Story } from '../story.ts';

/** A copy is an original: so is a copy of it, both follow the item, and a photograph of a page says whose it was. */
export const followEveryCopy = async (story: Story, item: string): Promise<string> => {
  const { tell, cast } = story;
  tell.chapter('A copy of a copy, a regrading that reaches both, a photograph that names its copy');
  const { reader, bankManager, bankSecurityOfficer, responsibleManager, outsider } = cast;
  const filed = await reader.miji.requests.file({
    item,
    particulars: { operation: 'copy' },
    terms: { recipients: [{ personId: reader.id, copies: 2 }] },
    purpose: '向评审会当面汇报',
  });
  await bankManager.miji.requests.decide({ number: filed.number, decision: 'approve' });
  const grant = `${filed.number}-G`;
  const { copy } = await reader.miji.grants.use({ grant });
  await received(story, copy.id);
  const child = await tell.granted(
    `${reader.name} makes a copy of copy ${copy.number}`,
    reader.miji.grants.use({ grant, from: copy.id }),
    (used) => [`copy ${used.copy.number}, made from ${used.copy.parent ?? 'the item'}`, 'GS-24'],
  );
  await received(story, child.copy.id);
  tell.expect(child.copy.parent === copy.id, 'the register says what a copy was made from');

  const regrading = await reader.miji.classification.file({
    item,
    change: { kind: 'regrade', toLevel: 'secret' },
    reason: '估值已用于谈判',
  });
  await tell.granted(
    `${bankManager.name} lets it be 机密 from now on`,
    bankManager.miji.requests.decide({ number: regrading.number, decision: 'approve' }),
    ({ state }) => [state, 'GS-13'],
  );
  const [one, other] = await Promise.all([copy.id, child.copy.id].map((id) => reader.miji.copies.get({ id })));
  tell.exchange(
    `${reader.name} looks at both copies`,
    [one, other].map((each) => `${each?.mark ?? '?'} (before: ${each?.earlierMarks[0]?.mark ?? 'nothing'})`).join('; '),
    'GS-24',
  );
  tell.expect(
    [one, other].every((each) => each?.level === 'secret' && each.earlierMarks.length === 1),
    'a regrading reaches every copy, and the old mark stands crossed out',
  );
  const told = await reader.miji.tidings.list({ item });
  const [news] = told.entries;
  tell.expect(news?.confirmedAt === null, 'whoever holds a copy is told, and has not confirmed yet');
  if (news !== undefined) {
    await tell.granted(
      `${reader.name} confirms that he knows`,
      reader.miji.tidings.confirm({ id: news.id }),
      ({ confirmedAt }) => [confirmedAt ?? 'not confirmed', 'GS-24'],
    );
  }

  const file = await reader.miji.copies.file({ id: child.copy.id });
  const picture = new Blob([await photograph(file)], { type: 'image/jpeg' });
  const traced = await tell.granted(
    `${bankSecurityOfficer.name} has a photograph of part of a page, taken askew`,
    bankSecurityOfficer.miji.marks.whoseCopy(picture),
    ({ found }) => [found === null ? 'nobody’s' : `copy ${found.copy ?? '?'} drawn for ${found.person.name}`, 'GS-24'],
  );
  tell.expect(traced.found?.copy === child.copy.id, 'the pattern on the page names the copy');
  const elsewhere = await outsider.miji.marks.whoseCopy(picture).then(
    ({ found }) => (found === null ? 'nothing' : 'a copy'),
    () => 'nothing',
  );
  tell.exchange(`${outsider.name} shows the same photograph`, elsewhere, 'SI-03');
  tell.expect(elsewhere === 'nothing', 'only who watches the register learns whose it is');
  const tree = await responsibleManager.miji.copies.tree({ item });
  tell.expect(tree.count.conserved, 'issued = held + lent + carried out + in transit + returned + destroyed + lost');
  return child.copy.id;
};

/** The holder counts and confirms that he has it. */
const received = async ({ tell, cast }: Story, copy: string): Promise<void> => {
  const { reader } = cast;
  const { entries } = await reader.miji.movements.list({ box: 'to_confirm', copy });
  const [waiting] = entries;
  if (waiting === undefined) {
    tell.expect(false, 'whoever is given a copy confirms that he has it');
    return;
  }
  const pages = waiting.given.pages ?? 0;
  tell.expect(pages > 0, 'the register says how many pages were drawn');
  await tell.refused(
    `${reader.name} says that ${copy} has a page more`,
    reader.miji.movements.confirm({ movement: waiting.id, pages: pages + 1 }),
    'COUNT_DIFFERS',
  );
  await tell.granted(
    `${reader.name} counts ${copy} again and confirms`,
    reader.miji.movements.confirm({ movement: waiting.id, pages }),
    ({ outcome, taken }) => [`${outcome}, ${taken.pages ?? '?'} pages`, 'AR-36'],
  );
};
