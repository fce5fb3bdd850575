import type { Span, SpanUnit } from '@miji/core';
import { BODY, bodySetting, type Frame, SOFT_INK, span } from './body-style.ts';
import type { CopyFonts } from './copy-fonts.ts';
import { unifyLineEnds } from './printable-text.ts';
import { sectionsOf } from './sections.ts';
import { type Strip, withGap } from './strip.ts';
import { textLines } from './text-lines.ts';

/** A text of which only some parts are set. */
export interface ExcerptSource {
  readonly text: string;
  readonly format: 'plain' | 'markdown';
  readonly spans: readonly Span[];
}

/** What setting an excerpt needs of whoever sets the text. */
export interface ExcerptSetter {
  readonly frame: Frame;
  readonly fonts: CopyFonts;
  /** a piece of text as the body of a copy */
  readonly strips: (text: string) => Iterable<Strip>;
  /** the pages of the whole text, each as what stands on it */
  readonly pages: () => readonly (readonly Strip[])[];
}

const OMITTED = '……';
const BEYOND = '（授权摘抄的部分不在正文之内）';

/**
 * The parts of a text that an excerpt takes and no other, in the order of the text, what is left out between them marked. Parts that
 * overlap are set once. A part that the text does not have is not there; where none is, the excerpt says so.
 */
export function* excerptStrips(source: ExcerptSource, setter: ExcerptSetter): Generator<Strip> {
  let isFirst = true;
  for (const part of partsOf(source, setter)) {
    if (!isFirst) yield* note(OMITTED, setter);
    yield* part;
    isFirst = false;
  }
  if (isFirst) yield* note(BEYOND, setter);
}

function* partsOf({ text, format, spans }: ExcerptSource, setter: ExcerptSetter): Generator<Iterable<Strip>> {
  const lines = text.split('\n');
  for (const { from, to } of merged(spans, 'lines')) {
    if (from <= lines.length) yield setter.strips(lines.slice(from - 1, to).join('\n'));
  }
  // Headings are counted in the text as Markdown reads it, every kind of line end being one.
  const unified = format === 'markdown' ? unifyLineEnds(text).split('\n') : [];
  const sections = format === 'markdown' ? sectionsOf(text) : [];
  for (const { from, to } of merged(spans, 'sections')) {
    const [first, last] = [sections[from - 1], sections[Math.min(to, sections.length) - 1]];
    if (first !== undefined && last !== undefined) {
      yield setter.strips(unified.slice(first.fromLine - 1, last.toLine).join('\n'));
    }
  }
  const paged = merged(spans, 'pages');
  if (paged.length === 0) return;
  const pages = setter.pages();
  for (const { from, to } of paged) if (from <= pages.length) yield pages.slice(from - 1, to).flat();
}

/** Of one unit, in order; those that touch or overlap as one. */
function merged(spans: readonly Span[], unit: SpanUnit): readonly Span[] {
  const ordered = spans.filter((one) => one.unit === unit).toSorted((a, b) => a.from - b.from);
  const whole: Span[] = [];
  for (const one of ordered) {
    const last = whole.at(-1);
    if (last !== undefined && one.from <= last.to + 1)
      whole[whole.length - 1] = { ...last, to: Math.max(last.to, one.to) };
    else whole.push(one);
  }
  return whole;
}

function note(words: string, { frame, fonts }: ExcerptSetter): Iterable<Strip> {
  const setting = bodySetting(frame, { align: 'center' });
  return withGap(textLines([span(words, { colour: SOFT_INK })], setting, fonts), BODY.blockGap);
}
