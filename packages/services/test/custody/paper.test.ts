import { createCanvas, ImageData } from '@napi-rs/canvas';
import jsQR from 'jsqr';
import { describe, expect, test } from 'vitest';
import { printLabels, printRegister } from '../../src/index.ts';
import { copyFonts } from '../../src/rendition/copy-fonts.ts';
import { LABELS, layOutLabels } from '../../src/rendition/draw-labels.ts';
import { PAGE } from '../../src/rendition/page-geometry.ts';
import { renderLabels } from '../../src/rendition/render-copy.ts';
import type { Bitmap } from '../rendition/raster.ts';
import { missingCharacters, paint } from '../rendition/raster.ts';
import { codeOf, openHouse } from '../support/house.ts';
import { pagesOf } from '../support/picture.ts';
import { givenBack, keptStore, lent, paperOriginal } from './support.ts';

const house = await openHouse();
const { own } = house.group;
const keeper = await house.group.hire(own, 'staff', '买买提吐尔逊·艾尔肯江');
const second = await house.group.hire(own, 'staff', '另柜');
const borrower = await house.group.hire(own, 'staff', '借阅');
const store = await keptStore(house, [keeper]);
await keptStore(house, [second]);
const paper = await paperOriginal(house, { store, keeper, readers: [borrower] });
const loan = await lent(house, { ...paper, keeper, borrower, storeId: store.id });
await givenBack(house, loan, keeper);
const other = await paperOriginal(house, { store, keeper, readers: [borrower] });

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));
const bare = (text: string): string => text.replaceAll(/\s/gu, '');

/** What the QR code of each label of a sheet says, read from the pixels. */
const codesOn = (sheet: Bitmap): readonly (string | undefined)[] => {
  const canvas = createCanvas(sheet.width, sheet.height);
  const pen = canvas.getContext('2d');
  pen.putImageData(new ImageData(sheet.data, sheet.width, sheet.height), 0, 0);
  const [width, height] = [sheet.width / LABELS.columns, sheet.height / LABELS.rows];
  return Array.from({ length: LABELS.columns * LABELS.rows }, (_, place) => {
    const left = Math.round((place % LABELS.columns) * width);
    const top = Math.round(Math.floor(place / LABELS.columns) * height);
    const { data, width: across, height: down } = pen.getImageData(left, top, Math.floor(width), Math.floor(height));
    return jsQR.default(data, across, down)?.data;
  });
};

describe('labels to be stuck on (GS-26)', () => {
  const many = Array.from({ length: 25 }, (_, index) => ({
    id: `HYYH-2026-000012-${String(index + 1).padStart(3, '0')}`,
    mark: '国家金融监督管理总局宏远银行商密·机密·公布前',
    place: '持有人 买买提吐尔逊·艾尔肯江',
    address: `https://miji.example/copies/HYYH-2026-000012-${String(index + 1).padStart(3, '0')}`,
  }));

  test('24 to a sheet, each with a code that reads as its own copy, and nothing over its edge', async () => {
    const pages = await pagesOf(await renderLabels({ title: '副本标签', labels: many, at: '2026-11-02T02:00:00Z' }));
    expect(pages).toHaveLength(2);
    const codes = pages.flatMap(codesOn).filter((code) => code !== undefined);
    expect(codes).toEqual(many.map(({ address }) => address));
    const [width, height] = [PAGE.width / LABELS.columns, PAGE.height / LABELS.rows];
    for (const ops of layOutLabels(many, await copyFonts())) {
      for (const op of ops) {
        if (op.kind !== 'text') continue;
        const [x, y] = [op.x % width, op.baseline % height];
        expect(x).toBeGreaterThan(80);
        expect(x + op.text.length * op.size * 0.5).toBeLessThan(width);
        expect(y).toBeGreaterThan(8);
        expect(y).toBeLessThan(height - 5);
      }
    }
  }, 60_000);

  test('every character of a label is drawn as the font has it', async () => {
    const { pages } = await paint(
      await renderLabels({ title: '副本标签', labels: many.slice(0, 1), at: '2026-11-02T02:00:00Z' }),
    );
    const [page] = pages;
    const [ops = []] = layOutLabels(many.slice(0, 1), await copyFonts());
    const texts = ops.filter((op) => op.kind === 'text');
    expect(texts.length).toBeGreaterThan(3);
    expect(texts.flatMap((op) => (page === undefined ? ['page'] : missingCharacters(page, op)))).toEqual([]);
  }, 60_000);

  test('of a store: every copy in it, with its address in the console, and no title', async () => {
    const sheet = await printLabels(await house.as(keeper), { storeId: store.id });
    const { pages } = await paint(bytes(sheet.pdf));
    const codes = pages.flatMap(({ bitmap }) => codesOn(bitmap)).filter((code) => code !== undefined);
    expect(codes).toEqual([paper.copy, other.copy].toSorted().map((id) => `http://miji.test/copies/${id}`));
    const words = bare(pages.flatMap(({ text }) => text.map((piece) => piece.text)).join(''));
    expect(words).toContain(bare(`存放 ${store.code}`));
    expect(words).not.toContain('年度经营安排');
  }, 60_000);

  test('for whoever keeps it or watches the register, and nobody else', async () => {
    for (const personId of [second, borrower, own.people.general_manager]) {
      expect(await codeOf(printLabels(await house.as(personId), { copies: [paper.copy] }))).toBe('NOT_FOUND');
      expect(await codeOf(printLabels(await house.as(personId), { storeId: store.id }))).toBe('NOT_FOUND');
    }
    await printLabels(await house.as(own.people.custodian), { copies: [paper.copy] });
    expect(await codeOf(printLabels(await house.as(keeper), {}))).toBe('VALIDATION');
  });
});

