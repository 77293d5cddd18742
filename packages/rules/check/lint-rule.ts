import type { RuleDialect } from '../ast/rule-dialect.ts';
import type { RuleSyntax } from '../ast/syntax-tree.ts';
import type { Problem } from '../diagnostics/diagnostic.ts';
import type { Token } from '../syntax/token.ts';
import { lintCondition } from './lint-condition.ts';
import { lintTokens } from './lint-tokens.ts';
import type { RuleCheck } from './rule-check.ts';

/**
 * What is worth knowing about a rule without errors. Never blocks.
 *
 * @see rule language spec §6.2
 */
export function lintRule(
  tokens: readonly Token[],
  syntax: RuleSyntax,
  check: RuleCheck | undefined,
  dialect: RuleDialect,
): Problem[] {
  const warnings = lintTokens(tokens, dialect);
  if (syntax.kind === 'condition' && check !== undefined) warnings.push(...lintCondition(syntax.condition, check));
  return warnings;
}
