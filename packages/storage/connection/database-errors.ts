import { AppError } from '@muster/kernel';
import { errors } from '../errors.ts';

/** Deadlock and serialization failure: nothing happened, and the same may succeed when run again. */
const transientCodes = new Set(['40P01', '40001']);

/** What PostgreSQL says of text it cannot keep: U+0000 in text and in JSON. */
const textCodes = new Set(['22021', '22P05']);

const unreachable = /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH)$/;
const lostConnection = /Connection terminated|timeout exceeded when trying to connect|not queryable/i;

/** Whether the database refused the transaction for a collision with another one. */
export function isTransient(error: unknown): boolean {
  return transientCodes.has(codeOf(error));
}

/** Whether the statement was refused only because an earlier one of its transaction had failed. */
export function isAborted(error: unknown): boolean {
  return codeOf(error) === '25P02';
}

/** The foreseen error for a failure of the driver; anything else is returned as it is. */
export function databaseError(cause: unknown): unknown {
  if (cause instanceof AppError) return cause;
  const code = codeOf(cause);
  if (textCodes.has(code)) return errors.TEXT_NOT_STORABLE({}, { cause });
  if (unreachable.test(code) || (cause instanceof Error && lostConnection.test(cause.message))) {
    return errors.STORE_UNAVAILABLE({}, { cause });
  }
  return cause;
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | undefined)?.code ?? '');
}
