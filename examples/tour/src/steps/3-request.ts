import type { Items, Story } from '../story.ts';

/** A reader reads, which is traced, and asks for two copies; the right general manager approves, and nobody else can. */
export const readAndRequest = async ({ tell, cast }: Story, { secret }: Items): Promise<string> => {
  tell.chapter('A reader reads it and asks for two copies');
  const { reader, bankManager, insurerManager, bankAuditor } = cast;
  const read = await tell.granted(
    `${reader.name} reads ${secret}`,
    reader.miji.items.read({ number: secret }),
    (item) => [`${item.text.length} characters, marked for ${item.reader}`, 'GS-18'],
  );
  tell.expect(read.text.length > 0 && read.level === 'secret', 'whoever is in the range reads it');

  const trace = await tell.granted(
    `${bankAuditor.name} looks into the trace`,
    bankAuditor.miji.trace.list({ item: secret, action: 'item.read', limit: 100 }),
    ({ entries }) => [
      `${entries.length} reads and refusals, the last by ${entries[0]?.actor.name ?? 'nobody'}`,
      'SI-03',
    ],
  );
  tell.expect(
    trace.entries.some((entry) => entry.actor.id === reader.id && entry.outcome === 'done'),
    'the trace shows that he has read it',
  );
  tell.expect(
    trace.entries.some((entry) => entry.outcome === 'refused' && entry.code === 'NOT_IN_RANGE'),
    'the trace shows who was refused, and why',
  );

  const filed = await tell.granted(
    `${reader.name} asks for two copies`,
    reader.miji.requests.file({
      item: secret,
      particulars: { operation: 'copy' },
      terms: { recipients: [{ personId: reader.id, copies: 2 }] },
      purpose: '向评审会当面汇报，会后收回',
    }),
    (request) => [`${request.number}, ${request.state}`, 'GS-22'],
  );
  await tell.refused(
    `${insurerManager.name}, the insurer’s GM, opens the request`,
    insurerManager.miji.requests.get({ number: filed.number }),
    'NOT_FOUND',
  );
  await tell.refused(
    `${insurerManager.name} approves it`,
    insurerManager.miji.requests.decide({ number: filed.number, decision: 'approve' }),
    'NOT_FOUND',
  );
  await tell.refused(
    `${reader.name} approves his own request`,
    reader.miji.requests.decide({ number: filed.number, decision: 'approve' }),
    'SELF_APPROVAL',
  );
  const page = await tell.granted(
    `${bankManager.name}, the bank’s GM, opens it`,
    bankManager.miji.requests.get({ number: filed.number }),
    (request) => [`${request.requester.name} wants ${request.copies} copies: ${request.purpose}`, request.article],
  );
  tell.expect(page.title === null && !('text' in page), 'whoever decides sees neither title nor content');
  const approved = await tell.granted(
    `${bankManager.name} approves`,
    bankManager.miji.requests.decide({ number: filed.number, decision: 'approve' }),
    (request) => [request.state, 'GS-22'],
  );
  tell.expect(approved.state === 'approved', 'the owner’s general manager approves a copy of 机密');
  await tell.refused(
    `${bankManager.name} approves once more`,
    bankManager.miji.requests.decide({ number: filed.number, decision: 'approve' }),
    'ALREADY_DECIDED',
  );
  return `${filed.number}-G`;
};
