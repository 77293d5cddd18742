import { AppError, type ObjectId } from '@muster/kernel';
import { errors } from '../errors.ts';
import { type DecidedRow, decideBatch } from './decide-batch.ts';
import type { ManagerLink } from './decide-row.ts';
import { noRow } from './order-by-manager.ts';
import type { PeoplePort, PersonWrite } from './people-port.ts';
import { type ImportPlan, type ImportProgress, type PlannedRow, plannedRow } from './plan-import.ts';
import { problem } from './row-problem.ts';
import { outcomes, type Survey } from './survey.ts';

/** What an import did, of the rows its plan wanted to write. */
export interface ImportResult {
  readonly created: number;
  readonly updated: number;
  /** Rows that someone else had already brought up to date since the plan. */
  readonly unchanged: number;
  /** Rows that became impossible since the plan. */
  readonly refused: number;
  /** True when the signal stopped it; the rows counted above are in the directory. */
  readonly isStopped: boolean;
}

export interface ApplyOptions {
  /** Rows per transaction, 1 to 10,000; 500 unless given. */
  readonly batchSize?: number;
  /** Called for the rows that turn out otherwise than planned. */
  readonly onRefused?: (row: PlannedRow) => void;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Aborting lets the running batch finish. */
  readonly signal?: AbortSignal;
}

/**
 * Does what the plan says, in batches of one transaction each, managers before those who report to them. Every row is
 * compared with the directory once more, so that a change made since the plan is never undone by old findings, and an
 * import that was stopped goes on when it is started again.
 *
 * @throws AppError CSV_CHANGED, IMPORT_BATCH_FAILED; the batches before stay written
 */
export async function applyImport(
  plan: ImportPlan,
  port: PeoplePort,
  options: ApplyOptions = {},
): Promise<ImportResult> {
  const { survey } = plan;
  const counts = { create: 0, update: 0, unchanged: 0, refused: 0 };
  const rows = survey.order.filter((row) => {
    const outcome = survey.outcomes[row];
    return outcome === outcomes.create || outcome === outcomes.update;
  });
  let done = 0;
  let isStopped = false;
  for (const batch of batches(survey, rows, options.batchSize ?? 500)) {
    isStopped = options.signal?.aborted === true;
    if (isStopped) break;
    const decided = (await decideBatch(survey, port, batch)).map((row) => refuseUnwrittenManager(survey, row));
    await write(port, decided);
    for (const row of decided) {
      counts[row.decision.action]++;
      if (row.decision.action === 'refused') options.onRefused?.(plannedRow(row));
    }
    done += batch.length;
    options.onProgress?.({ phase: 'apply', done, total: rows.length });
  }
  return {
    created: counts.create,
    updated: counts.update,
    unchanged: counts.unchanged,
    refused: counts.refused,
    isStopped,
  };
}

/** Cuts the ordered rows so that nobody is in one batch with their manager. */
function* batches(survey: Survey, rows: Uint32Array, size: number): Generator<number[]> {
  let batch: number[] = [];
  let members = new Set<number>();
  for (const row of rows) {
    const manager = survey.managers[row]!;
    if (batch.length === size || (manager !== noRow && members.has(manager))) {
      yield batch;
      batch = [];
      members = new Set();
    }
    batch.push(row);
    members.add(row);
  }
  if (batch.length > 0) yield batch;
}

function refuseUnwrittenManager(survey: Survey, row: DecidedRow): DecidedRow {
  const { decision } = row;
  if (!('manager' in decision) || decision.manager !== 'pending') return row;
  survey.outcomes[row.row] = outcomes.refused;
  const refusal = problem('MANAGER_REFUSED', `manager \`${row.mapped.manager}\` is not in the directory`, 'manager');
  return { ...row, decision: { action: 'refused', problems: [refusal] } };
}

async function write(port: PeoplePort, decided: readonly DecidedRow[]): Promise<void> {
  const writes = decided.flatMap(writeOf);
  if (writes.length === 0) return;
  try {
    await port.applyBatch(writes);
  } catch (cause) {
    const lines = writes.map((row) => row.line).sort((a, b) => a - b);
    const reason = reasonOf(cause);
    throw errors.IMPORT_BATCH_FAILED({ firstLine: lines[0]!, lastLine: lines.at(-1)!, reason }, { cause });
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof AppError) return cause.help === undefined ? cause.message : `${cause.message}; ${cause.help}`;
  return cause instanceof Error ? cause.message : String(cause);
}

function writeOf({ line, decision }: DecidedRow): PersonWrite[] {
  if (decision.action === 'create') {
    return [{ kind: 'create', line, properties: decision.properties, managerId: written(decision.manager) }];
  }
  if (decision.action !== 'update') return [];
  const { id, properties, manager } = decision;
  return [{ kind: 'update', line, id, properties, ...(manager === undefined ? {} : { managerId: written(manager) }) }];
}

// INVARIANT: pending managers have been refused by now.
function written(manager: ManagerLink): ObjectId | null {
  return manager as ObjectId | null;
}
