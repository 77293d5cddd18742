import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ApplyOptions, applyImport, type ImportResult } from '../csv/apply-import.ts';
import { closeCsvFile, openCsvFile } from '../csv/csv-file.ts';
import type { ImportMap } from '../csv/import-map.ts';
import type { PeoplePort } from '../csv/people-port.ts';
import { type ImportPlan, type PlannedRow, planImport } from '../csv/plan-import.ts';

export interface RunOptions extends ApplyOptions {
  readonly planOnly?: boolean;
  /** Collects no rows: for files that are too large for it. */
  readonly onlyCounts?: boolean;
  readonly planSignal?: AbortSignal;
  readonly beforeApply?: () => Promise<void>;
}

/** Plans the file and, unless told otherwise, applies the plan. */
export async function importFile(
  path: string,
  map: ImportMap,
  port: PeoplePort,
  options: RunOptions = {},
): Promise<{ plan: ImportPlan; rows: PlannedRow[]; result: ImportResult | undefined }> {
  const file = await openCsvFile(path);
  try {
    const rows: PlannedRow[] = [];
    const plan = await planImport(file, map, port, {
      ...(options.batchSize === undefined ? {} : { batchSize: options.batchSize }),
      ...(options.planSignal === undefined ? {} : { signal: options.planSignal }),
      ...(options.onlyCounts === true ? {} : { onRow: (row: PlannedRow) => rows.push(row) }),
    });
    await options.beforeApply?.();
    const result = options.planOnly === true ? undefined : await applyImport(plan, port, options);
    return { plan, rows, result };
  } finally {
    await closeCsvFile(file);
  }
}

/** The same for a text. */
export async function importText(text: string, ...rest: DropFirst<Parameters<typeof importFile>>) {
  const folder = await mkdtemp(join(tmpdir(), 'muster-import-'));
  try {
    const path = join(folder, 'people.csv');
    await writeFile(path, text);
    return await importFile(path, ...rest);
  } finally {
    await rm(folder, { recursive: true });
  }
}

type DropFirst<T extends readonly unknown[]> = T extends readonly [unknown, ...infer Rest] ? Rest : never;
