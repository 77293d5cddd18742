/** Whole numbers from 0 outside the heap, 0 until set, in an array that is replaced when it grows: do not keep `at`. */
export class Numbers {
  at = new Uint32Array(64);

  /** Makes sure that there is a place `n`. */
  reach(n: number): void {
    if (n < this.at.length) return;
    const larger = new Uint32Array(Math.max(n + 1, this.at.length * 2));
    larger.set(this.at);
    this.at = larger;
  }

  set(n: number, value: number): void {
    this.reach(n);
    this.at[n] = value;
  }
}

/** Whole numbers put one on another outside the heap; emptying it costs nothing. Only the first `size` of `at` count. */
export class NumberStack {
  at = new Uint32Array(64);
  size = 0;

  push(value: number): void {
    if (this.size === this.at.length) {
      const larger = new Uint32Array(this.size * 2);
      larger.set(this.at);
      this.at = larger;
    }
    this.at[this.size] = value;
    this.size += 1;
  }

  has(value: number): boolean {
    for (let i = 0; i < this.size; i += 1) if (this.at[i] === value) return true;
    return false;
  }
}
