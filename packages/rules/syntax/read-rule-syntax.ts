import type { RuleDialect } from '../ast/rule-dialect.ts';
import type { RuleSyntax } from '../ast/syntax-tree.ts';
import { lexRule } from './lex-rule.ts';
import { parseRule } from './parse-rule.ts';

/**
 * The tree of a rule as it was written, with the place of every piece, whether its properties, operators and values
 * fit one another or not; undefined when the text has a lexical or syntax error. Time grows with the text.
 */
export function readRuleSyntax(text: string, dialect: RuleDialect = 'entra'): RuleSyntax | undefined {
  const tokens = lexRule(text);
  if ('code' in tokens) return undefined;
  const syntax = parseRule(tokens, dialect);
  return 'code' in syntax ? undefined : syntax;
}
