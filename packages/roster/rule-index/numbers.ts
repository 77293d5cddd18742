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
