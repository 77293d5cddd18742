import { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import type { CliContext } from './cli-context.ts';
import { commandGroups, commands } from './commands/command-list.ts';

const help = `
Examples:
  $ muster rule check '(user.department -eq "Sales")'
  $ muster rule --help

Environment:
  NO_COLOR      no colours, as --no-color
  MUSTER_DEBUG  show where an unexpected error came from
`;

/** The program `muster` with all its commands; it throws a CommanderError instead of ending the process. */
export function createProgram(context: CliContext): Command {
  const { terminal } = context;
  const program = new Command('muster')
    .description('Muster: a directory whose groups keep themselves right.')
    .version(packageJson.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .option('--no-color', 'no colours')
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.err, getOutHelpWidth: () => terminal.columns })
    .showSuggestionAfterError()
    .exitOverride()
    .addHelpText('after', help);
  for (const declare of commands) declare(program, context);
  for (const { name, summary, commands: members } of commandGroups) {
    const group = program.command(name).summary(summary).description(`Commands to ${summary}.`);
    for (const declare of members) declare(group, context);
  }
  return program;
}
