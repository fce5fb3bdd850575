/** Bits of a trace code. Codes are whole numbers below 2 ** 48, which a double holds exactly. */
export const CODE_BITS = 48;
export const CODE_LIMIT = 2 ** CODE_BITS;

const CHECK_BITS = 32;
/** Zeros at the end, so that the last bits are as well protected as the first. */
const TAIL_BITS = 8;
const BITS = CODE_BITS + CHECK_BITS + TAIL_BITS;
const STATES = 2 ** TAIL_BITS;
/** Generators of the convolutional code of rate 1/3 and constraint length 9 with the greatest free distance. */
const GENERATORS = [0o557, 0o663, 0o711] as const;
export const WORD_BITS = BITS * GENERATORS.length;

/** Parity of each generator for every state of the encoder, the newest bit being its highest. */
const OUTPUTS = GENERATORS.map((generator) =>
  Uint8Array.from({ length: STATES * 2 }, (_, register) => parity(register & generator)),
);

/** The bits that stand for a code: the code and its check, convolved. */
export function encodeWord(code: number): Uint8Array {
  const bits = new Uint8Array(BITS);
  for (let index = 0; index < CODE_BITS; index++) bits[index] = bitOf(code, CODE_BITS - 1 - index);
  const check = checkOf(bits);
  for (let index = 0; index < CHECK_BITS; index++) bits[CODE_BITS + index] = (check >>> (CHECK_BITS - 1 - index)) & 1;
  const word = new Uint8Array(WORD_BITS);
  let state = 0;
  for (let index = 0; index < BITS; index++) {
    const register = ((bits[index] ?? 0) << TAIL_BITS) | state;
    for (const [branch, output] of OUTPUTS.entries()) word[index * OUTPUTS.length + branch] = output[register] ?? 0;
    state = register >>> 1;
  }
  return word;
}

/**
 * The code whose word is nearest to what was seen, by Viterbi’s algorithm; null where its check does not hold.
 * @param seen for each bit of the word how much speaks for a one; negative speaks for a zero, 0 for neither
 */
export function decodeWord(seen: Float32Array): number | null {
  let metric = new Float32Array(STATES).fill(Number.NEGATIVE_INFINITY);
  metric[0] = 0;
  let next = new Float32Array(STATES);
  const [first, second, third] = OUTPUTS;
  if (first === undefined || second === undefined || third === undefined) return null;
  // Whether the oldest bit of the state that was left, the one that is shifted out, was a one.
  const shiftedOut = new Uint8Array(BITS * STATES);
  for (let step = 0; step < BITS; step++) {
    const a = seen[step * 3] ?? 0;
    const b = seen[step * 3 + 1] ?? 0;
    const c = seen[step * 3 + 2] ?? 0;
    const isTail = step >= CODE_BITS + CHECK_BITS;
    for (let state = 0; state < STATES; state++) {
      if (isTail && state >= STATES / 2) {
        next[state] = Number.NEGATIVE_INFINITY;
        continue;
      }
      const register = state << 1;
      const zero =
        (metric[register & (STATES - 1)] ?? 0) +
        (first[register] ? a : -a) +
        (second[register] ? b : -b) +
        (third[register] ? c : -c);
      const other = register | 1;
      const one =
        (metric[other & (STATES - 1)] ?? 0) +
        (first[other] ? a : -a) +
        (second[other] ? b : -b) +
        (third[other] ? c : -c);
      next[state] = Math.max(zero, one);
      if (one > zero) shiftedOut[step * STATES + state] = 1;
    }
    [metric, next] = [next, metric];
  }
  return codeOf(traceBack(shiftedOut));
}

function traceBack(shiftedOut: Uint8Array): Uint8Array {
  const bits = new Uint8Array(BITS);
  let state = 0;
  for (let step = BITS - 1; step >= 0; step--) {
    bits[step] = state >>> (TAIL_BITS - 1);
    state = ((state << 1) & (STATES - 1)) | (shiftedOut[step * STATES + state] ?? 0);
  }
  return bits;
}

function codeOf(bits: Uint8Array): number | null {
  let check = 0;
  for (let index = 0; index < CHECK_BITS; index++) check = (check << 1) | (bits[CODE_BITS + index] ?? 0);
  if (check >>> 0 !== checkOf(bits)) return null;
  let code = 0;
  for (let index = 0; index < CODE_BITS; index++) code = code * 2 + (bits[index] ?? 0);
  return code;
}

/** CRC-32 of the code’s bits, turned over so that nothing but zeros is no word. */
function checkOf(bits: Uint8Array): number {
  let crc = 0xffffffff;
  for (let index = 0; index < CODE_BITS; index++) {
    const out = (crc ^ (bits[index] ?? 0)) & 1;
    crc = (crc >>> 1) ^ (out === 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0x4d696a69) >>> 0;
}

function bitOf(code: number, place: number): number {
  return Math.floor(code / 2 ** place) % 2;
}

function parity(value: number): number {
  let rest = value;
  let odd = 0;
  while (rest !== 0) {
    odd ^= rest & 1;
    rest >>>= 1;
  }
  return odd;
}
