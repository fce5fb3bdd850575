import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import type { PageImage } from '../../../src/watermark/draw-pattern.ts';
import { type Chance, chanceOf } from './chance.ts';

/** Dots per inch of the pages that are made here. */
export const SAMPLE_DPI = 150;
const POINT = SAMPLE_DPI / 72;
const WIDTH = 595;
const HEIGHT = 842;
const MARGIN = 64;
const FONT = 'sample';

export const PAGE_KINDS = ['text', 'dense', 'table', 'picture', 'english', 'sparse'] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

const WORDS =
  '本协议所称商业秘密指不为公众所知悉能够带来经济利益具有实用性并采取保密措施的技术信息和经营包括客户名单授信额度风险敞口定价模型投资组合尽职调查报告董事会决议重大资产重组方案估值底稿谈判要点内部审计发现监管检查意见数据字典加密算法参数';
const ENGLISH =
  'counterparty exposure limit review committee valuation draft covenant facility margin quarter forecast audit ';

const fonts = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts');
GlobalFonts.registerFromPath(join(fonts, 'NotoSansHans-Regular.otf'), FONT);

/** A page as an office writes it, without a pattern. */
export function samplePage(kind: PageKind, seed: number): PageImage {
  const chance = chanceOf(seed);
  const canvas = createCanvas(Math.round(WIDTH * POINT), Math.round(HEIGHT * POINT));
  const context = canvas.getContext('2d');
  context.scale(POINT, POINT);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  drawFurniture(context, chance);
  switch (kind) {
    case 'text':
      drawLines(context, chance, { top: 120, bottom: 770, size: 11, gap: 19 });
      break;
    case 'dense':
      drawLines(context, chance, { top: 80, bottom: 790, size: 9, gap: 13.5 });
      break;
    case 'english':
      drawLines(context, chance, { top: 90, bottom: 780, size: 10.5, gap: 15, words: ENGLISH });
      break;
    case 'table':
      drawLines(context, chance, { top: 110, bottom: 260, size: 11, gap: 19 });
      drawTable(context, chance);
      break;
    case 'picture':
      drawPicture(context, chance);
      drawLines(context, chance, { top: 480, bottom: 770, size: 11, gap: 19 });
      break;
    case 'sparse':
      drawLines(context, chance, { top: 150, bottom: 300, size: 14, gap: 26 });
  }
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return { data, width: canvas.width, height: canvas.height };
}

function drawFurniture(context: SKRSContext2D, chance: Chance): void {
  context.fillStyle = '#111';
  context.font = `10px ${FONT}`;
  context.fillText(`宏远银行　商密·机密★5年　副本 ${Math.floor(chance.between(1, 99))} 号`, MARGIN, 44);
  context.font = `8px ${FONT}`;
  context.fillText('HYYH-2026-000012-003　张明远　第 1 页 / 共 3 页', MARGIN, 815);
  context.fillRect(MARGIN, 52, WIDTH - 2 * MARGIN, 1);
}

interface Lines {
  readonly top: number;
  readonly bottom: number;
  readonly size: number;
  readonly gap: number;
  readonly words?: string;
}

function drawLines(context: SKRSContext2D, chance: Chance, { top, bottom, size, gap, words = WORDS }: Lines): void {
  context.fillStyle = '#111';
  context.font = `${size}px ${FONT}`;
  for (let y = top; y < bottom; y += gap) {
    const isLast = chance.next() < 0.12;
    const width = (WIDTH - 2 * MARGIN) * (isLast ? chance.between(0.2, 0.9) : 1);
    let line = '';
    let at = Math.floor(chance.between(0, words.length));
    while (context.measureText(line).width < width - size) {
      line += words[at % words.length] ?? '';
      at += chance.next() < 0.15 ? Math.floor(chance.between(2, words.length)) : 1;
    }
    context.fillText(line, MARGIN, y);
  }
}

function drawTable(context: SKRSContext2D, chance: Chance): void {
  context.strokeStyle = '#777';
  context.lineWidth = 0.7;
  context.font = `10px ${FONT}`;
  for (let row = 0; row < 22; row++) {
    const y = 285 + row * 21;
    context.fillStyle = row === 0 ? '#e2e4e8' : '#fff';
    if (row === 0) context.fillRect(MARGIN, y, WIDTH - 2 * MARGIN, 21);
    for (let column = 0; column < 5; column++) {
      context.strokeRect(MARGIN + column * 93.4, y, 93.4, 21);
      context.fillStyle = '#111';
      const from = Math.floor(chance.between(0, WORDS.length - 7));
      const words = column === 0 ? WORDS.slice(from, from + 6) : chance.between(1000, 9_999_999).toFixed(2);
      context.fillText(words, MARGIN + column * 93.4 + 6, y + 14);
    }
  }
}

/** A dark photograph: blocks, a sky that fades, round things. */
function drawPicture(context: SKRSContext2D, chance: Chance): void {
  const fade = context.createLinearGradient(0, 80, 0, 450);
  fade.addColorStop(0, '#6b7f94');
  fade.addColorStop(1, '#10151c');
  context.fillStyle = fade;
  context.fillRect(MARGIN, 80, WIDTH - 2 * MARGIN, 370);
  for (let count = 0; count < 40; count++) {
    const light = Math.floor(chance.between(5, 140));
    context.fillStyle = `rgb(${light}, ${light + 8}, ${light + 15})`;
    const x = MARGIN + chance.between(0, 420);
    const y = chance.between(90, 400);
    if (count % 3 === 0) {
      context.beginPath();
      context.arc(x + 20, y + 20, chance.between(5, 25), 0, 2 * Math.PI);
      context.fill();
    } else context.fillRect(x, y, chance.between(8, 45), chance.between(8, 45));
  }
}