describe('registers on paper', () => {
  const wordsOf = async (sheet: { readonly pdf: string }): Promise<string> => {
    const { pages } = await paint(bytes(sheet.pdf));
    return bare(pages.flatMap(({ text }) => text.map((piece) => piece.text)).join(''));
  };

  test('the loan register has who, how much, what for, when, until when, and who took it back (AR-32, CF-25)', async () => {
    const words = await wordsOf(await printRegister(await house.as(keeper), { register: 'loans' }));
    for (const said of [
      '档案借阅登记簿',
      loan.number,
      '借阅人 借阅　宏远银行 综合部',
      `副本 ${loan.copy}`,
      '12 页',
      '用途 会议使用',
      '借出 2026-11-02 10:00',
      '应还 2026-11-03 24:00',
      '归还 2026-11-02 10:00',
      '点收 买买提吐尔逊·艾尔肯江',
      '备注 机密',
    ])
      expect(words).toContain(bare(said));
  }, 60_000);

  test('the register of copies says the word of the level in its remarks, and no title (CF-28)', async () => {
    const words = await wordsOf(await printRegister(await house.as(own.people.custodian), { register: 'copies' }));
    for (const said of [
      '涉密载体台账',
      paper.copy,
      '原件　纸质　在手　12 页',
      `存放 ${store.code}`,
      '备注 机密',
      '密级：机密',
    ])
      expect(words).toContain(bare(said));
    expect(words).not.toContain('年度经营安排');
  }, 60_000);

  test('the papers of a request: handed out to whom, taken back by whom (CD-15)', async () => {
    const request = loan.grant.replace(/-G\d*$/u, '');
    const sheet = await printRegister(await house.as(own.people.auditor), { register: 'handed_out', request });
    const words = await wordsOf(sheet);
    for (const said of [
      '文件发放收回登记表',
      paper.copy,
      '领取人 借阅',
      '收回 2026-11-02 10:00',
      '点收 买买提吐尔逊·艾尔肯江',
    ])
      expect(words).toContain(bare(said));
    expect(words).not.toContain(other.copy);
    expect(await codeOf(printRegister(await house.as(own.people.auditor), { register: 'handed_out' }))).toBe(
      'VALIDATION',
    );
  }, 60_000);

  test('a keeper prints his own stores, whoever watches everything, and nobody else a line', async () => {
    await printRegister(await house.as(keeper), { register: 'copies', storeId: store.id });
    expect(await codeOf(printRegister(await house.as(keeper), { register: 'copies' }))).toBe('NOT_FOUND');
    expect(await codeOf(printRegister(await house.as(borrower), { register: 'loans' }))).toBe('NOT_ENTITLED');
    expect(await wordsOf(await printRegister(await house.as(second), { register: 'loans' }))).not.toContain(
      loan.number,
    );
    const another = printRegister(await house.as(second), { register: 'loans', storeId: store.id });
    expect(await codeOf(another)).toBe('NOT_FOUND');
  });
});
