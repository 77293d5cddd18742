import { findOperator } from '../ast/operators.ts';
import type { RuleDialect } from '../ast/rule-dialect.ts';
import { type Problem, problem } from '../diagnostics/diagnostic.ts';
import type { Token } from '../syntax/token.ts';

/** Typographic dashes, and operators glued to what stands beside them. */
export function lintTokens(tokens: readonly Token[], dialect: RuleDialect): Problem[] {
  const warnings: Problem[] = [];
  for (const [i, token] of tokens.entries()) {
    const isDashed = token.kind === 'operator' || token.kind === 'number';
    if (isDashed && /^[^-\d]/.test(token.text)) {
      const canonical = `-${token.text.slice(1)}`;
      warnings.push(problem('W_DASH_VARIANT', token, { text: token.text, canonical }, { fix: canonical }));
    }
    const isHeadOfReports = token.kind === 'word' && tokens[i + 1]?.value.toLowerCase() === 'reports';
    const isName = token.kind === 'word' && findOperator(token.value, dialect) !== undefined && !isHeadOfReports;
    const isOperator = token.kind === 'operator' || isName;
    if (isOperator && isGlued(tokens[i - 1], token, tokens[i + 1])) {
      warnings.push(problem('W_MISSING_BLANK', token, { text: token.text }, { fix: withBlanks(tokens, i) }));
    }
  }
  return warnings;
}

function isOperand(token: Token | undefined): token is Token {
  return token !== undefined && ['word', 'string', 'number', 'date', 'operator'].includes(token.kind);
}

function isGlued(before: Token | undefined, token: Token, after: Token | undefined): boolean {
  return touches(before, token) || (isOperand(after) && touches(token, after));
}

function touches(left: Token | undefined, right: Token): boolean {
  return isOperand(left) && left.position + left.length === right.position;
}

function withBlanks(tokens: readonly Token[], i: number): string {
  const token = tokens[i]!;
  const after = tokens[i + 1];
  const before = touches(tokens[i - 1], token) ? ' ' : '';
  return `${before}${token.text}${isOperand(after) && touches(token, after) ? ' ' : ''}`;
}
