import type { RegisterItemInput } from '@miji/contract';
import type { Stage } from './stage.ts';

/** What a test says of the item that it needs; the rest is as a bank would have it. */
export type Wanted = Partial<
  Omit<RegisterItemInput, 'range' | 'content' | 'idempotencyKey' | 'responsibleManagerId'>
> & {
  readonly text?: string;
  readonly known?: readonly string[];
};

/** The id of a person of the bank. */
export const personId = async (stage: Stage, name: string): Promise<string> => {
  const { miji } = await stage.as('reader');
  const { entries } = await miji.organisation.people({ company: 'HYYH', search: name });
  const [person] = entries;
  if (person === undefined) throw new Error(`${name} is not in the directory`);
  return person.id;
};

/** Registers a 机密 item of the bank beside the browser; known to 张明远 unless said otherwise. Gives its number. */
export const registerItem = async (
  stage: Stage,
  { text = '第一行\n第二行', known = ['张明远'], ...wanted }: Wanted = {},
): Promise<string> => {
  const { miji } = await stage.as('drafter');
  const readers = await Promise.all(known.map((name) => personId(stage, name)));
  const { now } = await miji.clock.read();
  const { number } = await miji.items.register({
    title: '流动性应急预案',
    catalogueCode: 'GS-08.2',
    level: 'secret',
    levelReason: '尚未实施的安排',
    basis: '年度工作安排',
    period: { kind: 'term', term: 'P10Y' },
    issuedOn: now.slice(0, 10),
    responsibleManagerId: await personId(stage, '林书琴'),
    ...wanted,
    range: readers.map((id) => ({ member: { kind: 'person', personId: id }, reason: '承办' })),
    // What is on paper has no text here.
    ...(wanted.paper === undefined ? { content: { format: 'plain', text } } : {}),
  });
  return number;
};
