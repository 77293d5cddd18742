import type { CheckArguments } from '../rules/check-rules.ts';
import type { DeclareCommand } from './declare-command.ts';
import { dialectOption } from './dialect-option.ts';

const help = `
Examples:
  $ muster rule check '(user.department -eq "Sales")'
  $ muster rule check --file rules/sales.rule
  $ cat rules/sales.rule | muster rule check --json
  $ muster rule check --batch rules.json
  $ muster rule check --dialect extended 'All Reports for "11111111-2222-3333-4444-555555555555"'

A batch file is an array of {"id": "…", "rule": "…"}; every rule is answered with one line of JSON:
  {"id": "…", "valid": true, "diagnostics": […]}

Exit codes:
  0  valid (warnings do not count)
  1  a rule is invalid
  2  wrong usage, or a file cannot be read
`;

/** `muster rule check` */
export const ruleCheck: DeclareCommand = (parent, { terminal, finish }) => {
  parent
    .command('check')
    .summary('say whether a rule is valid, and what is wrong with it')
    .description('Says whether a rule is valid, and shows every problem at its place in the text.')
    .argument('[rule]', 'the rule; `-` or nothing reads standard input')
    .option('-f, --file <file>', 'read the rule from a file')
    .option('-b, --batch <file>', 'check many rules from a JSON file')
    .option('--json', 'print JSON')
    .addOption(dialectOption())
    .addHelpText('after', help)
    .action(async (rule: string | undefined, options: CheckArguments) => {
      const { checkRules } = await import('../rules/check-rules.ts');
      finish(await checkRules(rule, options, terminal));
    });
};
