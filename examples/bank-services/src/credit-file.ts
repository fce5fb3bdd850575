import type { BankService } from './bank.ts';

/** What a file is registered with. */
interface NewFile {
  readonly title: string;
  readonly readerId: string;
}

/** Registers a credit file of the bank, which one of its people may read. Gives its number. */
export const registerCreditFile = async (
  { miji, officer, idOf }: BankService,
  { title, readerId }: NewFile,
): Promise<string> => {
  const { clock } = await officer.session.get();
  const { number } = await miji.items.register({
    title,
    catalogueCode: 'GS-08.3',
    level: 'confidential',
    basis: '合同管理办法',
    period: { kind: 'term', term: 'P5Y' },
    issuedOn: clock.now.slice(0, 10),
    responsibleManagerId: await idOf('林书琴'),
    range: [{ member: { kind: 'person', personId: readerId }, reason: '经办人' }],
    content: { format: 'plain', text: '授信额度与条件。' },
  });
  return number;
};
