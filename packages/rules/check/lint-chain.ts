import {
  type Chain,
  type Comparison,
  type Condition,
  type PropertyWord,
  withoutParentheses,
} from '../ast/syntax-tree.ts';
import { type Problem, problem } from '../diagnostics/diagnostic.ts';
import type { ResolvedSubject } from './rule-check.ts';

type Subjects = ReadonlyMap<PropertyWord, ResolvedSubject>;

/** Warnings about a chain as a whole: mixed connectors, `-eq` that could be `-in`, comparisons said twice. */
export function lintChain(chain: Chain, subjects: Subjects): Problem[] {
  const comparisons = chain.operands.map(withoutParentheses).filter((each) => each.kind === 'comparison');
  return [
    ...lintMixing(chain),
    ...lintAlternatives(chain, comparisons, subjects),
    ...lintRepetition(comparisons, subjects),
  ];
}

function isBareAnd(operand: Condition): boolean {
  return operand.kind === 'and';
}

function lintMixing(chain: Chain): Problem[] {
  const isMixed = chain.kind === 'or' && chain.operands.some(isBareAnd);
  return isMixed ? [problem('W_MIXED_AND_OR', chain.connectors[0]!)] : [];
}

function nameOf(comparison: Comparison, subjects: Subjects): string {
  return subjects.get(comparison.property)?.subject.text ?? comparison.property.text;
}

function lintAlternatives(chain: Chain, comparisons: readonly Comparison[], subjects: Subjects): Problem[] {
  if (chain.kind !== 'or') return [];
  const values = new Map<string, { readonly first: Comparison; readonly texts: string[] }>();
  for (const comparison of comparisons) {
    const { operator, value, property } = comparison;
    const isText = value.kind === 'text' || value.kind === 'number';
    if (operator.name !== 'eq' || !isText || !isTextual(subjects.get(property))) continue;
    const name = nameOf(comparison, subjects);
    const known = values.get(name);
    if (known === undefined) values.set(name, { first: comparison, texts: [value.text] });
    else known.texts.push(value.text);
  }
  return [...values].flatMap(([property, { first, texts }]) => {
    if (texts.length < 2) return [];
    return [problem('W_USE_IN', first, { property }, { suggestion: `${property} -in [${texts.join(', ')}]` })];
  });
}

function isTextual(resolved: ResolvedSubject | undefined): boolean {
  return resolved?.type === 'text' || resolved?.type === 'texts';
}

function lintRepetition(comparisons: readonly Comparison[], subjects: Subjects): Problem[] {
  const seen = new Set<string>();
  return comparisons.flatMap((comparison) => {
    const text = `${nameOf(comparison, subjects)} -${comparison.operator.name} ${comparison.value.text}`;
    if (seen.has(text)) return [problem('W_REDUNDANT', comparison, { text })];
    seen.add(text);
    return [];
  });
}
