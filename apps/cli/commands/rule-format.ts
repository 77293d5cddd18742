import type { RuleDialect } from '@muster/rules';
import type { DeclareCommand } from './declare-command.ts';
import { dialectOption } from './dialect-option.ts';

const help = `
Examples:
  $ muster rule format 'user.department -EQ "Sales" AND user.accountEnabled -eq True'
  $ muster rule format --file rules/sales.rule

Exit codes:
  0  formatted
  1  the rule is invalid; standard error says why
  2  wrong usage, or the file cannot be read
`;

/** `muster rule format` */
export const ruleFormat: DeclareCommand = (parent, { terminal, finish }) => {
  parent
    .command('format')
    .summary('print a rule in its canonical layout')
    .description('Prints a rule in its canonical layout; its meaning stays.')
    .argument('[rule]', 'the rule; `-` or nothing reads standard input')
    .option('-f, --file <file>', 'read the rule from a file')
    .addOption(dialectOption())
    .addHelpText('after', help)
    .action(async (rule: string | undefined, options: { readonly file?: string; readonly dialect?: RuleDialect }) => {
      const { formatRules } = await import('../rules/format-rules.ts');
      finish(await formatRules(rule, options, terminal));
    });
};
