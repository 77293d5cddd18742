import type { DirectoryOptions } from '../opened-directory.ts';
import type { LintArguments } from '../rules/lint-rule.ts';
import type { DeclareCommand } from './declare-command.ts';
import { dialectOption } from './dialect-option.ts';

const help = `
Alone it looks at one rule: what can never or always be true, what decides nothing, patterns that a plain operator says as
well, attributes that the person or a guest's organisation can write. What it says about truth is proved.

With --directory it looks at all groups, and holds their rules against the people and devices there: values that nobody
has, with the nearest that somebody has; conditions that change nobody's membership; groups with the same members, and
groups within others.

Examples:
  $ muster rule lint 'user.city -eq "Bern" -and user.city -eq "Ulm"'
  $ muster rule lint --file rules/sales.rule --strict
  $ muster rule lint --directory
  $ muster rule lint --directory --group 'Sales Team' --json

Exit codes:
  0  looked at; with --strict: nothing was found
  1  the rule is invalid, the directory could not be read, or with --strict: something was found
  2  wrong usage, or a file cannot be read
`;

/** `muster rule lint` */
export const ruleLint: DeclareCommand = (parent, context) => {
  parent
    .command('lint')
    .summary('find what is doubtful in a valid rule, or in all rules of a directory')
    .description('Finds what is doubtful in a valid rule, or in all groups of a directory.')
    .argument('[rule]', 'the rule; `-` or nothing reads standard input')
    .option('-f, --file <file>', 'read the rule from a file')
    .option('--directory', 'look at the groups of a directory')
    .option('-g, --group <group>', 'of these only the one with this name or object id')
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .option('--strict', 'exit with 1 when anything is found')
    .option('--json', 'print JSON')
    .addOption(dialectOption())
    .addHelpText('after', help)
    .action(async (rule: string | undefined, options: LintArguments & DirectoryOptions) => {
      if (options.directory === true) {
        const { lintDirectory } = await import('../rules/lint-directory.ts');
        context.finish(await lintDirectory(rule, options, context));
      } else {
        const { lintRule } = await import('../rules/lint-rule.ts');
        context.finish(await lintRule(rule, options, context.terminal));
      }
    });
};
