import { BODY, bodySetting, type Frame, span } from './body-style.ts';
import type { CopyFonts } from './copy-fonts.ts';
import { type Strip, withGap } from './strip.ts';
import { textLines } from './text-lines.ts';

/** Every line of plain text is a paragraph; its own indentation gives way to the usual two characters. */
export function* plainBlocks(text: string, frame: Frame, fonts: CopyFonts): Generator<Strip> {
  let gap = 0;
  for (const line of text.split('\n')) {
    const paragraph = line.trim();
    if (paragraph === '') {
      gap = BODY.blockGap;
      continue;
    }
    const setting = bodySetting(frame, { firstIndent: BODY.size * 2 });
    yield* withGap(textLines([span(paragraph)], setting, fonts), gap);
    gap = BODY.paragraphGap;
  }
}
