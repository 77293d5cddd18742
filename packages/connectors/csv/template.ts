/** A text with cells in it: literal pieces, and cells by the number of their column. */
export type Template = readonly (string | CellPiece)[];

export interface CellPiece {
  readonly column: number;
  readonly filters: readonly Filter[];
}

type Filter = (text: string) => string;

/** Letters that do not fall apart into a plain letter and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  Æ: 'AE',
  æ: 'ae',
  Ø: 'O',
  ø: 'o',
  Œ: 'OE',
  œ: 'oe',
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  Ð: 'D',
  ð: 'd',
  Þ: 'Th',
  þ: 'th',
  ı: 'i',
};

const filters: Readonly<Record<string, Filter>> = {
  ascii: (text) =>
    text
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .replaceAll(/[^\x20-\x7e]/gu, (letter) => plainLetters[letter] ?? letter),
  lower: (text) => text.toLowerCase(),
};

const placeholder = /\{([^{}]*)\}/g;

/** Why a text is no template; undefined when it is one. */
export function templateFault(text: string): string | undefined {
  if (/[{}]/.test(text.replaceAll(placeholder, ''))) return 'has a brace without its partner';
  for (const [, inner] of text.matchAll(placeholder)) {
    const stray = split(inner!).filterNames.find((name) => !Object.hasOwn(filters, name));
    if (stray !== undefined) return `has \`|${stray}\`; known are ${Object.keys(filters).join(', ')}`;
  }
  return undefined;
}

/** Turns `{column}` into the column's number; `columnNumber` throws for a column that does not exist. */
export function parseTemplate(text: string, columnNumber: (name: string) => number): Template {
  const pieces: (string | CellPiece)[] = [];
  let end = 0;
  for (const match of text.matchAll(placeholder)) {
    if (match.index > end) pieces.push(text.slice(end, match.index));
    const { column, filterNames } = split(match[1]!);
    pieces.push({ column: columnNumber(column), filters: filterNames.map((name) => filters[name]!) });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push(text.slice(end));
  return pieces;
}

/** The text with the row's cells in it; empty as soon as one of the cells is. */
export function fillTemplate(template: Template, cells: readonly string[]): string {
  let text = '';
  for (const piece of template) {
    if (typeof piece === 'string') {
      text += piece;
      continue;
    }
    const cell = piece.filters.reduce((value, filter) => filter(value), cells[piece.column]!);
    if (cell === '') return '';
    text += cell;
  }
  return text;
}

function split(inner: string): { column: string; filterNames: string[] } {
  const [column, ...filterNames] = inner.split('|').map((part) => part.trim());
  return { column: column!, filterNames };
}
