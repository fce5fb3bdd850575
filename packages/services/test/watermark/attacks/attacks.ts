import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { PageImage } from '../../../src/watermark/draw-pattern.ts';
import type { Chance } from './chance.ts';
import { SAMPLE_DPI } from './sample-page.ts';
import { blurred, type Frame, type Picture, type View, warped } from './warp.ts';

export const ATTACKS = ['screenshot', 'jpeg', 'scan', 'rotation', 'crop', 'scale', 'photograph', 'combined'] as const;
export type Attack = (typeof ATTACKS)[number];

/** What happens to a page on its way out, all lengths of the result in pixels at `dpi`. */
interface Ordeal {
  readonly dpi: number;
  /** in radians */
  readonly turn?: number;
  /** of the height against the width */
  readonly stretch?: number;
  /** whether only a quarter, half of it each way, is left */
  readonly isQuarter?: boolean;
  /** how far the corners are off, as shares of the page */
  readonly lean?: number;
  readonly blur?: number;
  readonly noise?: number;
  readonly gamma?: number;
  /** how much darker one side is than the other */
  readonly shade?: number;
  /** darkest and lightest grey of the result */
  readonly range?: readonly [number, number];
  readonly beside?: number;
  /** quality of the compression; none where absent */
  readonly jpeg?: number;
}

const ORDEALS: Readonly<Record<Attack, (chance: Chance) => Ordeal>> = {
  screenshot: (chance) => ({ dpi: chance.between(96, 150) }),
  jpeg: () => ({ dpi: 150, jpeg: 80 }),
  scan: (chance) => ({ ...scanned(chance), dpi: 150, turn: chance.between(-0.04, 0.04), jpeg: 85 }),
  rotation: (chance) => ({ dpi: 150, turn: chance.between(0, 2 * Math.PI), jpeg: 80 }),
  crop: (chance) => ({ dpi: chance.between(120, 150), isQuarter: true, jpeg: 80 }),
  scale: (chance) => ({ dpi: 150 * 2 ** chance.between(-1, 1), jpeg: 80 }),
  photograph: (chance) => ({
    ...scanned(chance),
    dpi: chance.between(110, 190),
    turn: Math.floor(chance.next() * 4) * (Math.PI / 2) + chance.between(-0.25, 0.25),
    lean: 0.06,
    shade: chance.between(0, 0.35),
    beside: chance.between(20, 120),
    jpeg: 80,
  }),
  combined: (chance) => ({
    ...scanned(chance),
    dpi: chance.between(100, 200),
    turn: chance.between(0, 2 * Math.PI),
    isQuarter: true,
    jpeg: 80,
  }),
};

/** What printing and scanning do at any resolution. */
function scanned(chance: Chance): Pick<Ordeal, 'stretch' | 'blur' | 'noise' | 'gamma' | 'range'> {
  return {
    stretch: chance.between(0.985, 1.015),
    blur: chance.between(0.6, 1.1),
    noise: chance.between(2, 7),
    gamma: chance.between(0.75, 1.35),
    range: [chance.between(15, 50), chance.between(215, 252)],
  };
}

/** A page after an attack, as a picture that somebody found. */
export async function attacked(page: PageImage, attack: Attack, chance: Chance): Promise<PageImage> {
  const ordeal = ORDEALS[attack](chance);
  const seen = blurred(warped(page, frameOf(page, ordeal, chance)), ordeal.blur ?? 0);
  return compressed(shaded(seen, ordeal, chance), ordeal.jpeg);
}

function frameOf(page: PageImage, ordeal: Ordeal, chance: Chance): Frame {
  const { dpi, turn = 0, stretch = 1, lean = 0, isQuarter = false, beside = 255 } = ordeal;
  const covers = SAMPLE_DPI / dpi;
  const part = isQuarter ? 0.5 : 1;
  const [partWidth, partHeight] = [page.width * part, page.height * part];
  const middleX = partWidth / 2 + chance.next() * (page.width - partWidth);
  const middleY = partHeight / 2 + chance.next() * (page.height - partHeight);
  const [cosine, sine] = [Math.cos(turn), Math.sin(turn)];
  // A quarter keeps its size however it is turned; a whole page is seen whole.
  const margin = lean > 0 ? 1.08 : 1;
  const span = (along: number, across: number): number =>
    isQuarter ? along : Math.abs(cosine) * along + Math.abs(sine) * across;
  const width = Math.round((span(partWidth, partHeight) / covers) * margin);
  const height = Math.round((span(partHeight, partWidth) / covers) * margin);
  const [leanX, leanY] = [chance.between(-lean, lean) * 2, chance.between(-lean, lean) * 2];
  const view: View = (x, y) => {
    const right = (x - width / 2) * covers;
    const down = ((y - height / 2) * covers) / stretch;
    const depth = 1 + (leanX * right) / page.width + (leanY * down) / page.height;
    const [flatX, flatY] = [right / depth, down / depth];
    return [middleX + cosine * flatX + sine * flatY, middleY - sine * flatX + cosine * flatY];
  };
  return { width, height, view, covers, beside };
}

function shaded(picture: Picture, ordeal: Ordeal, chance: Chance): Picture {
  const { gamma = 1, range = [0, 255], shade = 0, noise = 0 } = ordeal;
  const [darkest, lightest] = range;
  const [towards, side] = [chance.between(0, 2 * Math.PI), Math.max(picture.width, picture.height)];
  const [cosine, sine] = [Math.cos(towards), Math.sin(towards)];
  const tones = Float32Array.from(
    { length: 256 },
    (_, value) => darkest + (lightest - darkest) * (value / 255) ** gamma,
  );
  const values = picture.values.map((value, index) => {
    const x = (index % picture.width) / side - 0.5;
    const y = Math.floor(index / picture.width) / side - 0.5;
    const light = 1 - shade * (0.5 + x * cosine + y * sine);
    return (tones[Math.round(value)] ?? value) * light + (noise > 0 ? noise * chance.bell() : 0);
  });
  return { ...picture, values };
}

async function compressed({ values, width, height }: Picture, quality: number | undefined): Promise<PageImage> {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const image = context.createImageData(width, height);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? 0;
    const at = index * 4;
    image.data[at] = value;
    image.data[at + 1] = value;
    image.data[at + 2] = value;
    image.data[at + 3] = 255;
  }
  if (quality === undefined) return { data: image.data, width, height };
  context.putImageData(image, 0, 0);
  const decoded = await loadImage(await canvas.encode('jpeg', quality));
  context.drawImage(decoded, 0, 0);
  return { data: context.getImageData(0, 0, width, height).data, width, height };
}
