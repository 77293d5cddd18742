import type { CheckedNode, CheckedRule } from '../ast/checked-rule.ts';
import { printRule } from '../ast/print-rule.ts';
import { type Diagnostic, diagnose, type Problem, problem } from '../diagnostics/diagnostic.ts';
import { type Proof, proofsAbout } from './idle-parts.ts';
import { Places } from './places.ts';
import { findPlainPatterns } from './plain-operators.ts';
import { Prover } from './prover.ts';
import { withoutPart } from './without-part.ts';
import { findWritableAttributes } from './writable-findings.ts';

/** What a look at a rule alone shows. */
export interface RuleInsight {
  /** Warnings in order of position: `W_NEVER_TRUE`, `W_ALWAYS_TRUE`, `W_DECIDES_NOTHING`, `W_PLAIN_PATTERN`, `W_SELF_WRITABLE`, `W_GUEST_WRITABLE`. */
  readonly diagnostics: readonly Diagnostic[];
  /** False when the rule was too large to look at all of it: what is said stands, and there may be more. */
  readonly isComplete: boolean;
}

/**
 * Examines a rule by itself, without any directory: parts that are never or always true or decide nothing, patterns that
 * a plain operator says as well, attributes that others than administrators can write.
 *
 * What is said about truth is proved: it holds for every object and every time, provided that values have the types of
 * their properties and that properties which are never null have a value. Memberships and reports are not looked into.
 *
 * Cost: bounded for every rule, some tenths of a second at most; usual rules take well under a millisecond.
 */
export function examineRule(rule: CheckedRule): RuleInsight {
  const prover = new Prover();
  const places = new Places(rule);
  const problems = [
    ...(isEverybody(rule.tree) ? [] : proofsAbout(rule.tree, prover).map((each) => describe(each, rule, places))),
    ...findPlainPatterns(rule.tree, places),
    ...findWritableAttributes(rule, places, prover),
  ];
  return { diagnostics: diagnose(rule.text, problems), isComplete: prover.isComplete };
}

/** `objectId -ne null` alone is how one says everybody. */
function isEverybody(tree: CheckedNode): boolean {
  return tree.kind === 'comparison' && tree.operator === 'ne' && printRule(tree).endsWith('.objectId -ne null');
}

/** Longer rules are not written out without a part: the place says enough. */
const longestSuggestion = 300;

const codes = { never: 'W_NEVER_TRUE', always: 'W_ALWAYS_TRUE' } as const;

function describe({ kind, parts, connector, because, spare }: Proof, rule: CheckedRule, places: Places): Problem {
  const text = parts.map((each) => printOperand(each, parts.length)).join(` -${connector} `);
  const isShort = rule.text.length <= longestSuggestion;
  const suggestion = isShort && spare !== undefined ? printRule(withoutPart(rule.tree, spare)) : undefined;
  if (kind !== 'idle') return problem(codes[kind], places.of(parts), { text }, { suggestion });
  const reason = because === undefined ? 'the rest of the rule' : printRule(because);
  return problem('W_DECIDES_NOTHING', places.of(parts), { text, reason }, { suggestion });
}

function printOperand(node: CheckedNode, count: number): string {
  const isChain = node.kind === 'and' || node.kind === 'or';
  return isChain && count > 1 ? `(${printRule(node)})` : printRule(node);
}
