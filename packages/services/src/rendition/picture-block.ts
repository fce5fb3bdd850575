import type { Token } from 'marked';
import type { Frame } from './body-style.ts';
import type { Strip } from './strip.ts';

/** A picture that was drawn here, with its size in points. */
export interface Picture {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** What stands where a picture is not shown. */
export const NO_PICTURE = '〔图〕';

/** By what the words of a document name one of its pictures. */
export const addressOfPicture = (at: number): string => `picture:${at}`;

const PLACES = /!\[\]\(picture:\d+\)/gu;

/** The words of a document with nothing in the places of its pictures but that one stood there. */
export const withoutPictures = (text: string): string => text.replaceAll(PLACES, NO_PICTURE);

/** The picture that a paragraph is, where it is nothing else; undefined otherwise. */
export function pictureIn(
  tokens: readonly Token[] = [],
  pictures: readonly (Picture | null)[] = [],
): Picture | undefined {
  const [token, ...others] = tokens;
  if (token?.type !== 'image' || others.length > 0) return undefined;
  return pictures.find((_, at) => token['href'] === addressOfPicture(at)) ?? undefined;
}

/** A picture in the middle of its column; where that is narrower, it is shrunk. */
export function pictureBlock({ jpeg, ...size }: Picture, { x, width }: Frame): Strip {
  const shrunk = Math.min(1, width / size.width);
  const [across, height] = [size.width * shrunk, size.height * shrunk];
  const op = { kind: 'picture', x: x + (width - across) / 2, y: 0, width: across, height, jpeg } as const;
  return { height, gap: 0, keepWithNext: false, ops: [op] };
}
