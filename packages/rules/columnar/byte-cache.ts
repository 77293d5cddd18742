interface Sized {
  readonly sizeBytes: number;
}

/** What each entry costs beside its contents, about. */
const overheadBytes = 200;

/** Keeps what was used last, up to a number of bytes. */
export class ByteCache<Value extends Sized> {
  private readonly entries = new Map<string, Value>();
  private held = 0;

  constructor(private readonly mostBytes: number) {}

  /** What the entries take together. */
  get sizeBytes(): number {
    return this.held;
  }

  get(key: string): Value | undefined {
    const value = this.entries.get(key);
    if (value === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, value);
    return value;
  }

  /** Keeps a value, in place of the one of this key, and gives up those used longest ago. */
  set(key: string, value: Value): void {
    this.delete(key);
    this.entries.set(key, value);
    this.held += value.sizeBytes + overheadBytes;
    for (const oldest of this.entries.keys()) {
      if (this.held <= this.mostBytes) return;
      this.delete(oldest);
    }
  }

  private delete(key: string): void {
    const value = this.entries.get(key);
    if (value === undefined) return;
    this.entries.delete(key);
    this.held -= value.sizeBytes + overheadBytes;
  }
}
