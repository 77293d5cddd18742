import { AppError, type Instant } from '@muster/kernel';
import { graphErrors } from '../errors.ts';
import type { JsonValue } from './json-body.ts';
import type { JsonMembers } from './present-object.ts';

/** What an error answer says of its request. */
export interface ErrorContext {
  readonly requestId: string;
  /** Undefined when the caller sent none. */
  readonly clientRequestId: string | undefined;
  readonly now: Instant;
  /** Where tokens come from; named in the challenge of a 401. */
  readonly authorizationUri?: string;
}

/** An error as it goes out. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly error: JsonMembers };
}

/** Application id of Microsoft Graph, which clients read from the challenge. */
const graphAppId = '00000003-0000-0000-c000-000000000000';

function challenge(uri: string | undefined): string {
  const authorization = uri === undefined ? '' : ` authorization_uri="${uri.replace(/["\\\r\n]/g, '')}",`;
  return `Bearer realm="",${authorization} client_id="${graphAppId}"`;
}

interface ForeignError {
  readonly statusCode?: unknown;
  readonly code?: unknown;
}

const foreignAnswers: Readonly<Record<number, { readonly code: string; readonly message: string }>> = {
  413: { code: 'RequestEntityTooLarge', message: 'the request body is too large' },
  415: { code: 'BadRequest', message: 'the content type of the request body is not supported' },
  429: { code: 'TooManyRequests', message: 'too many requests' },
};

/**
 * The answer to an exception that nobody foresaw: nothing of it is told, except that a web framework's own errors about
 * size, type and form of the body keep their status.
 */
export function unknownError(error: unknown): {
  readonly status: number;
  readonly code: string;
  readonly message: string;
} {
  const { statusCode, code } = (typeof error === 'object' && error !== null ? error : {}) as ForeignError;
  const status = typeof statusCode === 'number' ? statusCode : 500;
  const known = foreignAnswers[status];
  if (known !== undefined) return { status, ...known };
  const isBody = status === 400 && typeof code === 'string' && code.startsWith('FST_ERR_CTP');
  if (isBody || (status === 400 && error instanceof SyntaxError)) {
    const unreadable = graphErrors.BODY_UNREADABLE({});
    return { status, code: unreadable.apiCode, message: unreadable.message };
  }
  return { status: 500, code: 'UnknownError', message: 'an unexpected error occurred' };
}

function describe(error: AppError): JsonMembers {
  const { details } = error.extras;
  const described: JsonMembers = { code: error.apiCode, message: error.message };
  if (details !== undefined && details.length > 0) described.details = details.map((detail) => ({ ...detail }));
  return described;
}

/**
 * Any thrown thing as Graph's error answer. The help of a foreseen error goes into `innerError.help`; its cause is never
 * sent. A 401 carries its challenge.
 *
 * @see Graph surface spec §5
 */
export function errorEnvelope(error: unknown, context: ErrorContext): ErrorAnswer {
  const isForeseen = error instanceof AppError;
  const unknown = isForeseen ? undefined : unknownError(error);
  const status = isForeseen ? error.status : unknown!.status;
  const described = isForeseen ? describe(error) : { code: unknown!.code, message: unknown!.message };
  const innerError: JsonMembers = {
    ...(isForeseen ? (error.extras.inner as JsonMembers | undefined) : undefined),
    ...(isForeseen && error.help !== undefined ? { help: error.help } : undefined),
    date: new Date(context.now).toISOString().slice(0, 19),
    'request-id': context.requestId,
    'client-request-id': context.clientRequestId ?? context.requestId,
  };
  const headers: Record<string, string> =
    status === 401 ? { 'WWW-Authenticate': challenge(context.authorizationUri) } : {};
  return { status, headers, body: { error: { ...described, innerError: innerError as JsonValue } } };
}
