/** A discrete Fourier transform of one length, a power of two, worked in place. */
export interface Transform {
  readonly length: number;
  /** Transforms `length` numbers that begin at `from` and stand `step` apart. */
  readonly run: (real: Float32Array, imaginary: Float32Array, from: number, step: number) => void;
}

/** The radix-2 transform with its tables. */
export function transformOf(length: number): Transform {
  const cosines = Float32Array.from({ length: length / 2 }, (_, index) => Math.cos((2 * Math.PI * index) / length));
  const sines = Float32Array.from({ length: length / 2 }, (_, index) => -Math.sin((2 * Math.PI * index) / length));
  const reversed = bitReversal(length);
  const re = new Float64Array(length);
  const im = new Float64Array(length);
  const run: Transform['run'] = (real, imaginary, from, step) => {
    for (let index = 0; index < length; index++) {
      const at = from + (reversed[index] ?? 0) * step;
      re[index] = real[at] ?? 0;
      im[index] = imaginary[at] ?? 0;
    }
    for (let half = 1; half < length; half *= 2) {
      const turn = length / (2 * half);
      for (let start = 0; start < length; start += 2 * half) {
        for (let index = 0; index < half; index++) {
          const cosine = cosines[index * turn] ?? 0;
          const sine = sines[index * turn] ?? 0;
          const low = start + index;
          const high = low + half;
          const a = re[high] ?? 0;
          const b = im[high] ?? 0;
          const c = a * cosine - b * sine;
          const d = a * sine + b * cosine;
          const e = re[low] ?? 0;
          const f = im[low] ?? 0;
          re[high] = e - c;
          im[high] = f - d;
          re[low] = e + c;
          im[low] = f + d;
        }
      }
    }
    for (let index = 0; index < length; index++) {
      real[from + index * step] = re[index] ?? 0;
      imaginary[from + index * step] = im[index] ?? 0;
    }
  };
  return { length, run };
}

function bitReversal(length: number): Uint16Array {
  const reversed = new Uint16Array(length);
  for (let index = 1; index < length; index++) {
    reversed[index] = ((reversed[index >> 1] ?? 0) >> 1) | (index & 1 ? length >> 1 : 0);
  }
  return reversed;
}
