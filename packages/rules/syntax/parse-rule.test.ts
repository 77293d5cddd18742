import { describe, expect, it } from 'vitest';
import type { RuleDialect } from '../ast/rule-dialect.ts';
import type { Condition } from '../ast/syntax-tree.ts';
import { lexRule } from './lex-rule.ts';
import { parseRule } from './parse-rule.ts';

function shape(condition: Condition): string {
  switch (condition.kind) {
    case 'parenthesised':
      return shape(condition.inner);
    case 'not':
      return `not(${shape(condition.operand)})`;
    case 'and':
    case 'or':
      return `${condition.kind}(${condition.operands.map(shape).join(', ')})`;
    case 'quantification':
      return `${condition.quantifier.name}(${shape(condition.body)})`;
    case 'comparison':
      return condition.property.text;
    case 'reports':
      return `${condition.isDirect ? 'direct' : 'all'}(${condition.manager.value})`;
  }
}

/** The tree with comparisons as letters, or the problem as `CODE@position+length`. Each letter is written `x eq 1`. */
function parsed(pattern: string, dialect: RuleDialect = 'entra'): string {
  const text = pattern.replace(/\b([A-H])\b/g, '$1 eq 1');
  const tokens = lexRule(text);
  if ('code' in tokens) throw new Error(tokens.code);
  const syntax = parseRule(tokens, dialect);
  if ('code' in syntax) return `${syntax.code}@${syntax.position}+${syntax.length}`;
  return syntax.kind === 'condition' ? shape(syntax.condition) : `reports(${syntax.manager.value})`;
}

describe('precedence', () => {
  it.each([
    ['A -or B -and C', 'or(A, and(B, C))'],
    ['A -and B -or C', 'or(and(A, B), C)'],
    ['A or B or C', 'or(A, B, C)'],
    ['-not A -and B', 'and(not(A), B)'],
    ['-not A -or B', 'or(not(A), B)'],
    ['not not (A or B)', 'not(not(or(A, B)))'],
    ['A AND NOT (B)', 'and(A, not(B))'],
    ['((A)) -and (B -or C)', 'and(A, or(B, C))'],
    ['user.x -any A', 'any(A)'],
    ['user.x -any A -or B -and C', 'any(or(A, and(B, C)))'],
    ['user.x -any (A) -or B', 'or(any(A), B)'],
    ['user.x -any (A) -or B -and C', 'or(any(A), and(B, C))'],
    ['(user.x -all A -or B) -and C', 'and(all(or(A, B)), C)'],
    ['-not user.x -any (A) -and B', 'and(not(any(A)), B)'],
    ['A -and user.x -any B -or C', 'and(A, any(or(B, C)))'],
    ['user.x -any not A', 'any(not(A))'],
    ['DIRECT reports FOR "x"', 'reports(x)'],
    ['direct eq 1', 'direct'],
  ])('%s', (text, expected) => {
    expect(parsed(text)).toBe(expected);
  });
});

describe('syntax errors beyond the fixtures', () => {
  it.each([
    ['a.b c.d', 'OPERATOR_EXPECTED@4+3'],
    ['a.b )', 'OPERATOR_EXPECTED@4+1'],
    ['a.b -plus 1', 'OPERATOR_EXPECTED@4+5'],
    ['a.b null', 'UNKNOWN_OPERATOR@4+4'],
    ['a.b not null', 'NOT_AS_COMPARISON@4+3'],
    ['a.b -any', 'UNEXPECTED_END@8+0'],
    ['a.b -any ()', 'PROPERTY_EXPECTED@10+1'],
    ['a.b -eq _', 'PROPERTY_AS_VALUE@8+1'],
    ['a.b -eq ]', 'VALUE_EXPECTED@8+1'],
    ['a.b -eq ("x")', 'VALUE_EXPECTED@8+1'],
    ['a.b -ge (system.now', 'UNBALANCED_PARENTHESIS@8+1'],
    ['a.b -ge (system.now 5)', 'UNEXPECTED_TOKEN@20+1'],
    ['a.b -ge (system.now) -plus P1D', 'DATE_ARITHMETIC@21+5'],
    ['a.b -ge system.now plus "P1D"', 'INVALID_DURATION@24+5'],
    ['a.b -in ["x"] minus P1D', 'DATE_ARITHMETIC@14+5'],
    ['a.b -in', 'UNEXPECTED_END@7+0'],
    ['a.b -in [', 'UNTERMINATED_LIST@8+1'],
    ['a.b -in ["x",', 'UNTERMINATED_LIST@8+1'],
    ['a.b -in [2024-01-01]', 'INVALID_LIST_ITEM@9+10'],
    ['a.b -in [c.d]', 'INVALID_LIST_ITEM@9+3'],
    ['(a.b -eq', 'UNEXPECTED_END@8+0'],
    ['(A (B', 'MISSING_CONNECTOR@8+1'],
    ['((A', 'UNBALANCED_PARENTHESIS@1+1'],
    ['(a.b -any (A)', 'UNBALANCED_PARENTHESIS@0+1'],
    ['a.b -any (A', 'UNBALANCED_PARENTHESIS@9+1'],
    ['A eq 1', 'UNEXPECTED_TOKEN@7+2'],
    ['A true', 'UNEXPECTED_TOKEN@7+4'],
    ['system.now -ge 1', 'PROPERTY_EXPECTED@0+10'],
    ['A -and', 'UNEXPECTED_END@11+0'],
    ['(Direct Reports for "x")', 'DIRECT_REPORTS_COMBINED@1+6'],
    ['A Direct Reports for "x"', 'DIRECT_REPORTS_COMBINED@7+6'],
    ['Direct Reports', 'UNEXPECTED_END@14+0'],
    ['Direct Reports for 5', 'DIRECT_REPORTS_SHAPE@19+1'],
    [`${'a.b -any ('.repeat(65)}A`, 'RULE_TOO_COMPLEX@649+1'],
    [`${'('.repeat(63)}a.b -ge (system.now)${')'.repeat(63)}`, 'a.b'],
    [`${'('.repeat(64)}a.b -ge (system.now)${')'.repeat(64)}`, 'RULE_TOO_COMPLEX@72+1'],
  ])('%s', (text, expected) => {
    expect(parsed(text)).toBe(expected);
  });
});
