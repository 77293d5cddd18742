import { readFile } from 'node:fs/promises';
import { text as readAll } from 'node:stream/consumers';
import { errors } from '../errors.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Where a command may get the text of a rule from. */
export interface RuleSource {
  /** `-` is standard input. */
  readonly argument: string | undefined;
  readonly file: string | undefined;
}

const readReasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  EACCES: 'permission denied',
  EISDIR: 'is a folder',
};

/**
 * The text of the rule: the argument, the file, or standard input when neither is given and something is piped in.
 * The line end at the end of a file or pipe is no part of it.
 *
 * @throws AppError CLI_USAGE, CLI_FILE_UNREADABLE
 */
export async function readRuleText({ argument, file }: RuleSource, { stdin }: Terminal): Promise<string> {
  if (argument !== undefined && file !== undefined) {
    throw errors.CLI_USAGE({ problem: 'a rule and --file were given', help: 'give one of them' });
  }
  if (file !== undefined) return withoutFinalLineEnd(await readTextFile(file));
  if (argument !== undefined && argument !== '-') return argument;
  if (argument === undefined && stdin.isTTY === true) {
    throw errors.CLI_USAGE({ problem: 'no rule was given', help: 'give it in quotes, with --file, or pipe it in' });
  }
  return withoutFinalLineEnd(await readAll(stdin));
}

/** @throws AppError CLI_FILE_UNREADABLE */
export async function readTextFile(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown fault';
    throw errors.CLI_FILE_UNREADABLE({ path, reason: readReasons[code] ?? code }, { cause });
  }
}

/** @throws AppError CLI_FILE_UNREADABLE, CLI_JSON_INVALID */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readTextFile(path);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw errors.CLI_JSON_INVALID({ path, reason: `is not JSON: ${(cause as Error).message}` }, { cause });
  }
}

/** One entry of a batch file; what a command needs besides the id, it checks itself. */
export type BatchEntry = Readonly<Record<string, unknown>> & { readonly id: string; readonly rule: string };

/**
 * A batch: an array of objects, each with a text `id` and a text `rule`.
 *
 * @throws AppError CLI_FILE_UNREADABLE, CLI_JSON_INVALID
 */
export async function readBatch(path: string): Promise<readonly BatchEntry[]> {
  const json = await readJsonFile(path);
  if (!Array.isArray(json)) throw errors.CLI_JSON_INVALID({ path, reason: 'is not a JSON array' });
  for (const [i, entry] of json.entries()) {
    for (const name of ['id', 'rule']) {
      if (typeof entry?.[name] === 'string') continue;
      throw errors.CLI_JSON_INVALID({ path, reason: `has no text \`${name}\` in entry ${i + 1}` });
    }
  }
  return json;
}

function withoutFinalLineEnd(text: string): string {
  return text.replace(/\r?\n$/, '');
}
