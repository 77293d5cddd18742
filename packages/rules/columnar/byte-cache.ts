interface Sized {
  readonly sizeBytes: number;
}

/** What each entry costs beside its contents, about. */
const overheadBytes = 200;

/** A value that is kept; used again since it came to be the newest, it is not given up when it is the oldest. */
interface Entry<Value> {
  readonly value: Value;
  isUsed: boolean;
}

/** Keeps what was used lately, up to a number of bytes. */
export class ByteCache<Value extends Sized> {
  private readonly entries = new Map<string, Entry<Value>>();
  private held = 0;

  constructor(private readonly mostBytes: number) {}

  /** What the entries take together. */
  get sizeBytes(): number {
    return this.held;
  }

  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    if (entry !== undefined) entry.isUsed = true;
    return entry?.value;
  }

  /** Keeps a value, in place of the one of this key, and gives up those that were not used for long. */
  set(key: string, value: Value): void {
    this.delete(key);
    this.entries.set(key, { value, isUsed: false });
    this.held += value.sizeBytes + overheadBytes;
    for (const [oldest, entry] of this.entries) {
      if (this.held <= this.mostBytes) return;
      if (entry.isUsed) {
        this.entries.delete(oldest);
        this.entries.set(oldest, { value: entry.value, isUsed: false });
      } else this.delete(oldest);
    }
  }

  private delete(key: string): void {
    const entry = this.entries.get(key);
    if (entry === undefined) return;
    this.entries.delete(key);
    this.held -= entry.value.sizeBytes + overheadBytes;
  }
}
