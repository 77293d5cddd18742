const mostRemembered = 1 << 16;

/** The rows of a column written lately, so that what was derived from it can be brought up to date row by row. */
export class ChangeLog {
  /** How many changes there were in all. */
  version = 0;
  private rows = new Uint32Array(64);
  /** The version at which `rows` begins. */
  private base = 0;

  add(row: number): void {
    const length = this.version - this.base;
    if (length === mostRemembered) this.base = this.version;
    else if (length === this.rows.length) {
      const larger = new Uint32Array(length * 2);
      larger.set(this.rows);
      this.rows = larger;
    }
    this.rows[this.version - this.base] = row;
    this.version += 1;
  }

  /** The rows changed since a version, in order; undefined when not all of them are remembered. */
  since(version: number): Uint32Array | undefined {
    return version < this.base ? undefined : this.rows.subarray(version - this.base, this.version - this.base);
  }
}
