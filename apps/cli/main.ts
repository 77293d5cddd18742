import { systemClock } from '@muster/server/system-clock';
import type { CliContext } from './cli-context.ts';
import type { OpenDirectory } from './opened-directory.ts';
import { runMuster } from './run-muster.ts';
import { openTerminal } from './terminal/terminal.ts';

const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const;

const openDirectory: OpenDirectory = async (options) => {
  // A command that does not stop in its own way ends through `exit`, which takes a database started for it along.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    if (process.listenerCount(signal) === 0) process.once(signal, () => process.exit(exitCodes[signal]));
  }
  const opener = await import('./open-directory.ts');
  return opener.openDirectory(options);
};

/** Runs the command that the process was called with, and returns its exit code. */
export async function main({ process }: { process: NodeJS.Process }): Promise<number> {
  const context: Omit<CliContext, 'finish'> = {
    terminal: openTerminal(process),
    clock: systemClock,
    environment: process.env,
    onTerminate: (stop) => void process.once('SIGTERM', stop),
    openDirectory,
    onInterrupt: (stop) => void process.once('SIGINT', stop),
  };
  return runMuster(process.argv.slice(2), context, process.env.MUSTER_DEBUG !== undefined);
}
