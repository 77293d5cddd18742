import type { Diagnostic } from '@muster/rules';
import { type Cell, toCells, widthOf } from '../terminal/cells.ts';
import type { Terminal } from '../terminal/terminal.ts';

const ellipsis = '…';

/**
 * A diagnostic with the line of the rule it is about, underlined over its length:
 *
 *     error UNKNOWN_PROPERTY: user.departmnt cannot be used in rules. Did you mean user.department?
 *       1 | user.departmnt -eq "Sales"
 *         | ^~~~~~~~~~~~~~
 *         = write: user.department
 *
 * Lines longer than the terminal is wide are cut around the place.
 */
export function drawDiagnostic(
  text: string,
  diagnostic: Diagnostic,
  { colors, columns }: Pick<Terminal, 'colors' | 'columns'>,
): string {
  const { code, severity, message, line, suggestion, fix, help } = diagnostic;
  const paint = severity === 'error' ? colors.red : colors.yellow;
  const number = `${line}`.padStart(3);
  const blank = ' '.repeat(number.length);
  const { shown, before, underline } = drawLine(text, diagnostic, Math.max(columns - number.length - 3, 20));
  const advice = fix ?? suggestion;
  const lines = [
    `${paint(colors.bold(severity))} ${colors.bold(code)}: ${message}`,
    `${colors.dim(`${number} |`)} ${shown}`,
    `${colors.dim(`${blank} |`)} ${before}${paint(underline)}`,
    advice === undefined
      ? `${colors.dim(`${blank} =`)} ${help}`
      : `${colors.dim(`${blank} =`)} write: ${advice.split(/\r\n?|\n/).join(' ')}`,
  ];
  return `${lines.map((each) => each.trimEnd()).join('\n')}\n`;
}

function drawLine(text: string, diagnostic: Diagnostic, room: number) {
  const start = diagnostic.position - (diagnostic.column - 1);
  const cells = toCells(/^[^\r\n]*/.exec(text.slice(start))![0]);
  const from = diagnostic.column - 1;
  const to = from + diagnostic.length;
  const isMarked = (cell: Cell) => cell.position >= from && cell.position < to;
  const first = cells.findIndex((cell) => cell.position >= from);
  const { visible, isCutLeft, isCutRight } = cut(cells, first < 0 ? cells.length : first, room);
  const left = isCutLeft ? ellipsis : '';
  const before = visible.filter((cell) => cell.position < from);
  const marked = Math.max(widthOf(visible.filter(isMarked)), 1);
  return {
    shown: left + visible.map((cell) => cell.text).join('') + (isCutRight ? ellipsis : ''),
    before: ' '.repeat(left.length + widthOf(before)),
    underline: `^${'~'.repeat(marked - 1)}`,
  };
}

/** The part of a long line that shows the cell numbered `at`, with some of what stands before it. */
function cut(cells: readonly Cell[], at: number, room: number) {
  if (widthOf(cells) <= room) return { visible: cells, isCutLeft: false, isCutRight: false };
  let first = at;
  for (let width = 0; first > 0 && width < room / 3; ) width += cells[--first]!.width;
  if (widthOf(cells.slice(0, at)) < room / 2) first = 0;
  let last = first;
  for (let width = 0; last < cells.length && width + cells[last]!.width <= room - 2; ) width += cells[last++]!.width;
  return { visible: cells.slice(first, last), isCutLeft: first > 0, isCutRight: last < cells.length };
}
