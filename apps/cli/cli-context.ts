import type { Clock } from '@muster/kernel';
import type { OpenDirectory } from './opened-directory.ts';
import type { Terminal } from './terminal/terminal.ts';

/** What a command gets besides its arguments. */
export interface CliContext {
  readonly terminal: Terminal;
  readonly clock: Clock;
  readonly openDirectory: OpenDirectory;
  /** Called when the person presses Ctrl-C; a second time the process ends at once. */
  readonly onInterrupt: (stop: () => void) => void;
  /** Called when the process is asked to end (SIGTERM). */
  readonly onTerminate: (stop: () => void) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Sets the exit code of the process. */
  readonly finish: (exitCode: number) => void;
}
