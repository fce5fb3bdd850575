import { formatBusinessMinute } from '@miji/core';
import type { Temporal } from '@miji/core';
import { copyFonts } from '../rendition/copy-fonts.ts';
import type { PageFace } from '../rendition/page-face.ts';
import { printableBody } from '../rendition/printable-text.ts';

/** Who reads what, when. */
export interface ReadingFacts {
  readonly mark: string;
  readonly ownerName: string;
  readonly itemNumber: string;
  readonly readerName: string;
  readonly at: Temporal.Instant;
  readonly traceCode: number;
}

/**
 * What stands on every page that is read on a screen. A character of a name that the font lacks is spelled as its code point: a screen
 * is no controlled copy, and nobody is kept from reading by his name.
 */
export const faceOfReading = async (facts: ReadingFacts): Promise<PageFace> => {
  const fonts = await copyFonts();
  const spelled = (text: string): string => printableBody(text, fonts).replaceAll('\n', ' ');
  const [mark, owner, reader] = [spelled(facts.mark), spelled(facts.ownerName), spelled(facts.readerName)];
  const at = formatBusinessMinute(facts.at);
  return {
    mark,
    label: `编号 ${facts.itemNumber}`,
    stamp: null,
    earlier: [],
    footer: [`${owner}　${mark}　编号 ${facts.itemNumber}`, `阅读人 ${reader}　阅读时间 ${at}　仅供本人在线阅读`],
    behind: `${reader}　${facts.itemNumber}　${at}`,
    address: null,
    traceCode: facts.traceCode,
  };
};
