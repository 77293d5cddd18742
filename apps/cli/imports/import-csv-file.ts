import {
  applyImport,
  type CsvFile,
  closeCsvFile,
  defaultImportMap,
  type ImportPlan,
  type ImportResult,
  openCsvFile,
  type PlannedRow,
  planImport,
  readImportMap,
} from '@muster/connectors';
import type { CliContext } from '../cli-context.ts';
import type { DirectoryOptions, OpenedDirectory } from '../opened-directory.ts';
import { drawCounts, drawResult, drawRows, rowForJson } from './draw-plan.ts';
import { openProgressBar, type ProgressBar } from './show-progress.ts';

export interface ImportArguments extends DirectoryOptions {
  readonly map?: string;
  readonly dryRun?: boolean;
  readonly delimiter?: string;
  readonly batchSize: number;
  readonly show: number;
  readonly json?: boolean;
}

interface Run {
  readonly file: CsvFile;
  readonly options: ImportArguments;
  readonly context: CliContext;
  readonly bar: ProgressBar;
  readonly signal: AbortSignal;
}

const interrupted = 130;

/**
 * Plans the import of a file, shows the plan, applies it unless it is a dry run. Returns the exit code.
 * The file and its map are read before the directory is opened, so that a typing error costs no start of a database.
 */
export async function importCsvFile(path: string, options: ImportArguments, context: CliContext): Promise<number> {
  const abort = new AbortController();
  context.onInterrupt(() => abort.abort());
  context.onTerminate(() => abort.abort());
  const file = await openCsvFile(path, options.delimiter === undefined ? {} : { delimiter: options.delimiter });
  const bar = openProgressBar(context.terminal);
  try {
    const map = options.map === undefined ? defaultImportMap(file.header) : await readImportMap(options.map);
    const directory = await context.openDirectory(options);
    try {
      const run = { file, options, context, bar, signal: abort.signal };
      return await planAndApply(run, map, directory);
    } finally {
      await directory.close();
    }
  } catch (error) {
    if (!abort.signal.aborted || error !== abort.signal.reason) throw error;
    context.terminal.err('stopped; nothing was written\n');
    return interrupted;
  } finally {
    bar.clear();
    await closeCsvFile(file);
  }
}

async function planAndApply(
  run: Run,
  map: Parameters<typeof planImport>[1],
  { people }: OpenedDirectory,
): Promise<number> {
  const { file, options, context, bar, signal } = run;
  const shown: Record<PlannedRow['action'], PlannedRow[]> = { refused: [], create: [], update: [], unchanged: [] };
  const printRow = (row: PlannedRow) => {
    if (options.json === true && row.action !== 'unchanged') printJson(context, rowForJson(row));
    else if (shown[row.action].length < options.show) shown[row.action].push(row);
  };
  const { batchSize } = options;
  const plan = await planImport(file, map, people, { batchSize, onRow: printRow, onProgress: bar.show, signal });
  bar.clear();
  if (options.json !== true) showPlan(run, plan, [...shown.refused, ...shown.update, ...shown.create]);
  const late: PlannedRow[] = [];
  const onRefused = (row: PlannedRow) => late.push(row);
  const result =
    options.dryRun === true
      ? undefined
      : await applyImport(plan, people, { batchSize, onRefused, onProgress: bar.show, signal });
  bar.clear();
  showResult(run, plan, result, late);
  if (result?.isStopped === true) return interrupted;
  return plan.counts.refused + (result?.refused ?? 0) > 0 ? 1 : 0;
}

function showPlan({ options, context: { terminal } }: Run, plan: ImportPlan, rows: readonly PlannedRow[]): void {
  const { counts, ignoredColumns } = plan;
  const visible = rows.slice(0, options.show);
  terminal.out(drawRows(visible, terminal));
  const hidden = counts.create + counts.update + counts.refused - visible.length;
  if (hidden > 0) terminal.out(`… and ${hidden.toLocaleString('en-US')} more; --show or --json shows them\n`);
  if (ignoredColumns.length > 0) terminal.out(`columns not imported: ${ignoredColumns.join(', ')}\n`);
  terminal.out(drawCounts(counts));
}

function showResult(
  { options, context }: Run,
  plan: ImportPlan,
  result: ImportResult | undefined,
  late: readonly PlannedRow[],
): void {
  const { terminal } = context;
  if (options.json === true) {
    for (const row of late) printJson(context, rowForJson(row));
    const { counts, ignoredColumns } = plan;
    printJson(context, { summary: { plan: counts, result: result ?? null, ignoredColumns } });
    return;
  }
  if (result === undefined) {
    terminal.out('dry run: nothing was written\n');
    return;
  }
  terminal.out(drawRows(late, terminal) + drawResult(result));
  if (result.isStopped) terminal.err('stopped; start the import again to go on\n');
}

function printJson({ terminal }: CliContext, value: object): void {
  terminal.out(`${JSON.stringify(value)}\n`);
}
