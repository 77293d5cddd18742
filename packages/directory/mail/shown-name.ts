const longestShownName = 100;

/** A name in one line, without what would turn the direction of the text around it. */
export function shownName(name: string): string {
  const line = name
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
  return line.trim().slice(0, longestShownName);
}

/** What somebody has written, as quoted lines. */
export function quoted(message: string): string {
  return message
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');
}
