/** A grant of which something is left. */
export interface LocalGrant {
  readonly number: string;
  readonly item: number;
  readonly person: number;
  readonly operation: string;
  readonly version: number;
  readonly rank: number;
  readonly end: number;
}

const NONE: readonly LocalGrant[] = [];

/** The grants that live, by their numbers and by the items that they are for. */
export class LocalGrants {
  readonly #byNumber = new Map<string, LocalGrant>();
  readonly #byItem = new Map<number, readonly LocalGrant[]>();

  get size(): number {
    return this.#byNumber.size;
  }

  of(numeral: number): readonly LocalGrant[] {
    return this.#byItem.get(numeral) ?? NONE;
  }

  /** Takes one that is not there yet. */
  put(grant: LocalGrant): void {
    this.#byNumber.set(grant.number, grant);
    this.#byItem.set(grant.item, [...this.of(grant.item), grant]);
  }

  /** @returns the item that it was for; undefined where there is no such grant */
  remove(number: string): number | undefined {
    const grant = this.#byNumber.get(number);
    if (grant === undefined) return undefined;
    this.#byNumber.delete(number);
    const others = this.of(grant.item).filter((other) => other !== grant);
    if (others.length === 0) this.#byItem.delete(grant.item);
    else this.#byItem.set(grant.item, others);
    return grant.item;
  }
}
