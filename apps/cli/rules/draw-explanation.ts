import type { Explanation } from '@muster/rules';
import { printable } from '../terminal/cells.ts';
import type { Terminal } from '../terminal/terminal.ts';

/**
 * The tree of an explanation, one expression a line, with the value found:
 *
 *     ✗ -and
 *     ├─ ✓ user.userType -eq "Guest"        userType is "Guest"
 *     └─ ✗ user.department -eq "Sales"      department has no value
 */
export function drawExplanation(explanation: Explanation, { colors }: Pick<Terminal, 'colors'>): string {
  const rows = flatten(explanation, '', '');
  const width = Math.max(...rows.filter((row) => row.found !== '').map((row) => row.head.length), 0);
  return rows
    .map(({ stem, head, result, found }) => {
      const mark = result ? colors.green('✓') : colors.red('✗');
      const text = head.slice(stem.length + 2);
      const gap = found === '' ? '' : `${' '.repeat(width - head.length + 3)}${colors.dim(found)}`;
      return `${colors.dim(stem)}${mark} ${text}${gap}\n`;
    })
    .join('');
}

interface Row {
  readonly stem: string;
  /** Stem, mark and expression, without colours. */
  readonly head: string;
  readonly result: boolean;
  readonly found: string;
}

function flatten(node: Explanation, stem: string, indent: string): Row[] {
  const head = `${stem}✓ ${printable(node.expression)}`;
  const rows: Row[] = [{ stem, head, result: node.result, found: foundValue(node) }];
  for (const [i, child] of node.children.entries()) {
    const isLast = i === node.children.length - 1;
    rows.push(...flatten(child, `${indent}${isLast ? '└─ ' : '├─ '}`, `${indent}${isLast ? '   ' : '│  '}`));
  }
  return rows;
}

function foundValue({ propertyName, propertyValue }: Explanation): string {
  if (propertyName === undefined) return '';
  return propertyValue === undefined || propertyValue === ''
    ? `${propertyName} has no value`
    : `${propertyName} is "${printable(propertyValue)}"`;
}
