/** A row of a CSV file. */
export interface CsvRow {
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const separators = [',', ';', '\t'] as const;

/**
 * The rows of a CSV file (RFC 4180), separated by commas, semicolons or tabs, whichever the first row has most of. Empty rows are left
 * out, as is the first row `version:v1.0` of the templates of the Entra admin center.
 */
export function readCsv(text: string): readonly CsvRow[] {
  const whole = text.replace(/^\uFEFF/, '');
  const body = whole.replace(/^version:v1\.0[^\r\n]*(\r\n|\n|\r)?/i, '');
  const skipped = whole.length === body.length ? 0 : 1;
  const [first = ''] = body.split(/\r\n|\n|\r/, 1);
  const counts = separators.map((each) => first.split(each).length);
  const separator = separators[counts.indexOf(Math.max(...counts))]!;
  return rowsOf(body, separator, 1 + skipped).filter(({ cells }) => cells.some((cell) => cell !== ''));
}

function rowsOf(text: string, separator: string, firstLine: number): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  let [cells, cell, isQuoted, line, begun] = [[] as string[], '', false, firstLine, firstLine];
  const endCell = () => {
    cells.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push({ line: begun, cells });
    cells = [];
    begun = line;
  };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at]!;
    const isBreak = letter === '\n' || (letter === '\r' && text[at + 1] !== '\n');
    if (isBreak) line += 1;
    if (isQuoted && letter === '"' && text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else if (isQuoted && letter === '"') isQuoted = false;
    else if (isQuoted) cell += letter;
    else if (letter === '"' && cell.trim() === '') isQuoted = true;
    else if (letter === separator) endCell();
    else if (isBreak) endRow();
    else if (letter !== '\r') cell += letter;
  }
  if (cell !== '' || cells.length > 0) endRow();
  return rows;
}
