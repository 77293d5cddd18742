import { Readable } from 'node:stream';
import picocolors from 'picocolors';
import type { Terminal } from '../terminal/terminal.ts';

/** A pipe that nobody watches; keeps what is written to it. */
export class RecordedTerminal implements Terminal {
  readonly written: string[] = [];
  readonly messages: string[] = [];
  readonly stderr = process.stderr;
  readonly isWatched = false;
  readonly colors = picocolors.createColors(false);

  constructor(
    readonly columns = 80,
    readonly stdin: Terminal['stdin'] = Readable.from([]),
  ) {}

  readonly out = (text: string) => void this.written.push(text);
  readonly err = (text: string) => void this.messages.push(text);

  get text(): string {
    return this.written.join('');
  }

  /** What was written, read as one JSON value a line. */
  get json(): unknown[] {
    return this.text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  }
}
