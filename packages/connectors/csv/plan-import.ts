import type { Properties } from '@muster/directory';
import { bindMap } from './bind-map.ts';
import type { CsvFile } from './csv-file.ts';
import { type DecidedRow, decideBatch } from './decide-batch.ts';
import type { PropertyChange } from './decide-row.ts';
import type { ImportMap } from './import-map.ts';
import type { PeoplePort } from './people-port.ts';
import type { RowProblem } from './row-problem.ts';
import { outcomes, type Survey, surveyFile } from './survey.ts';

/** How many rows meet which fate. */
export interface ImportCounts {
  readonly rows: number;
  readonly create: number;
  readonly update: number;
  readonly unchanged: number;
  readonly refused: number;
}

/** One row of a plan. */
export type PlannedRow =
  | {
      readonly action: 'refused';
      readonly line: number;
      readonly key: string | undefined;
      readonly problems: readonly RowProblem[];
    }
  | { readonly action: 'unchanged'; readonly line: number; readonly key: string }
  | {
      readonly action: 'create';
      readonly line: number;
      readonly key: string;
      readonly properties: Properties;
      /** The manager as the row names them. */
      readonly manager: string | null;
    }
  | {
      readonly action: 'update';
      readonly line: number;
      readonly key: string;
      readonly changes: readonly PropertyChange[];
    };

/** What an import would do. `applyImport` does it while the file stays open. */
export interface ImportPlan {
  readonly counts: ImportCounts;
  /** Columns of the file that are not imported. */
  readonly ignoredColumns: readonly string[];
  readonly survey: Survey;
}

/** `read`: bytes of the file; `plan` and `apply`: rows. */
export interface ImportProgress {
  readonly phase: 'read' | 'plan' | 'apply';
  readonly done: number;
  readonly total: number;
}

export interface PlanOptions {
  /** Rows per look-up, 1 to 10,000; 500 unless given. */
  readonly batchSize?: number;
  /** Called for every row: first those the file itself rules out, then managers before those who report to them. */
  readonly onRow?: (row: PlannedRow) => void;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Aborting throws the signal's reason; nothing has been written. */
  readonly signal?: AbortSignal;
}

/**
 * Compares a file with the directory and says what an import would do; writes nothing. Reads the file twice and keeps
 * no contents; asks the directory at most three times per batch.
 *
 * @throws AppError CSV_MALFORMED, CSV_CHANGED, IMPORT_COLUMN_MISSING
 */
export async function planImport(
  file: CsvFile,
  map: ImportMap,
  port: PeoplePort,
  options: PlanOptions = {},
): Promise<ImportPlan> {
  const { batchSize = 500, onRow, onProgress, signal } = options;
  const survey = await surveyFile(file, bindMap(map, file.header), {
    onBytes: (done) => onProgress?.({ phase: 'read', done, total: file.sizeBytes }),
    signal,
  });
  for (const refusal of survey.refusals) onRow?.({ action: 'refused', ...refusal });
  const rows = survey.order.filter((row) => survey.outcomes[row] === outcomes.undecided);
  for (let at = 0; at < rows.length; at += batchSize) {
    signal?.throwIfAborted();
    const decided = await decideBatch(survey, port, [...rows.subarray(at, at + batchSize)]);
    if (onRow !== undefined) for (const row of decided) onRow(plannedRow(row));
    onProgress?.({ phase: 'plan', done: Math.min(at + batchSize, rows.length), total: rows.length });
  }
  return { counts: countOutcomes(survey.outcomes), ignoredColumns: survey.map.ignoredColumns, survey };
}

/** The row as a plan shows it. */
export function plannedRow({ line, key, mapped, decision }: DecidedRow): PlannedRow {
  switch (decision.action) {
    case 'create':
      return { action: 'create', line, key, properties: decision.properties, manager: mapped.manager ?? null };
    case 'update':
      return { action: 'update', line, key, changes: decision.changes };
    case 'refused':
      return { action: 'refused', line, key, problems: decision.problems };
    case 'unchanged':
      return { action: 'unchanged', line, key };
  }
}

function countOutcomes(decided: Uint8Array): ImportCounts {
  const counts = { rows: decided.length, create: 0, update: 0, unchanged: 0, refused: 0 };
  for (const outcome of decided) {
    if (outcome === outcomes.create) counts.create++;
    else if (outcome === outcomes.update) counts.update++;
    else if (outcome === outcomes.refused) counts.refused++;
    else counts.unchanged++;
  }
  return counts;
}
