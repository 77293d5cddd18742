/** A statement with its values. A name makes each connection parse it once and keep it. */
export interface BoundStatement<R> {
  readonly name: string | undefined;
  readonly text: string;
  readonly values: readonly unknown[];
  /** Only in types: what a row looks like. */
  readonly row?: R;
}

/** The most texts that get a name: a connection keeps what it has parsed until it ends. */
const maxNames = 200;

const names = new Map<string, string>();

/**
 * A statement whose text comes again and again, such as an update of the same columns. Parsed once by each connection;
 * beyond 200 different texts every time.
 */
export function repeated<R>(text: string, values: readonly unknown[]): BoundStatement<R> {
  let name = names.get(text);
  if (name === undefined && names.size < maxNames) {
    name = `muster_${names.size + 1}`;
    names.set(text, name);
  }
  return { name, text, values };
}

/** A statement whose text never varies, parsed once by each connection. */
export function prepared<V extends readonly unknown[], R = never>(text: string): (...values: V) => BoundStatement<R> {
  return (...values) => repeated(text, values);
}
