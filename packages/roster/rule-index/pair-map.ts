/**
 * From a pair of whole numbers, the first at least 1, to a number that is at least 1: open addressing outside the heap.
 */
export class PairMap {
  #slots = new Uint32Array(3 * 64);
  #size = 0;

  get memoryBytes(): number {
    return this.#slots.byteLength;
  }

  /** What was set for the pair; 0 when nothing was. */
  get(a: number, b: number): number {
    return this.#slots[this.#find(a, b) + 2]!;
  }

  set(a: number, b: number, value: number): void {
    const slots = this.#slots;
    const at = this.#find(a, b);
    if (slots[at] === 0) this.#size += 1;
    slots[at] = a;
    slots[at + 1] = b;
    slots[at + 2] = value;
    if (this.#size * 6 > slots.length) this.#grow();
  }

  /** Takes the pair out; what was displaced by it moves up. */
  delete(a: number, b: number): void {
    const slots = this.#slots;
    let hole = this.#find(a, b);
    if (slots[hole] === 0) return;
    this.#size -= 1;
    for (let at = this.#after(hole); slots[at] !== 0; at = this.#after(at)) {
      const home = this.#home(slots[at]!, slots[at + 1]!);
      const isBetween = hole < at ? home > hole && home <= at : home > hole || home <= at;
      if (isBetween) continue;
      slots.copyWithin(hole, at, at + 3);
      hole = at;
    }
    slots.fill(0, hole, hole + 3);
  }

  #home(a: number, b: number): number {
    const hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
    return ((hash ^ (hash >>> 15)) & (this.#slots.length / 3 - 1)) * 3;
  }

  #after(at: number): number {
    return at + 3 === this.#slots.length ? 0 : at + 3;
  }

  #find(a: number, b: number): number {
    const slots = this.#slots;
    let at = this.#home(a, b);
    while (slots[at] !== 0 && (slots[at] !== a || slots[at + 1] !== b)) at = this.#after(at);
    return at;
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += 3) {
      if (old[at] !== 0) this.#slots.set(old.subarray(at, at + 3), this.#find(old[at]!, old[at + 1]!));
    }
  }
}
