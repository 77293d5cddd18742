import { grown } from './grown.ts';

/** A text from its last such sign on is its tail: the domain of an address. */
export const tailSign = '@';
const mostTails = 4096;
/** A tail as long as this is hardly one that several texts have. */
const longestTail = 255;

/**
 * The tails of packed texts, each once: many addresses have one domain. A tail holds its sign only where it begins. The first few thousand are kept;
 * texts with others stand in the pack as a whole.
 */
export class TextTails {
  /** The number of each text's tail, 0 for none; empty while no text has one, else as long as the texts need. */
  numbers = new Uint16Array(0);
  /** The tails by their numbers. */
  readonly texts: string[] = [''];
  readonly units: Uint16Array[] = [new Uint16Array(0)];
  /** True once the sign stands in what the pack holds itself. */
  isSignInHeads = false;
  private readonly known = new Map<string, number>();

  get sizeBytes(): number {
    return this.numbers.byteLength + this.units.reduce((sum, each) => sum + each.byteLength, 0);
  }

  /** Notes the tail of a text that is added as number `n`; returns how long the rest of the text is, its head. */
  split(text: string, n: number): number {
    const at = text.lastIndexOf(tailSign);
    const number = at < 0 || text.length - at > longestTail ? 0 : this.numberOf(text.slice(at));
    const headLength = number === 0 ? text.length : at;
    if (number !== 0 || this.numbers.length > 0) {
      if (n >= this.numbers.length) this.numbers = grown(this.numbers, n + 1);
      this.numbers[n] = number;
    }
    if (text.slice(0, headLength).includes(tailSign)) this.isSignInHeads = true;
    return headLength;
  }

  /** The units of the tail of text `n`. */
  unitsAt(n: number): Uint16Array {
    return this.units[this.numbers[n] ?? 0]!;
  }

  private numberOf(tail: string): number {
    const known = this.known.get(tail);
    if (known !== undefined) return known;
    if (this.texts.length > mostTails) return 0;
    this.texts.push(tail);
    this.units.push(unitsOf(tail));
    this.known.set(tail, this.texts.length - 1);
    return this.texts.length - 1;
  }
}

/** The code units of a text. */
export function unitsOf(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}
