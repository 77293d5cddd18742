import { systemClock } from '@muster/server/system-clock';
import type { CliContext } from './cli-context.ts';
import type { OpenDirectory } from './opened-directory.ts';
import { runMuster } from './run-muster.ts';
import { openTerminal } from './terminal/terminal.ts';

const openDirectory: OpenDirectory = async (options) => {
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
