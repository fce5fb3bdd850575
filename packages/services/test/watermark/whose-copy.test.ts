import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { pageImage, whoseCopy } from '../../src/index.ts';
import { drawPatternOnImage } from '../../src/watermark/draw-pattern.ts';
import { patternOf } from '../../src/watermark/pattern-of.ts';
import { readPatternApart } from '../../src/watermark/read-apart.ts';
import { copyOffice } from '../copies/support/copy-office.ts';
import type { Bitmap } from '../rendition/raster.ts';
import { codeOf, openHouse, START, times, tracedCode } from '../support/house.ts';
import { pagesOf } from '../support/picture.ts';
import { printed } from '../support/printed.ts';

const house = await openHouse();
const { own, sister, headquarters } = house.group;
const reader = await house.group.hire(own, 'staff', '张明远');
const auditor = await house.group.hire(own, 'auditor', '王审计');
const stranger = await house.group.hire(sister, 'auditor', '赵审计');
const chief = await house.group.hire(headquarters, 'security_officer', '钱主任');
const office = copyOffice(house);
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

/** A page as somebody photographs it. */
const pictureOf = async (page: Bitmap | undefined): Promise<Uint8Array> => {
  if (page === undefined) throw new Error('there is no page');
  const canvas = createCanvas(page.width, page.height);
  const pen = canvas.getContext('2d');
  const image = pen.createImageData(page.width, page.height);
  image.data.set(page.data);
  pen.putImageData(image, 0, 0);
  return canvas.encode('png');
};

describe('A picture names its copy', () => {
  test('to auditor and security officer of its company and of the head office, and to nobody else; each question is traced', async () => {
    const number = await house.register('secret', [reader], { content });
    const { bytes } = await pageImage(await house.as(reader), { number, page: 1, width: 1240 });
    const { found } = await whoseCopy(await house.as(auditor), bytes);
    expect(found).toMatchObject({ kind: 'reading', item: number, copy: null, person: { id: reader, name: '张明远' } });
    expect(found).toMatchObject({ holders: [], state: null });
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

  test('and him for whom it was drawn, whoever has had it since, and when each of them got it (GS-24)', async () => {
    const colleague = await house.group.hire(own, 'staff', '陆同事');
    const keeper = await house.group.hire(own, 'staff', '库管甲');
    const store = await office.store([keeper]);
    const number = await house.register('secret', [reader, colleague], { content });
    const copy = await office.have(number, reader, 1);
    const [his] = await pagesOf(await printed(house, reader, copy));
    const hours = async (after: number) => house.setTime(START.add({ hours: after }));
    const handed = { pages: 1, to: { personId: colleague } };
    await hours(1);
    await office.confirm((await office.announce(copy, reader, 'pass_on', handed)).id, colleague, 1);
    await hours(2);
    const [hers] = await pagesOf(await printed(house, colleague, copy));
    await hours(3);
    const back = await office.announce(copy, colleague, 'return', { pages: 1, to: { storeId: store } });
    await office.confirm(back.id, keeper, 1);

    const asked = async (page: Bitmap | undefined) =>
      (await whoseCopy(await house.as(auditor), await pictureOf(page))).found;
    const at = (after: number) => START.add({ hours: after }).toString({ smallestUnit: 'millisecond' });
    const chain = [
      { person: { id: reader }, since: at(0), until: at(1) },
      { person: { id: colleague }, since: at(1), until: at(3) },
      { person: { id: keeper }, since: at(3), until: null },
    ];
    expect(await asked(his)).toMatchObject({
      kind: 'copy',
      copy,
      item: number,
      person: { id: reader, name: '张明远' },
      at: at(0),
      holders: chain,
      state: 'returned',
    });
    expect(await asked(hers)).toMatchObject({ copy, person: { id: colleague }, at: at(2), holders: chain });
    await house.setTime(START);
  }, 60_000);

  test('a copy is drawn with the same pattern each time for the same holder, however many ask for it at once', async () => {
    const number = await house.register('secret', [reader], { content });
    const copy = await office.have(number, reader, 1);
    await house.superuser.query('update miji.copy set trace_code = null where item_number = $1', [number]);
    await house.superuser.query('delete from miji.trace_code where item_number = $1', [number]);
    await Promise.all(times(4, () => printed(house, reader, copy)));
    const { rows } = await house.superuser.query<{ code: string }>(
      'select code from miji.trace_code where item_number = $1',
      [number],
    );
    expect(rows).toHaveLength(1);
    const [page] = await pagesOf(await printed(house, reader, copy));
    expect(await readPatternApart(await pictureOf(page))).toMatchObject({ code: Number(rows[0]?.code) });
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
