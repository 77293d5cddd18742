/** A string as it was read: what it says, and the offset behind its closing quote. */
export interface ReadString {
  readonly value: string;
  readonly end: number;
}

const quotePair = '`"';

/**
 * Reads the string that opens at `start`: `"…"` with backtick escapes, `'…'`, or the pair `` `"…`" ``. A doubled
 * single quote is one single quote in each of them.
 *
 * @returns undefined when it is never closed.
 * @see rule language spec §2.4, D-04
 */
export function readString(text: string, start: number): ReadString | undefined {
  const closing = text.startsWith(quotePair, start) ? quotePair : text[start]!;
  const hasBacktickEscapes = closing === '"';
  let value = '';
  let at = start + closing.length;
  while (at < text.length) {
    const pair = text.slice(at, at + 2);
    if (pair === "''") value += "'";
    else if (hasBacktickEscapes && (pair === quotePair || pair === '``')) value += pair[1];
    else if (text.startsWith(closing, at)) return { value, end: at + closing.length };
    else {
      value += text[at];
      at += 1;
      continue;
    }
    at += 2;
  }
  return undefined;
}
