import { AppError } from '@muster/kernel';
import { CommanderError } from 'commander';
import type { CliContext } from './cli-context.ts';
import { createProgram } from './create-program.ts';
import type { Terminal } from './terminal/terminal.ts';

const wrongUsage = 2;

/**
 * Runs one command; `args` are what follows `muster`. Errors become one line on standard error.
 *
 * @returns the exit code: what the command says; 2 for wrong usage and unreadable files; 1 for other failures
 */
export async function runMuster(
  args: readonly string[],
  context: Omit<CliContext, 'finish'>,
  isDebugging: boolean,
): Promise<number> {
  let exitCode = 0;
  const finish = (code: number) => {
    exitCode = code;
  };
  try {
    await createProgram({ ...context, finish }).parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (error) {
    return report(error, context.terminal, isDebugging);
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
