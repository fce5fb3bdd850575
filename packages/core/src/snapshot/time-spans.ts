import { Places } from './places.ts';

/** Stretches of time, each once. */
export class TimeSpans {
  readonly #known = new Places<true>();
  #bounds = new Float64Array(128);

  /** The place of a stretch; open at its end where that is null. */
  of(from: number, to: number | null): number {
    const place = this.#known.of(`${from} ${to}`, true);
    if (2 * place + 2 > this.#bounds.length) {
      const grown = new Float64Array(this.#bounds.length * 2);
      grown.set(this.#bounds);
      this.#bounds = grown;
    }
    this.#bounds[2 * place] = from;
    this.#bounds[2 * place + 1] = to ?? Number.POSITIVE_INFINITY;
    return place;
  }

  from(place: number): number {
    return this.#bounds[2 * place] ?? Number.POSITIVE_INFINITY;
  }

  to(place: number): number {
    return this.#bounds[2 * place + 1] ?? Number.NEGATIVE_INFINITY;
  }

  covers(place: number, at: number): boolean {
    return at >= this.from(place) && at < this.to(place);
  }
}
