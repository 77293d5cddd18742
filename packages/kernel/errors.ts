/** One problem inside a larger one, in the form the Graph error envelope gives it. */
export interface ErrorDetail {
  readonly code: string;
  readonly message: string;
  readonly target?: string;
}

/** What an error definition fixes about every error made from it. */
export interface ErrorDefinition<P> {
  /** HTTP status the API answers with. */
  readonly status: number;
  /** Word the API protocol uses for this error, for example `Request_BadRequest`. */
  readonly apiCode: string;
  /** What went wrong, with the caller's own input in it. Where a protocol fixes the sentence, that sentence. */
  readonly message: (params: P) => string;
  /** How to put it right. */
  readonly help?: (params: P) => string;
}

/** What may accompany one occurrence of an error. */
export interface ErrorExtras {
  readonly details?: readonly ErrorDetail[];
  /** Extra members of the API's `innerError`; never secrets. */
  readonly inner?: Readonly<Record<string, unknown>>;
  /** Logged with the request id, never sent. */
  readonly cause?: unknown;
}

/** The one class for every foreseen failure. `code` is stable and never reused. */
export class AppError extends Error {
  override readonly name = 'AppError';
  constructor(
    readonly code: string,
    readonly status: number,
    readonly apiCode: string,
    message: string,
    readonly help: string | undefined,
    readonly extras: ErrorExtras,
  ) {
    super(message, extras.cause === undefined ? undefined : { cause: extras.cause });
  }
}

/** Makes an error of one definition; takes the definition's parameters. */
export type ErrorMaker<P> = (params: P, extras?: ErrorExtras) => AppError;

/** Every error code ever defined in this process, with its definition: `docs/errors.md` is made from it. */
export const errorCatalogue = new Map<string, ErrorDefinition<never>>();

/**
 * Declares a package's errors once.
 *
 * @returns for every code a function that makes the error: `errors.RESOURCE_NOT_FOUND({ id })`.
 * @throws Error when a code is declared twice.
 */
// biome-ignore lint/suspicious/noExplicitAny: the parameter type differs from definition to definition
export function defineErrors<D extends Record<string, ErrorDefinition<any>>>(
  definitions: D,
): { readonly [K in keyof D]: D[K] extends ErrorDefinition<infer P> ? ErrorMaker<P> : never } {
  const makers: Record<string, ErrorMaker<unknown>> = {};
  for (const [code, definition] of Object.entries(definitions)) {
    if (errorCatalogue.has(code)) throw new Error(`error code ${code} is declared twice`);
    errorCatalogue.set(code, definition);
    makers[code] = (params, extras = {}) =>
      new AppError(
        code,
        definition.status,
        definition.apiCode,
        definition.message(params),
        definition.help?.(params),
        extras,
      );
  }
  return makers as never;
}
