import type { ImportCounts, ImportResult, PlannedRow } from '@muster/connectors';
import { type Properties, type PropertyValue, propertyTables } from '@muster/directory';
import { formatInstant, type Instant } from '@muster/kernel';
import Table from 'cli-table3';
import type { Terminal } from '../terminal/terminal.ts';

type Colors = Terminal['colors'];
const longest = 60;

/** The rows as a table, one line per property that changes. */
export function drawRows(rows: readonly PlannedRow[], { colors }: Pick<Terminal, 'colors'>): string {
  if (rows.length === 0) return '';
  const head = ['line', 'key', 'action', ''];
  const table = new Table({ head, style: { head: [], border: [], compact: true } });
  for (const row of rows) {
    table.push([
      String(row.line),
      printable(row.key ?? ''),
      drawAction(row.action, colors),
      drawDetail(row).join('\n'),
    ]);
  }
  return `${table.toString()}\n`;
}

/** How many rows meet which fate, in one line. */
export function drawCounts(counts: ImportCounts): string {
  const parts = [`${number(counts.create)} to create`, `${number(counts.update)} to change`];
  parts.push(`${number(counts.unchanged)} unchanged`, `${number(counts.refused)} refused`);
  return `${number(counts.rows)} rows: ${parts.join(', ')}\n`;
}

/** What was done, in one line. */
export function drawResult({ created, updated, unchanged, refused }: ImportResult): string {
  const parts = [`${number(created)} created`, `${number(updated)} changed`];
  if (unchanged > 0) parts.push(`${number(unchanged)} found up to date meanwhile`);
  if (refused > 0) parts.push(`${number(refused)} refused meanwhile`);
  return `${parts.join(', ')}\n`;
}

/** A row for JSON: dates as ISO 8601. */
export function rowForJson(row: PlannedRow): object {
  if (row.action === 'create') {
    const properties = Object.entries(row.properties).map(([name, value]) => [name, wireValue(name, value)]);
    return { ...row, properties: Object.fromEntries(properties) };
  }
  if (row.action !== 'update') return row;
  const changes = row.changes.map(({ property, from, to }) => ({
    property,
    from: wireValue(property, from),
    to: wireValue(property, to),
  }));
  return { ...row, changes };
}

function wireValue(property: string, value: PropertyValue): PropertyValue {
  const isDate = propertyTables.user[property]?.type === 'DateTimeOffset';
  return isDate && typeof value === 'number' ? formatInstant(value as Instant) : value;
}

function drawAction(action: PlannedRow['action'], colors: Colors): string {
  const paint = { create: colors.green, update: colors.yellow, refused: colors.red, unchanged: colors.dim }[action];
  return paint(action === 'update' ? 'change' : action);
}

function drawDetail(row: PlannedRow): string[] {
  switch (row.action) {
    case 'create':
      return [newPerson(row.properties)];
    case 'update':
      return row.changes.map(
        ({ property, from, to }) => `${property}: ${show(property, from)} → ${show(property, to)}`,
      );
    case 'refused':
      return row.problems.map((found) => printable(found.message));
    case 'unchanged':
      return [];
  }
}

function newPerson({ displayName, userPrincipalName }: Properties): string {
  return `${printable(String(displayName))} <${printable(String(userPrincipalName))}>`;
}

function show(property: string, value: PropertyValue): string {
  const wire = wireValue(property, value);
  if (wire === null || (Array.isArray(wire) && wire.length === 0)) return 'none';
  const text = typeof wire === 'string' ? wire : Array.isArray(wire) ? wire.join('; ') : JSON.stringify(wire);
  return printable(text.length > longest ? `${text.slice(0, longest)}…` : text);
}

/** Text from a file must not steer the terminal. */
function printable(text: string): string {
  return text.replaceAll(/\p{Cc}+/gu, ' ');
}

function number(n: number): string {
  return n.toLocaleString('en-US');
}
