import { randomBytes } from 'node:crypto';
import { businessDay, Temporal } from '@miji/core';
import { expect } from 'vitest';
import { demoPersonId } from '../../src/demo/group.ts';
import { expectDone } from './desk.ts';
import type { Prepare } from './kill-act.ts';
import { beginFile, offsetOf, pdfOf, PIECE, sendPiece, sendRest } from './tus.ts';

const FILE_BYTES = 5 * 1024 * 1024;

/** A file that arrives in pieces, and becomes the content of an item. */
export const uploading: Prepare = async (_, key) => {
  const bytes = Buffer.concat([pdfOf(key, 0), randomBytes(FILE_BYTES)]);
  let id: string | undefined;
  let promised = 0;
  return {
    answers: 1 + Math.ceil(bytes.length / PIECE),
    during: async ({ giver }, hear) => {
      id = await hear(beginFile(giver, `${key}.pdf`, bytes.length));
      while (promised < bytes.length) {
        promised = await hear(sendPiece(giver, id, promised, bytes.subarray(promised, promised + PIECE)));
      }
    },
    finish: async ({ giver }) => {
      if (id !== undefined) expect(await offsetOf(giver, id)).toBeGreaterThanOrEqual(promised);
      id ??= await beginFile(giver, `${key}.pdf`, bytes.length);
      expect((await sendRest(giver, id, bytes)).body).toMatchObject({ state: 'ready', kind: 'pdf', pages: 1 });
      const { number } = expectDone(await giver.post('/items', registrationOf(key, id))) as { number: string };
      const page = await giver.raw(`/items/${number}/pages/1`, { method: 'GET' });
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
      await page.arrayBuffer();
    },
  };
};

const registrationOf = (key: string, upload: string): object => ({
  title: `${key} 附件`,
  catalogueCode: 'GS-08.3',
  level: 'confidential',
  basis: '信贷投放',
  period: { kind: 'term', term: 'P5Y' },
  issuedOn: businessDay(Temporal.Now.instant()).toString(),
  responsibleManagerId: demoPersonId('lin.shuqin'),
  range: [{ member: { kind: 'person', personId: demoPersonId('zhang.mingyuan') }, reason: '承办' }],
  upload,
  idempotencyKey: `${key}-item`,
});
