import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { readCount, UsageError } from '../command-line.ts';
import { makeChanges } from './make-changes.ts';
import { makeRules } from './make-rules.ts';
import { makeUsers } from './make-users.ts';

const bytesAtOnce = 1 << 20;

/**
 * Writes a part of the workload, one JSON value a line: `users N [SEED]`, `rules N USERS [SEED]`, `changes N USERS [SEED]`.
 *
 * @throws UsageError
 */
export async function printMade(words: readonly string[], out: Writable): Promise<void> {
  let waiting = '';
  for (const each of made(words)) {
    waiting += `${JSON.stringify(each)}\n`;
    if (waiting.length < bytesAtOnce) continue;
    if (!out.write(waiting)) await once(out, 'drain');
    waiting = '';
  }
  out.write(waiting);
}

function made([what, count, ...more]: readonly string[]): Iterable<unknown> {
  const number = (text: string | undefined) => readCount(text ?? '');
  const seed = (text: string | undefined) => (text === undefined ? [] : [number(text)]);
  if (what === 'users') return makeUsers(number(count), ...seed(more[0]));
  if (what === 'rules') return makeRules(number(count), number(more[0]), ...seed(more[1]));
  if (what === 'changes') return makeChanges(number(count), number(more[0]), ...seed(more[1]));
  throw new UsageError('make knows users, rules and changes');
}
