import type { Cause, Fact, LoggedActor, LoggedChange } from '@muster/directory';
import type { Instant, ObjectNumber } from '@muster/kernel';
import { sql } from 'kysely';

/** A row of `change_log` as the driver gives it. */
export interface LogRow {
  readonly seq: number;
  readonly at: Instant;
  readonly actor: LoggedActor;
  readonly operation: string;
  readonly request_id: string | null;
  readonly object_type: Fact['objectType'] | null;
  readonly object_id: string;
  readonly object_number: ObjectNumber | null;
  readonly action: Fact['action'];
  readonly changes: Fact['changes'];
}

/** The columns of a `LogRow`. */
export const logColumns = sql`seq, at, actor, operation, request_id, object_type, object_id, object_number, action, changes`;

/** The changes of which these are rows, in the order of their first rows. */
export function loggedChanges(rows: readonly LogRow[]): LoggedChange[] {
  const changes = new Map<number, LoggedChange & { facts: Fact[] }>();
  for (const row of rows) {
    const change = changes.get(row.seq) ?? { seq: row.seq, cause: causeOf(row), facts: [] };
    changes.set(row.seq, change);
    if (row.object_type !== null) change.facts.push(factOf(row, row.object_type));
  }
  return [...changes.values()];
}

function causeOf({ actor, operation, request_id, at }: LogRow): Cause {
  return { actor, operation, requestId: request_id, at };
}

function factOf(row: LogRow, objectType: Fact['objectType']): Fact {
  return {
    objectType,
    objectId: row.object_id,
    objectNumber: row.object_number,
    action: row.action,
    changes: row.changes,
  };
}
