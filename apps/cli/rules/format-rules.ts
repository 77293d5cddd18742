import { formatRule, type RuleDialect } from '@muster/rules';
import type { Terminal } from '../terminal/terminal.ts';
import { drawDiagnostic } from './draw-diagnostic.ts';
import { readRuleText } from './read-input.ts';

/** Prints the rule in its canonical layout. Returns the exit code: 1 when it is invalid; then nothing is printed but why. */
export async function formatRules(
  argument: string | undefined,
  options: { readonly file?: string; readonly dialect?: RuleDialect },
  terminal: Terminal,
): Promise<number> {
  const text = await readRuleText({ argument, file: options.file }, terminal);
  const result = formatRule(text, { dialect: options.dialect ?? 'entra' });
  if (result.ok) terminal.out(`${result.text}\n`);
  else for (const each of result.diagnostics) terminal.err(drawDiagnostic(text, each, terminal));
  return result.ok ? 0 : 1;
}
