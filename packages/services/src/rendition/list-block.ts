import type { Token, Tokens } from 'marked';
import { BODY, bodySetting, indented, span } from './body-style.ts';
import type { BlockPlace } from './markdown-blocks.ts';
import { type Strip, withGap } from './strip.ts';
import { largest, naturalWidth, textLines } from './text-lines.ts';

type Blocks = (tokens: readonly Token[], place: BlockPlace) => Iterable<Strip>;

/** A list: each marker stands beside the first line of its item. */
export function* listBlock(list: Tokens.List, place: BlockPlace, blocks: Blocks): Generator<Strip> {
  const first = typeof list.start === 'number' ? list.start : 1;
  const markers = list.items.map((item, index) => [span(markerText(item, list.ordered ? first + index : undefined))]);
  const widest = largest(markers.map((marker) => naturalWidth(marker, BODY.size, place.fonts)));
  const frame = indented(place.frame, Math.max(BODY.size * 1.8, widest + BODY.size * 0.6));
  for (const [index, item] of list.items.entries()) {
    const width = frame.x - place.frame.x - BODY.size * 0.5;
    const beside = width >= widest;
    const at = bodySetting(
      { x: place.frame.x, width: beside ? width : place.frame.width },
      { align: beside ? 'right' : 'left' },
    );
    const marker = [...textLines(markers[index] ?? [], at, place.fonts)];
    const content = blocks(
      item.tokens.filter((token) => token.type !== 'checkbox'),
      { ...place, frame, indent: false },
    );
    const gap = list.loose ? BODY.paragraphGap : 1;
    yield* withGap(beside ? joined(marker, content) : inTurn(marker, content), index === 0 ? 0 : gap);
  }
}

function markerText(item: Tokens.ListItem, ordinal: number | undefined): string {
  const sign = ordinal === undefined ? '•' : `${ordinal}.`;
  if (!item.task) return sign;
  const box = item.checked === true ? '[x]' : '[  ]';
  return ordinal === undefined ? box : `${sign} ${box}`;
}

function* inTurn(marker: readonly Strip[], content: Iterable<Strip>): Generator<Strip> {
  yield* marker;
  yield* content;
}

function* joined([mark]: readonly Strip[], content: Iterable<Strip>): Generator<Strip> {
  let beside = mark;
  for (const strip of content) {
    yield beside === undefined
      ? strip
      : { ...strip, height: Math.max(strip.height, beside.height), ops: [...beside.ops, ...strip.ops] };
    beside = undefined;
  }
  if (beside !== undefined) yield beside;
}
