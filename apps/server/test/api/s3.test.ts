import { randomBytes } from 'node:crypto';
import type { CopySummary, GrantSummary, RequestSummary } from '@miji/contract';
import { sweepVault } from '@miji/services';
import { itemDraft, personsNamed, scratchFolder, wishFor } from '@miji/testing';
import { openS3 } from '@miji/testing/s3-server';
import { expect, test } from 'vitest';
import { blobStoreOf } from '../../src/platform.ts';
import { readSettings } from '../../src/settings.ts';
import { deskAt, expectDone } from '../support/desk.ts';
import { beginFile, pdfOf, PIECE, sendPiece, sendRest } from '../support/tus.ts';
import { BASE_URL, openServedHouse } from './support.ts';

const s3 = await openS3();
const blobs = blobStoreOf(
  readSettings({
    MIJI_S3_URL: s3.url,
    MIJI_S3_BUCKET: s3.bucket,
    MIJI_S3_KEY: s3.keyId,
    MIJI_S3_SECRET: s3.secret,
    MIJI_S3_REGION: s3.region,
  }),
);
const house = await openServedHouse(scratchFolder(), undefined, blobs);
const { own } = house.group;
const address = await house.app.listen({ port: 0, host: '127.0.0.1' });
const deskOf = async (personId: string) =>
  deskAt(address, await house.signIn(await house.account(personId)), new URL(BASE_URL));
const drafter = await deskOf(own.people.staff);
const authority = await deskOf(own.people.department_head);
const manager = await deskOf(own.people.general_manager);

const parts = async (): Promise<number> => {
  let count = 0;
  for await (const _ of blobs.list(own.id)) count += 1;
  return count;
};

test('a house whose contents lie in an S3-compatible store takes files in, shows them, makes copies, and clears away', async () => {
  const bytes = Buffer.concat([pdfOf('sealed in pieces', 0), randomBytes(PIECE)]);
  const upload = await beginFile(drafter, '方案.pdf', bytes.length);
  expect((await sendRest(drafter, upload, bytes)).body).toMatchObject({ state: 'ready', kind: 'pdf', pages: 1 });
  expect(await parts()).toBe(2);

  const draft = {
    ...itemDraft('confidential', own.people.department_head),
    content: undefined,
    upload,
    range: personsNamed(own.people.staff),
  };
  const { number } = expectDone(await drafter.post('/items', draft)) as { number: string };
  expectDone(await authority.post(`/items/${number}/confirmation`, { version: 1 }));
  const page = await drafter.raw(`/items/${number}/pages/1`, { method: 'GET' });
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  expect((await page.arrayBuffer()).byteLength).toBeGreaterThan(10_000);

  const wish = { ...wishFor(number, own.people.staff), purpose: '会议使用', idempotencyKey: 'a-copy-from-s3' };
  const request = expectDone(await drafter.post('/requests', wish)) as RequestSummary;
  expectDone(await manager.post(`/requests/${request.number}/decision`, { decision: 'approve' }));
  const { entries } = expectDone(await drafter.get('/grants')) as { entries: readonly GrantSummary[] };
  const used = await drafter.post(`/grants/${entries[0]?.number}/copies`, { idempotencyKey: 'a-copy-from-s3' });
  const { copy } = expectDone(used) as { copy: CopySummary };
  const printed = await drafter.raw(`/copies/${copy.id}/file`, { method: 'GET' });
  expect([printed.status, printed.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(
    Buffer.from(await printed.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');

  const left = await beginFile(drafter, '草稿.pdf', bytes.length);
  await sendPiece(drafter, left, 0, bytes.subarray(0, PIECE));
  await blobs.put(`${own.id}/${left}/000000-stray`, Buffer.from('not known to anybody'));
  expect(await parts()).toBe(4);
  expect((await drafter.raw(`/uploads/${left}`, { method: 'DELETE' })).status).toBe(204);
  await blobs.put(`${own.id}/${left}/000000-late`, Buffer.from('came when it was gone'));
  expect(await sweepVault(house.platform, own.id)).toEqual({ files: 0, parts: 1 });
  expect(await parts()).toBe(2);
}, 60_000);
