/** Each value once, in the order in which they came, and the place of each. */
export class Places<T> {
  readonly values: T[] = [];
  readonly #places = new Map<string, number>();

  /** @param key what makes two values the same */
  of(key: string, value: T): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    const place = this.values.length;
    this.values.push(value);
    this.#places.set(key, place);
    return place;
  }
}
