import { Readable } from 'node:stream';
import pg from 'pg';
import { StatementGroup } from '../connection/statement-group.ts';

/** One statement. */
export interface RecordedStatement {
  /** Exactly as it was sent. */
  readonly sent: string;
  /** In small letters, one blank between words, names without quotes. */
  readonly text: string;
  readonly verb: 'select' | 'insert' | 'update' | 'delete';
  /** The table that is written to. */
  readonly written: string | undefined;
  /** Other tables that are named, and the same one again when it is named again. */
  readonly read: readonly string[];
}

/**
 * Notes every statement that connections of this process send from now on to the tables named; definitions of tables and
 * statements to others are passed over.
 *
 * @returns what has been noted, each text once; grows
 */
export function recordStatements(tables: readonly string[]): ReadonlyMap<string, RecordedStatement> {
  const recorded = new Map<string, RecordedStatement>();
  const { query } = pg.Client.prototype;
  const note = (statement: string) => {
    if (recorded.has(statement)) return;
    const found = describeStatement(statement, tables);
    if (found !== undefined) recorded.set(statement, found);
  };
  pg.Client.prototype.query = function observed(this: pg.Client, ...args: unknown[]) {
    if (args[0] instanceof StatementGroup) for (const { text } of args[0].statements) note(text);
    else if (typeof args[0] === 'string') note(args[0]);
    else if (args[0] instanceof Readable) note(copiedOut((args[0] as unknown as { text: string }).text));
    return (query as (...rest: unknown[]) => unknown).apply(this, args);
  } as typeof query;
  return recorded;
}

/** What a statement copies out. */
function copiedOut(text: string): string {
  return /^copy \((.*)\) to stdout$/s.exec(text)?.[1] ?? text;
}

/** What a statement does to the tables; undefined when it does nothing to them. */
export function describeStatement(statement: string, tables: readonly string[]): RecordedStatement | undefined {
  const text = statement.replaceAll('"', '').replace(/\s+/g, ' ').trim().toLowerCase();
  if (!/^(select|insert|update|delete|with)\b/.test(text)) return undefined;
  // A statement that begins with another one in parentheses is about what that one writes.
  const own = /^(?:with \w+ as \( ?)?(insert|update|delete)(?: into| from)? (\w+)/.exec(text);
  const verb = (own?.[1] ?? 'select') as RecordedStatement['verb'];
  const written = own?.[2];
  const sources = [...text.matchAll(/\b(?:from|join|using) (\w+)/g)].map(([, name]) => name!);
  const read = sources.filter((name, i) => tables.includes(name) && !(verb === 'delete' && i === 0));
  const isOurs = read.length > 0 || (written !== undefined && tables.includes(written));
  return isOurs ? { sent: statement, text, verb, written, read } : undefined;
}
