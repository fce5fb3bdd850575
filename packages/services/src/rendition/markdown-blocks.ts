import type { Token, Tokens } from 'marked';
import { BODY, bodySetting, type Frame, HAIRLINE, indented, SHADE, SOFT_INK, span } from './body-style.ts';
import type { CopyFonts } from './copy-fonts.ts';
import { listBlock } from './list-block.ts';
import { inlineSpans } from './markdown-inline.ts';
import { isKnownToken } from './markdown-tokens.ts';
import { type DrawOp, shiftOp, solid, type Strip, withGap } from './strip.ts';
import { type Picture, pictureBlock, pictureIn } from './picture-block.ts';
import { tableBlock } from './table-block.ts';
import { type Span, textLines } from './text-lines.ts';

const CODE_PAD = 5;
const HEADING_SIZES = [19, 16, 14, 12.5, 11.5, 11] as const;

/** What a block needs to know of the place it stands in. */
export interface BlockPlace {
  readonly frame: Frame;
  readonly fonts: CopyFonts;
  /** paragraphs of running text are indented by two characters, those in lists and quotes are not */
  readonly indent: boolean;
  /** those that the text has places for */
  readonly pictures?: readonly (Picture | null)[] | undefined;
}

/** Markdown blocks from top to bottom. */
export function* markdownBlocks(tokens: readonly Token[], place: BlockPlace): Generator<Strip> {
  for (const token of tokens) yield* withGap(blockStrips(token, place), gapAbove(token, place));
}

function gapAbove(token: Token, place: BlockPlace): number {
  if (token.type === 'heading') return BODY.blockGap * 1.6;
  const running = token.type === 'paragraph' || token.type === 'text' || !place.indent;
  return running ? BODY.paragraphGap : BODY.blockGap;
}

function blockStrips(token: Token, place: BlockPlace): Iterable<Strip> {
  if (!isKnownToken(token)) return rawBlock(token.raw, place);
  switch (token.type) {
    case 'space':
      return [];
    case 'heading':
      return headingBlock(token, place);
    case 'paragraph': {
      const picture = pictureIn(token.tokens, place.pictures);
      return picture === undefined ? paragraph(inlineSpans(token.tokens), place) : [pictureBlock(picture, place.frame)];
    }
    case 'text':
      return paragraph(token.tokens === undefined ? [span(token.text)] : inlineSpans(token.tokens), place);
    case 'list':
      return listBlock(token, place, markdownBlocks);
    case 'blockquote':
      return quoteBlock(
        markdownBlocks(token.tokens, { ...place, frame: indented(place.frame, 16), indent: false }),
        place,
      );
    case 'code':
      return codeBlock(token, place);
    case 'table':
      return tableBlock(token, place.frame, place.fonts);
    case 'hr':
      return [ruleStrip(place.frame)];
    default:
      return rawBlock(token.raw, place);
  }
}

function* headingBlock(token: Tokens.Heading, { frame, fonts }: BlockPlace): Generator<Strip> {
  const size = HEADING_SIZES[token.depth - 1] ?? BODY.size;
  const setting = bodySetting(frame, { size, lineHeight: size * 1.5, align: token.depth === 1 ? 'center' : 'left' });
  const spans = inlineSpans(token.tokens, { weight: 'bold' });
  for (const strip of textLines(spans, setting, fonts)) yield { ...strip, keepWithNext: true };
}

function paragraph(spans: readonly Span[], { frame, fonts, indent }: BlockPlace): Iterable<Strip> {
  return textLines(spans, bodySetting(frame, { firstIndent: indent ? BODY.size * 2 : 0 }), fonts);
}

/** Raw HTML, link definitions and anything unknown: printed as it was typed. */
function rawBlock(raw: string, { frame, fonts }: BlockPlace): Iterable<Strip> {
  const text = raw.trimEnd();
  return text === '' ? [] : textLines([span(text, { colour: SOFT_INK })], bodySetting(frame, { align: 'left' }), fonts);
}

function* quoteBlock(inner: Iterable<Strip>, { frame }: BlockPlace): Generator<Strip> {
  const x = frame.x + 5;
  for (const strip of solid(inner)) {
    const bar = { kind: 'rule', from: [x, 0], to: [x, strip.height], thickness: 2.5, colour: '#b8bcc4' } as const;
    yield { ...strip, ops: [...strip.ops, bar] };
  }
}

function* codeBlock(token: Tokens.Code, { frame, fonts }: BlockPlace): Generator<Strip> {
  const inner = bodySetting({ x: frame.x + 8, width: frame.width - 16 }, { size: 9.5, lineHeight: 15, align: 'left' });
  let above: number = CODE_PAD;
  const shaded = (strip: Strip, below: number): Strip => {
    const shift = above;
    const height = strip.height + shift + below;
    const shade: DrawOp = { kind: 'fill', x: frame.x, y: 0, width: frame.width, height, colour: SHADE };
    above = 0;
    return { ...strip, height, ops: [shade, ...strip.ops.map((op) => shiftOp(op, shift))] };
  };
  if ((token.lang ?? '') !== '') {
    for (const strip of textLines([span(token.lang ?? '', { colour: SOFT_INK })], { ...inner, size: 8 }, fonts)) {
      yield shaded(strip, 0);
    }
  }
  let held: Strip | undefined;
  for (const strip of textLines([span(token.text)], inner, fonts)) {
    if (held !== undefined) yield shaded(held, 0);
    held = strip;
  }
  if (held !== undefined) yield shaded(held, CODE_PAD);
}

function ruleStrip(frame: Frame): Strip {
  const y = 4;
  const ops = [
    { kind: 'rule', from: [frame.x, y], to: [frame.x + frame.width, y], thickness: 0.6, colour: HAIRLINE },
  ] as const;
  return { height: y * 2, gap: 0, keepWithNext: false, ops };
}
