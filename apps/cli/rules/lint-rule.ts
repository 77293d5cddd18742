import { checkRule, examineRule, type RuleDialect } from '@muster/rules';
import { errors } from '../errors.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { drawDiagnostic } from './draw-diagnostic.ts';
import { readRuleText } from './read-input.ts';

export interface LintArguments {
  readonly file?: string;
  readonly directory?: boolean;
  readonly group?: string;
  readonly data?: string;
  readonly databaseUrl?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
  /** Of one rule alone; a directory has its own. */
  readonly dialect?: RuleDialect;
}

/** Looks at one rule by itself and prints what was found. Returns the exit code: 1 when the rule is invalid. */
export async function lintRule(
  argument: string | undefined,
  options: LintArguments,
  terminal: Terminal,
): Promise<number> {
  if (options.group !== undefined || options.data !== undefined || options.databaseUrl !== undefined) {
    throw errors.CLI_USAGE({ problem: 'a directory was named for one rule alone', help: 'add --directory' });
  }
  const text = await readRuleText({ argument, file: options.file }, terminal);
  const checked = checkRule(text, { dialect: options.dialect ?? 'entra' });
  const { diagnostics, isComplete } = checked.ok ? examineRule(checked.rule) : { ...checked, isComplete: true };
  const { out, colors } = terminal;
  if (options.json === true) out(`${JSON.stringify({ valid: checked.ok, diagnostics, isComplete })}\n`);
  else {
    for (const each of diagnostics) out(`${drawDiagnostic(text, each, terminal)}\n`);
    if (!isComplete) out('the rule is too large to look at all of it\n');
    if (!checked.ok) out(`${colors.red('✗')} the rule is not valid\n`);
    else if (diagnostics.length === 0) out(`${colors.green('✓')} nothing to say about the rule\n`);
    else out(`${diagnostics.length} ${diagnostics.length === 1 ? 'finding' : 'findings'}\n`);
  }
  return checked.ok && (options.strict !== true || diagnostics.length === 0) ? 0 : 1;
}
