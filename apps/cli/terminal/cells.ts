/** One character as a terminal shows it. */
export interface Cell {
  readonly text: string;
  /** 0 for marks on the character before, 2 for wide ones. */
  readonly width: number;
  /** Offset in the text, in UTF-16 units. */
  readonly position: number;
}

const tabStop = 4;
const invisible = /^[\p{M}\p{Cf}]$/u;
const wide =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]$/u;
const control = /^\p{Cc}$/u;
const controlPictures = 0x2400;

/**
 * One line of text as a terminal shows it: tabs become blanks up to the next stop, control characters become pictures
 * of themselves, so that no text can steer the terminal.
 */
export function toCells(line: string): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  let position = 0;
  for (const char of line) {
    const cell = toCell(char, column);
    cells.push({ ...cell, position });
    column += cell.width;
    position += char.length;
  }
  return cells;
}

/** One line of text as a terminal shows it. */
export function printable(line: string): string {
  return toCells(line)
    .map((cell) => cell.text)
    .join('');
}

/** How many cells the texts fill. */
export function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

function toCell(char: string, column: number): { text: string; width: number } {
  if (char === '\t') {
    const width = tabStop - (column % tabStop);
    return { text: ' '.repeat(width), width };
  }
  if (control.test(char)) {
    const code = char.codePointAt(0)!;
    return { text: code < 0x20 ? String.fromCodePoint(controlPictures + code) : '\u2421', width: 1 };
  }
  if (invisible.test(char)) return { text: char, width: 0 };
  return { text: char, width: wide.test(char) ? 2 : 1 };
}
