import { printCopy } from '../../src/index.ts';
import type { House } from './house.ts';

/** All the pieces of a file. */
export const whole = async (pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return new Uint8Array(Buffer.concat(all));
};

/** A copy as its holder prints it. */
export const printed = async (house: House, personId: string, id: string): Promise<Uint8Array> =>
  whole((await printCopy(await house.as(personId), { id })).bytes);
