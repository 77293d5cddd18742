import { AppError, type Clock } from '@muster/kernel';
import { CommanderError } from 'commander';
import type { CliContext } from './cli-context.ts';
import { createProgram } from './create-program.ts';
import type { OpenDirectory } from './opened-directory.ts';
import { openTerminal, type Terminal } from './terminal/terminal.ts';

const wrongUsage = 2;

const openDirectory: OpenDirectory = async (options) => {
  const opener = await import('./open-directory.ts');
  return opener.openDirectory(options);
};

/**
 * Runs the command that the process was called with.
 *
 * @returns the exit code: what the command says; 2 for wrong usage and unreadable files; 1 for other failures
 */
export async function main({ process, clock }: { process: NodeJS.Process; clock: () => number }): Promise<number> {
  const terminal = openTerminal(process);
  let exitCode = 0;
  const context: CliContext = {
    terminal,
    clock: clock as Clock,
    openDirectory,
    onInterrupt: (stop) => process.once('SIGINT', stop),
    finish: (code) => {
      exitCode = code;
    },
  };
  try {
    await createProgram(context).parseAsync(process.argv);
    return exitCode;
  } catch (error) {
    return report(error, terminal, process.env.MUSTER_DEBUG !== undefined);
  }
}

function report(error: unknown, { err, colors }: Terminal, isDebugging: boolean): number {
  // Commander has said everything already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUsage;
  if (isDebugging && error instanceof Error) err(`${error.stack}\n`);
  const message = error instanceof Error ? error.message : String(error);
  err(`${colors.red('error:')} ${message.replaceAll(/\s*[\r\n]+\s*/g, ' ')}\n`);
  if (!(error instanceof AppError)) return 1;
  if (error.help !== undefined) err(`  ${error.help}\n`);
  return error.status === 400 ? wrongUsage : 1;
}
