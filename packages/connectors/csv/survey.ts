import { foldCase } from '@muster/kernel';
import type { BoundMap } from './bind-map.ts';
import { type CsvFile, readRows, readRowsAt } from './csv-file.ts';
import { lookupValue, type MappedRow, mapRow } from './map-row.ts';
import { noRow, orderByManager } from './order-by-manager.ts';
import { problem, type RowProblem } from './row-problem.ts';

/** What becomes of a row, as far as it is known. */
export const outcomes = { undecided: 0, refused: 1, create: 2, update: 3, unchanged: 4 } as const;
export type Outcome = (typeof outcomes)[keyof typeof outcomes];

/**
 * A file read once: where its rows lie, who leads whom, and what is wrong in the file itself. The rows' contents are
 * not kept; a row costs about 50 bytes, while the survey runs about 300.
 */
export interface Survey {
  readonly file: CsvFile;
  readonly map: BoundMap;
  /** Row → offset at which it starts; one more entry for the end of the file. */
  readonly starts: readonly number[];
  readonly lines: readonly number[];
  /** Row → row of its manager, or `noRow`. */
  readonly managers: Int32Array;
  /** All rows, managers before those who report to them. */
  readonly order: Uint32Array;
  /** Row → `Outcome`; undecided or refused after the survey, the rest is decided against the directory. */
  readonly outcomes: Uint8Array;
  /** The refused rows in file order. */
  readonly refusals: readonly Refusal[];
}

export interface Refusal {
  readonly line: number;
  readonly key: string | undefined;
  readonly problems: readonly RowProblem[];
}

export interface SurveyOptions {
  readonly onBytes?: (done: number) => void;
  readonly signal?: AbortSignal | undefined;
}

interface Notes {
  readonly starts: number[];
  readonly lines: number[];
  readonly references: (string | undefined)[];
  readonly rowsByKey: Map<string, number>;
  readonly rowsByPrincipalName: Map<string, number>;
  readonly rowsByReference: Map<string, number>;
  readonly refusals: Map<number, { key: string | undefined; problems: RowProblem[] }>;
}

/** Reads the whole file once. Throws what `readRows` throws, and the signal's reason. */
export async function surveyFile(file: CsvFile, map: BoundMap, options: SurveyOptions = {}): Promise<Survey> {
  const notes: Notes = {
    starts: [file.firstRow],
    lines: [],
    references: [],
    rowsByKey: new Map(),
    rowsByPrincipalName: new Map(),
    rowsByReference: new Map(),
    refusals: new Map(),
  };
  for await (const { line, end, cells } of readRows(file)) {
    notes.lines.push(line);
    notes.starts.push(end);
    noteRow(notes, map, mapRow(map, cells));
    if (notes.lines.length % 1000 !== 0) continue;
    options.signal?.throwIfAborted();
    options.onBytes?.(end);
  }
  return conclude(file, map, notes);
}

/** The rows at the given numbers, mapped, in that order. */
export async function rereadRows(survey: Survey, rows: readonly number[]): Promise<readonly MappedRow[]> {
  const places = rows.map((row) => ({ start: survey.starts[row]!, end: survey.starts[row + 1]! }));
  return (await readRowsAt(survey.file, places)).map((cells) => mapRow(survey.map, cells));
}

function noteRow(notes: Notes, map: BoundMap, mapped: MappedRow): void {
  const row = notes.lines.length - 1;
  const key = lookupValue(mapped, map.key);
  if (mapped.problems.length > 0) refuse(notes, row, key, ...mapped.problems);
  notes.references.push(mapped.manager == null ? undefined : foldCase(mapped.manager));
  noteUnique(notes, notes.rowsByKey, row, key, key, 'DUPLICATE_KEY', map.key);
  if (map.key !== 'userPrincipalName') {
    const name = lookupValue(mapped, 'userPrincipalName');
    noteUnique(notes, notes.rowsByPrincipalName, row, name, key, 'DUPLICATE_UPN', 'userPrincipalName');
  }
  if (map.manager === undefined || map.manager.refersTo === map.key) return;
  const reference = lookupValue(mapped, map.manager.refersTo);
  if (reference !== undefined) notes.rowsByReference.set(foldCase(reference), row);
}

function noteUnique(
  notes: Notes,
  rows: Map<string, number>,
  row: number,
  value: string | undefined,
  key: string | undefined,
  code: 'DUPLICATE_KEY' | 'DUPLICATE_UPN',
  property: string,
): void {
  if (value === undefined) return;
  const folded = foldCase(value);
  const first = rows.get(folded);
  if (first === undefined) {
    rows.set(folded, row);
    return;
  }
  const also = (other: number) =>
    problem(code, `\`${property}\` \`${value}\` is also on line ${notes.lines[other]}`, property);
  refuse(notes, row, key, also(first));
  const isKnown = notes.refusals.get(first)?.problems.some((found) => found.code === code) === true;
  if (!isKnown) refuse(notes, first, code === 'DUPLICATE_KEY' ? value : undefined, also(row));
}

function refuse(notes: Notes, row: number, key: string | undefined, ...problems: RowProblem[]): void {
  const known = notes.refusals.get(row);
  if (known === undefined) notes.refusals.set(row, { key, problems });
  else known.problems.push(...problems);
}

function conclude(file: CsvFile, map: BoundMap, notes: Notes): Survey {
  const rowsByReference = map.manager?.refersTo === map.key ? notes.rowsByKey : notes.rowsByReference;
  const managers = Int32Array.from(notes.references, (reference) =>
    reference === undefined ? noRow : (rowsByReference.get(reference) ?? noRow),
  );
  const { order, cycles } = orderByManager(managers);
  for (const cycle of cycles) {
    const path = [...cycle, cycle[0]!].map((row) => `line ${notes.lines[row]}`).join(' → ');
    for (const row of cycle)
      refuse(notes, row, undefined, problem('MANAGER_CYCLE', `managers run in a circle: ${path}`));
  }
  const decided = new Uint8Array(notes.lines.length);
  for (const row of notes.refusals.keys()) decided[row] = outcomes.refused;
  const refusals = [...notes.refusals.entries()]
    .sort(([a], [b]) => a - b)
    .map(([row, { key, problems }]) => ({ line: notes.lines[row]!, key, problems }));
  return { file, map, starts: notes.starts, lines: notes.lines, managers, order, outcomes: decided, refusals };
}
