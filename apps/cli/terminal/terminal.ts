import type { Readable } from 'node:stream';
import picocolors from 'picocolors';

/** Where a command reads and writes. */
export interface Terminal {
  /** Results: standard output. */
  readonly out: (text: string) => void;
  /** Messages and progress: standard error. */
  readonly err: (text: string) => void;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stderr: NodeJS.WriteStream;
  /** True when a person watches standard error. */
  readonly isWatched: boolean;
  /** Cells in a line of standard output. */
  readonly columns: number;
  readonly colors: ReturnType<typeof picocolors.createColors>;
}

const columnsInPipe = 120;

/**
 * The terminal of a process. A reader that goes away (`| head`) ends the output quietly. Colours are used on a
 * terminal only; `NO_COLOR` and `--no-color` turn them off, `FORCE_COLOR` on.
 */
export function openTerminal(process: NodeJS.Process): Terminal {
  const { stdin, stdout, stderr } = process;
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit();
    });
  }
  return {
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    stdin,
    stderr,
    isWatched: stderr.isTTY === true,
    columns: stdout.columns ?? columnsInPipe,
    colors: picocolors.createColors(hasColors(process)),
  };
}

function hasColors({ argv, env, stdout }: NodeJS.Process): boolean {
  if ((env.NO_COLOR ?? '') !== '' || argv.includes('--no-color')) return false;
  if ((env.FORCE_COLOR ?? '') !== '') return env.FORCE_COLOR !== '0';
  return stdout.isTTY === true && env.TERM !== 'dumb';
}
