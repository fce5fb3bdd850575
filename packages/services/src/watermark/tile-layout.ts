import { WORD_BITS } from './code-word.ts';
import { randomSequence, shuffled } from './random-sequence.ts';

/** Cells of a tile in each direction; every cell has one dot, and a dot tells two chips: one to the side, one up or down. */
export const TILE_CELLS = 24;
/** Distance of neighbouring cells, in points. */
export const PITCH = 8;
/** How far a dot stands off the middle of its cell in either direction, in cells: the second harmonic of the lattice vanishes. */
export const SHIFT = 1 / 8;

const CHIPS = TILE_CELLS * TILE_CELLS * 2;
const SYNC_CHIPS = 192;
const LAYOUT_SEED = 0x4d494a49;

/** A chip that is the same in every pattern: where it stands, and +1 or −1. */
export interface SyncChip {
  readonly chip: number;
  readonly sign: number;
}

/** A chip that carries a bit of the word, turned over where the sign is −1. */
export interface WordChip extends SyncChip {
  readonly bit: number;
}

/** Chip `2 * cell` lies to the side, `2 * cell + 1` up or down; cells are counted row by row. */
export const { SYNC, WORD } = layOutTile();

function layOutTile(): {
  SYNC: readonly SyncChip[];
  WORD: readonly WordChip[];
} {
  const next = randomSequence(LAYOUT_SEED);
  const order = shuffled(CHIPS, next);
  const sign = (): number => (next() & 0x10000 ? 1 : -1);
  const sync = order.slice(0, SYNC_CHIPS).map((chip) => ({ chip, sign: sign() }));
  const word = order.slice(SYNC_CHIPS).map((chip, index) => ({ chip, sign: sign(), bit: index % WORD_BITS }));
  return { SYNC: sync, WORD: word };
}
