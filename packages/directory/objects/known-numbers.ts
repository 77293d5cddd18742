import type { ObjectId, ObjectNumber } from '@muster/kernel';

/** Some 2 MB. */
const rememberAtMost = 20_000;

/**
 * Numbers of objects that were looked up lately, by id: at most 20,000, the one not used for longest is forgotten first. An
 * object keeps its number for life, but whether it still lives only the database knows.
 */
export class KnownNumbers {
  readonly #numbers = new Map<ObjectId, ObjectNumber>();

  /** The object's number, as far as it is remembered. */
  get(id: ObjectId): ObjectNumber | undefined {
    const number = this.#numbers.get(id);
    if (number !== undefined) this.remember(id, number);
    return number;
  }

  remember(id: ObjectId, number: ObjectNumber): void {
    // A map keeps its keys in order of insertion.
    this.#numbers.delete(id);
    this.#numbers.set(id, number);
    if (this.#numbers.size > rememberAtMost) this.#numbers.delete(this.#numbers.keys().next().value!);
  }
}
