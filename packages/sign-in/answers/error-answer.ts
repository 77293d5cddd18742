import type { AppError, Instant } from '@muster/kernel';
import type { FastifyBaseLogger } from 'fastify';
import { aadstsNumbers, suberrors } from '../errors.ts';
import type { SignInRequest } from '../provider/sign-in-request.ts';

/** The body of every error of the sign-in endpoints: RFC 6749 §5.2 with Entra's additions. */
export interface ErrorAnswer {
  readonly error: string;
  readonly error_description: string;
  readonly error_codes: readonly number[];
  /** UTC, whole seconds, for example `2026-01-31 12:00:00Z`. */
  readonly timestamp: string;
  readonly trace_id: string;
  readonly correlation_id: string;
  /** Says that only the person can help, and how. */
  readonly suberror?: string;
}

/** Says an error the way Entra says it. @see "Microsoft Entra authentication and authorization error codes" */
export function errorAnswer(
  reason: AppError,
  request: Pick<SignInRequest, 'id' | 'correlationId'>,
  now: Instant,
): ErrorAnswer {
  const number = aadstsNumbers[reason.code];
  if (number === undefined) throw new Error(`${reason.code} has no AADSTS number`);
  const timestamp = `${new Date(now).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const { id, correlationId } = request;
  return {
    error: reason.apiCode,
    error_description: `AADSTS${number}: ${reason.message} Trace ID: ${id} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
    error_codes: [number],
    timestamp,
    trace_id: id,
    correlation_id: correlationId,
    ...(suberrors[reason.code] === undefined ? {} : { suberror: suberrors[reason.code]! }),
  };
}

/** Writes a refusal into the log, under the request id that goes out as `trace_id`; the cause stays in the log. */
export function logRefusal(log: FastifyBaseLogger, reason: AppError): void {
  const { cause } = reason.extras;
  // A flood is no failure of ours, and each of its requests would say the same.
  if (reason.status >= 500 && reason.code !== 'SIGN_IN_TOO_BUSY')
    log.error({ code: reason.code, err: cause ?? reason }, 'sign-in failed');
  else log.info({ code: reason.code }, 'sign-in refused');
}
