import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { pageImage, useGrant as issueCopy, whoseCopy } from '../../src/index.ts';
import { drawPatternOnImage } from '../../src/watermark/draw-pattern.ts';
import { patternOf } from '../../src/watermark/pattern-of.ts';
import { readPatternApart } from '../../src/watermark/read-apart.ts';
import { codeOf, openHouse, START, tracedCode } from '../support/house.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const reader = await house.group.hire(own, 'staff', '张明远');
const auditor = await house.group.hire(own, 'auditor', '王审计');
const stranger = await house.group.hire(sister, 'auditor', '赵审计');
const chief = await house.group.hire(headquarters, 'security_officer', '钱主任');
const content = { format: 'plain', text: '第一条　本纪要只供参会人员使用。' } as const;

const blank = async (code: number | null): Promise<Uint8Array> => {
  const canvas = createCanvas(620, 877);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, 620, 877);
  const image = pen.getImageData(0, 0, 620, 877);
  if (code !== null) drawPatternOnImage(image, patternOf(code), 75);
  pen.putImageData(image, 0, 0);
  return canvas.encode('png');
};

describe('A picture names its copy', () => {
  test('to auditor and security officer of its company and of the head office, and to nobody else; each question is traced', async () => {
    const number = await house.register('secret', [reader], { content });
    const { bytes } = await pageImage(await house.as(reader), { number, page: 1, width: 1240 });
    const { found } = await whoseCopy(await house.as(auditor), bytes);
    expect(found).toMatchObject({ kind: 'reading', item: number, copy: null, holder: { id: reader, name: '张明远' } });
    expect(found?.at).toBe(START.toString({ smallestUnit: 'millisecond' }));
    expect((await whoseCopy(await house.as(chief), bytes)).found?.item).toBe(number);
    expect(await whoseCopy(await house.as(stranger), bytes)).toEqual({ found: null });
    expect(await whoseCopy(await house.as(reader), bytes)).toEqual({ found: null });
    expect(await tracedCode(house, reader, 'copy.traced')).toBe('NOT_ENTITLED');
    const { rows } = await house.superuser.query(
      "select count(*)::int as times from miji.audit_event where action = 'copy.traced' and item_number = $1",
      [number],
    );
    expect(rows).toEqual([{ times: 2 }]);
  }, 60_000);

  test('by the code that was drawn when the copy was issued', async () => {
    const number = await house.register('secret', [reader], { content });
    const grant = await house.grant(number, reader, own.people.general_manager);
    await issueCopy(await house.as(reader), { grant, idempotencyKey: crypto.randomUUID() });
    const { rows } = await house.superuser.query<{ code: string }>(
      'select trace_code as code from miji.copy where item_number = $1',
      [number],
    );
    const { found } = await whoseCopy(await house.as(auditor), await blank(Number(rows[0]?.code)));
    expect(found).toMatchObject({ kind: 'copy', copy: `${number}-001`, item: number, holder: { id: reader } });
  }, 60_000);

  test('a picture without a pattern, and what is no picture, are refused', async () => {
    const asking = await house.as(auditor);
    expect(await codeOf(whoseCopy(asking, await blank(null)))).toBe('MARK_UNREADABLE');
    expect(await codeOf(whoseCopy(asking, Buffer.from('%PDF-1.7')))).toBe('CONTENT_TYPE_UNKNOWN');
    expect(await whoseCopy(asking, await blank(12_345))).toEqual({ found: null });
  }, 60_000);

  test('one that takes longer than there is time for is no attack', async () => {
    const picture = await blank(12_345);
    await expect(readPatternApart(picture, 1)).rejects.toMatchObject({ code: 'CONTENT_TIMED_OUT' });
    expect(await readPatternApart(picture)).toMatchObject({ code: 12_345 });
  }, 60_000);
});
