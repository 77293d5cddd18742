/** What went wrong with a request, told apart by what the person can do about it. */
export type ProblemKind =
  | 'signed-out'
  | 'not-allowed'
  | 'not-found'
  | 'changed'
  | 'busy'
  | 'invalid'
  | 'unreachable'
  | 'failed';

/** A request that was not answered with what was asked for. */
export class GraphProblem extends Error {
  readonly kind: ProblemKind;
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** As the server's log has it. */
  readonly requestId: string | undefined;
  /** What could be done about it, or the reason, where the server says more than the message. */
  readonly help: string | undefined;
  /** What it is in a word of the API: `RoleAssignmentExists`. */
  readonly code: string | undefined;

  constructor(kind: ProblemKind, status: number, message: string, requestId?: string, help?: string, code?: string) {
    super(message);
    this.kind = kind;
    this.status = status;
    this.requestId = requestId;
    this.help = help;
    this.code = code;
  }
}

const kinds: Readonly<Record<number, ProblemKind>> = {
  0: 'unreachable',
  400: 'invalid',
  401: 'signed-out',
  403: 'not-allowed',
  404: 'not-found',
  409: 'changed',
  412: 'changed',
  429: 'busy',
  503: 'busy',
};

/** Reads the error body of Graph; anything else counts by its status. */
export function problemOf(status: number, body: unknown): GraphProblem {
  const { error } = (body ?? {}) as {
    error?: { code?: unknown; message?: unknown; innerError?: { 'request-id'?: unknown; help?: unknown } };
  };
  const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
  const message = textOf(error?.message) ?? `status ${status}`;
  const { 'request-id': id, help } = error?.innerError ?? {};
  return new GraphProblem(kinds[status] ?? 'failed', status, message, textOf(id), textOf(help), textOf(error?.code));
}
