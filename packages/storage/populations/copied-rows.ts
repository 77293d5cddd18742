import type { RuleValueSink } from '@muster/directory';
import type { ObjectNumber } from '@muster/kernel';
import { timestampParser } from '../connection/value-parsers.ts';

/** What a value is, and so how it is read. */
export type CopiedValue = 'text' | 'boolean' | 'instant' | 'json';

const [tab, newline, backslash] = [0x09, 0x0a, 0x5c];
const mostRemembered = 4096;

/** Escapes of the copy format and the letters they stand for; any other letter after a backslash stands for itself. */
const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/**
 * Reads rows in the text format of COPY as their bytes come: number, version, extensions, then the values.
 *
 * @see PostgreSQL documentation, COPY, "Text Format"
 */
export class CopiedRows {
  /** The beginning of a row whose end has not come yet. */
  #rest: Buffer = Buffer.alloc(0);
  #number = 0 as ObjectNumber;
  readonly #instants = new Map<string, number>();

  constructor(
    private readonly kinds: readonly CopiedValue[],
    private readonly sink: RuleValueSink,
  ) {}

  take(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const end = bytes.lastIndexOf(newline) + 1;
    // What is kept is copied: the chunk's memory may be used again.
    this.#rest = Buffer.from(bytes.subarray(end));
    let [place, start, isEscaped] = [0, 0, false];
    for (let at = 0; at < end; at += 1) {
      const byte = bytes[at]!;
      if (byte > backslash) continue;
      if (byte === backslash) isEscaped = true;
      else if (byte === tab || byte === newline) {
        this.#field(place, bytes, start, at, isEscaped);
        place = byte === newline ? 0 : place + 1;
        start = at + 1;
        isEscaped = false;
      }
    }
  }

  #field(place: number, bytes: Buffer, start: number, end: number, isEscaped: boolean): void {
    if (place === 0) {
      this.#number = numberIn(bytes, start, end) as ObjectNumber;
      return;
    }
    if (place === 1) {
      this.sink.object(this.#number, numberIn(bytes, start, end));
      return;
    }
    // Nothing else is written with this letter after the backslash.
    if (isEscaped && end - start === 2 && bytes[start + 1] === 0x4e) return;
    if (place === 2) this.sink.extensions(JSON.parse(textOf(bytes, start, end, isEscaped)));
    else this.#value(place - 3, bytes, start, end, isEscaped);
  }

  #value(place: number, bytes: Buffer, start: number, end: number, isEscaped: boolean): void {
    const kind = this.kinds[place]!;
    if (kind === 'text' && !isEscaped) this.sink.text(place, bytes, start, end);
    else if (kind === 'boolean') this.sink.value(place, bytes[start] === 0x74);
    else {
      const text = textOf(bytes, start, end, isEscaped);
      if (kind === 'text') this.sink.value(place, text);
      else this.sink.value(place, kind === 'json' ? JSON.parse(text) : this.#instant(text));
    }
  }

  #instant(text: string): number {
    const known = this.#instants.get(text);
    if (known !== undefined) return known;
    const instant = timestampParser(text);
    if (this.#instants.size < mostRemembered) this.#instants.set(text, instant);
    return instant;
  }
}

function numberIn(bytes: Buffer, start: number, end: number): number {
  let number = 0;
  for (let at = start; at < end; at += 1) number = number * 10 + bytes[at]! - 0x30;
  return number;
}

function textOf(bytes: Buffer, start: number, end: number, isEscaped: boolean): string {
  const text = bytes.toString('utf8', start, end);
  return isEscaped ? text.replaceAll(/\\(.)/gsu, (_all, letter: string) => escapes[letter] ?? letter) : text;
}
