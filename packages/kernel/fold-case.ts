const keepsItself = new Set([0x131, 0x17f]);

function foldCodePoint(char: string): string {
  const upper = char.toUpperCase();
  if (upper === char) return char;
  const code = char.codePointAt(0)!;
  if (keepsItself.has(code)) return char;
  return upper.length === char.length && String.fromCodePoint(upper.codePointAt(0)!) === upper ? upper : char;
}

const printableAscii = /^[\x20-\x7e]*$/;

/**
 * The form in which two texts that differ only in case are equal: every code point in its simple, one-to-one
 * upper case, independent of culture; `ß`, `ı` and `ſ` stay themselves; nothing is normalised.
 *
 * @see rule language spec §4.2, D-21
 */
export function foldCase(text: string): string {
  if (printableAscii.test(text)) return text.toUpperCase();
  let folded = '';
  for (const char of text) folded += foldCodePoint(char);
  return folded;
}
