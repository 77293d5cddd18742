import { layOut } from '../ast/layout.ts';
import { printRule } from '../ast/print-rule.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { type CheckOptions, checkRule } from './check-rule.ts';

/** The formatted text, or what is wrong with the rule. */
export type FormatResult =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Lays a rule out canonically without changing its meaning; formatting twice changes nothing more. A rule so near the
 * limits of length or nesting that its canonical text would pass them stays as it is.
 */
export function formatRule(text: string, options: CheckOptions = {}): FormatResult {
  const result = checkRule(text, options);
  if (!result.ok) return { ok: false, diagnostics: result.diagnostics };
  const canonical = printRule(result.rule);
  const fitting = [layOut(result.rule.tree), canonical].find((each) => isSameRule(each, canonical, options));
  return { ok: true, text: fitting ?? text };
}

function isSameRule(candidate: string, canonical: string, options: CheckOptions): boolean {
  const result = checkRule(candidate, options);
  return result.ok && printRule(result.rule) === canonical;
}
