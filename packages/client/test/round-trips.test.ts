import { businessDay, OWNER_GENERAL_MANAGER, Temporal } from '@miji/core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Bank } from './support/bank.ts';
import { openBank, START_TIMEOUT_MS, TEXT } from './support/bank.ts';

let bank: Bank;
let number: string;

beforeAll(async () => {
  bank = await openBank();
  ({ number } = await bank.service.items.register(bank.draft('往返合同')));
  return () => bank.server.stop();
}, START_TIMEOUT_MS);

describe('the main job through the client', () => {
  it('registers an item, which is marked and numbered', async () => {
    const answer = await bank.service.items.register(bank.draft('另一份合同'));
    expect(answer.number).toMatch(/^HYYH-\d{4}-\d{6}$/);
    expect(answer).toMatchObject({ markedLevel: 'confidential', mark: '宏远银行商密·秘密·5年' });
  });

  it('checks for a person of the range: viewing is allowed, copying needs approval and says whose', async () => {
    const { access } = bank.service.onBehalfOf(bank.readerId);
    expect(await access.check({ item: number, operation: 'view' })).toMatchObject({
      outcome: 'allowed',
      article: 'GS-19',
    });
    expect(await access.check({ item: number, operation: 'copy' })).toMatchObject({
      outcome: 'needs_approval',
      code: 'APPROVAL_REQUIRED',
      missing: [{ kind: 'approval', by: OWNER_GENERAL_MANAGER }],
    });
  });

  it('checks many at once, and answers for the unknown as for the never issued', async () => {
    const { answers } = await bank.service.onBehalfOf(bank.outsiderId).access.checkMany({
      questions: [
        { item: number, operation: 'view' },
        { item: number.replace(/\d{6}$/, '999999'), operation: 'view' },
      ],
    });
    expect(answers).toEqual([
      { known: false, code: 'NOT_FOUND' },
      { known: false, code: 'NOT_FOUND' },
    ]);
  });

  it('reads the text for whoever may know it, and lists it for him alone', async () => {
    const [reader, outsider] = [bank.service.onBehalfOf(bank.readerId), bank.service.onBehalfOf(bank.outsiderId)];
    expect(await reader.items.read({ number })).toMatchObject({ number, text: TEXT, level: 'confidential' });
    const listed = async ({ items }: typeof reader) =>
      (await items.list({ search: number })).entries.map((entry) => entry.number);
    expect(await listed(reader)).toEqual([number]);
    expect(await listed(outsider)).toEqual([]);
  });

  it('sends a picture of a page to learn whose it is: the auditor is told, and nobody who watches no register', async () => {
    const page = await bank.service.onBehalfOf(bank.readerId).items.page({ number, page: 1 });
    const picture = new Blob([new Uint8Array(page)]);
    const { found } = await bank.auditor.marks.whoseCopy(picture);
    expect(found).toMatchObject({ kind: 'reading', item: number, person: { id: bank.readerId }, holders: [] });
    expect(await bank.manager.marks.whoseCopy(picture)).toEqual({ found: null });
  });

  it('carries request, approval, grant and copy: the copy is a PDF that only its holder gets', async () => {
    const reader = bank.service.onBehalfOf(bank.readerId);
    const filed = await reader.requests.file({ item: number, particulars: { operation: 'copy' }, purpose: '当面核对' });
    expect(filed.state).toBe('pending');
    await bank.manager.requests.decide({ number: filed.number, decision: 'approve' });
    const { copy, grant } = await reader.grants.use({ grant: `${filed.number}-G` });
    expect(copy).toMatchObject({ item: number, number: '001', holder: { id: bank.readerId } });
    expect(grant).toMatchObject({ copies: 1, used: 1 });
    const pdf = await reader.copies.file({ id: copy.id });
    expect(new TextDecoder('latin1').decode(pdf.subarray(0, 5))).toBe('%PDF-');
    await expect(bank.service.onBehalfOf(bank.outsiderId).copies.file({ id: copy.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('shows the trace with the service and the person it called for, and exports it sealed', async () => {
    const { entries } = await bank.auditor.trace.list({ item: number, action: 'item.read' });
    expect(entries[0]).toMatchObject({
      actor: { kind: 'service', name: '授信管理系统' },
      onBehalfOf: { id: bank.readerId },
      outcome: 'done',
    });
    const day = businessDay(Temporal.Instant.from((await bank.auditor.clock.read()).now)).toString();
    const exported = await bank.auditor.trace.export({ from: day, to: day });
    const [manifest, ...lines] = exported.trim().split('\n');
    expect(JSON.parse(manifest ?? '')).toMatchObject({ type: 'manifest', statement: { format: 'miji/export/1' } });
    expect(lines.some((line) => line.includes('"action":"item.read"') && line.includes(number))).toBe(true);
  });
});
