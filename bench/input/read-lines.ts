import { closeSync, openSync, readSync } from 'node:fs';
import { InputError } from './input-error.ts';

const chunkBytes = 1 << 22;

/** The lines of a file that are not blank, with their numbers from 1; no more of it is in memory than 4 MB and a line. */
export function* readLines(file: string): Generator<{ readonly line: number; readonly text: string }> {
  const descriptor = opened(file);
  try {
    let line = 0;
    let rest: Buffer = Buffer.alloc(0);
    const chunk = Buffer.allocUnsafe(chunkBytes);
    for (;;) {
      const length = readSync(descriptor, chunk, 0, chunkBytes, null);
      if (length === 0) break;
      const bytes = Buffer.concat([rest, chunk.subarray(0, length)]);
      let start = 0;
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
        line += 1;
        if (end > start) yield { line, text: bytes.toString('utf8', start, end) };
        start = end + 1;
      }
      rest = bytes.subarray(start);
    }
    if (rest.length > 0) yield { line: line + 1, text: rest.toString('utf8') };
  } finally {
    closeSync(descriptor);
  }
}

/** The JSON value of every line, in order. */
export function* readJsonLines(file: string): Generator<{ readonly line: number; readonly json: unknown }> {
  for (const { line, text } of readLines(file)) {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      throw new InputError(`${file}, line ${line} is not JSON`);
    }
    yield { line, json };
  }
}

function opened(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (cause) {
    throw new InputError(`${file} cannot be read`, { cause });
  }
}
