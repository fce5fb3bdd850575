import { personId, registerItem } from './items.ts';
import type { Stage } from './stage.ts';

/** A copy of an item of the archive, as it lies in a store. */
export interface Lying {
  readonly item: string;
  readonly copy: string;
}

export const idempotencyKey = (): string => crypto.randomUUID();

/** A store of the bank for every level, kept by its custodian. Gives its id. */
export const openStore = async (stage: Stage): Promise<string> => {
  const { miji: officer } = await stage.as('securityOfficer');
  const { id } = await officer.stores.open({
    code: 'K-01',
    name: '机要库',
    place: '三层东侧',
    separate: true,
    highestLevel: 'top_secret',
  });
  await officer.stores.appointKeeper({ store: id, personId: await personId(stage, '钱立') });
  return id;
};

/** An item on paper that may be lent, with its original of twelve pages in a store. */
export const enterOriginal = async (stage: Stage, storeId: string, title: string): Promise<Lying> => {
  const paper = { custodianId: await personId(stage, '钱立') };
  const item = await registerItem(stage, { title, regimes: ['archive'], known: ['张明远', '赵一诺'], paper });
  const { miji: keeper } = await stage.as('custodian');
  const { id: copy } = await keeper.custody.enterOriginal({
    item,
    storeId,
    medium: 'paper',
    pages: 12,
    idempotencyKey: idempotencyKey(),
  });
  return { item, copy };
};

/** A loan for three days, asked for by a reader and approved by the head of his department. Gives the number of its grant. */
export const approveLoan = async (stage: Stage, item: string, purpose: string): Promise<string> => {
  const { miji: reader } = await stage.as('reader');
  const { number } = await reader.requests.file({ item, particulars: { operation: 'loan', days: 3 }, purpose });
  const { miji: head } = await stage.as('responsibleManager');
  await head.requests.decide({ number, decision: 'approve' });
  return `${number}-G`;
};
