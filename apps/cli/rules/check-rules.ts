import { checkRule, type Diagnostic, type RuleDialect } from '@muster/rules';
import { errors } from '../errors.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { drawDiagnostic } from './draw-diagnostic.ts';
import { readBatch, readRuleText } from './read-input.ts';

export interface CheckArguments {
  readonly file?: string;
  readonly batch?: string;
  readonly json?: boolean;
  readonly dialect?: RuleDialect;
}

/** Checks one rule or a batch and prints what was found. Returns the exit code: 1 when a rule is invalid. */
export async function checkRules(
  argument: string | undefined,
  options: CheckArguments,
  terminal: Terminal,
): Promise<number> {
  const { dialect = 'entra' } = options;
  if (options.batch !== undefined) {
    if (argument !== undefined || options.file !== undefined) {
      throw errors.CLI_USAGE({ problem: '--batch was given together with a rule', help: 'give one of them' });
    }
    return checkBatch(options.batch, dialect, terminal);
  }
  const text = await readRuleText({ argument, file: options.file }, terminal);
  const { ok, diagnostics } = checkRule(text, { dialect });
  if (options.json === true) terminal.out(`${JSON.stringify({ valid: ok, diagnostics })}\n`);
  else terminal.out(drawResult(text, ok, diagnostics, terminal));
  return ok ? 0 : 1;
}

async function checkBatch(path: string, dialect: RuleDialect, terminal: Terminal): Promise<number> {
  let exitCode = 0;
  for (const { id, rule } of await readBatch(path)) {
    const { ok, diagnostics } = checkRule(rule, { dialect });
    if (!ok) exitCode = 1;
    terminal.out(`${JSON.stringify({ id, valid: ok, diagnostics })}\n`);
  }
  return exitCode;
}

function drawResult(text: string, ok: boolean, diagnostics: readonly Diagnostic[], terminal: Terminal): string {
  const drawn = diagnostics.map((each) => `${drawDiagnostic(text, each, terminal)}\n`).join('');
  const { green, red } = terminal.colors;
  const count = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;
  if (!ok) return `${drawn}${red('✗')} the rule is not valid: ${count(diagnostics.length, 'error')}\n`;
  const warnings = diagnostics.length === 0 ? '' : `, with ${count(diagnostics.length, 'warning')}`;
  return `${drawn}${green('✓')} the rule is valid${warnings}\n`;
}
