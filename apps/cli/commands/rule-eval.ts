import type { EvalArguments } from '../rules/eval-rules.ts';
import type { DeclareCommand } from './declare-command.ts';
import { dialectOption } from './dialect-option.ts';

const help = `
Examples:
  $ muster rule eval --rule 'user.department -eq "Sales"' --object ann.json
  $ muster rule eval --rule 'user.employeeHireDate -ge system.now -minus p30d' --object ann.json --now 2026-06-15
  $ muster rule eval --file rules/sales.rule --object ann.json --explain
  $ muster rule eval --batch cases.json

An object is JSON with a "type" of user or device, and attributes under their names in rules or in Graph:
  {"type": "user", "department": "Sales", "userType": "Member"}

A batch file is an array of {"id": "…", "rule": "…", "object": {…}, "now": "…"}, where "now" may be missing; every
entry is answered with one line of JSON: {"id": "…", "result": true} or {"id": "…", "error": {…}}

Exit codes:
  0  evaluated, whatever the result
  1  a rule is invalid; in a batch: an entry could not be evaluated
  2  wrong usage, or a file cannot be read
`;

/** `muster rule eval` */
export const ruleEval: DeclareCommand = (parent, { terminal, clock, finish }) => {
  parent
    .command('eval')
    .summary('say whether a user or device satisfies a rule, and why')
    .description('Says whether a user or device satisfies a rule, and on request why.')
    .option('-r, --rule <rule>', 'the rule')
    .option('-f, --file <file>', 'read the rule from a file')
    .option('-o, --object <file>', 'the user or device as JSON')
    .option('-b, --batch <file>', 'evaluate many rules from a JSON file')
    .option('--now <time>', 'what `system.now` is, in ISO 8601 (default: the present)')
    .option('--explain', 'show every condition with its result and the value found')
    .option('--json', 'print JSON')
    .addOption(dialectOption())
    .addHelpText('after', help)
    .action(async (options: EvalArguments) => {
      const { evalRules } = await import('../rules/eval-rules.ts');
      finish(await evalRules(options, terminal, clock));
    });
};
