/** Carries the reason why a pattern cannot be taken out of the pattern parser; only `compilePattern` sees it. */
export class PatternFailure extends Error {}

/** Ends the reading of a pattern with a reason. */
export function refuse(reason: string): never {
  throw new PatternFailure(reason);
}

/** The text of a pattern and a place in it. Characters are whole code points. */
export class PatternReader {
  private place = 0;

  constructor(private readonly source: string) {}

  get isAtEnd(): boolean {
    return this.place >= this.source.length;
  }

  /** True when the rest begins with the text. */
  isAt(text: string): boolean {
    return this.source.startsWith(text, this.place);
  }

  /** Steps over the text when the rest begins with it. */
  skip(text: string): boolean {
    if (!this.isAt(text)) return false;
    this.place += text.length;
    return true;
  }

  /** What a sticky expression finds here, stepped over; undefined when it finds nothing. */
  take(form: RegExp): RegExpExecArray | undefined {
    form.lastIndex = this.place;
    const found = form.exec(this.source);
    if (found === null) return undefined;
    this.place += found[0].length;
    return found;
  }

  /** The next character, stepped over; empty at the end. */
  next(): string {
    if (this.isAtEnd) return '';
    const character = String.fromCodePoint(this.source.codePointAt(this.place)!);
    this.place += character.length;
    return character;
  }
}
