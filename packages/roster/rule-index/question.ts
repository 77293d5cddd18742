import type { Instant } from '@muster/kernel';
import {
  type CheckedNode,
  comparisonsIn,
  holds,
  type RuleObject,
  type RuleProperty,
  requiredLiterals,
  satisfies,
  type ValueTest,
} from '@muster/rules';
import { signatureOf } from './text-signature.ts';

/** Something a rule asks about an object, without a negation around it. Rules that ask the same share it. */
export interface Question {
  /** Equal for questions that have the same answer about every object. */
  readonly key: string;
  /** The properties it reads. */
  readonly names: readonly string[];
  readonly asks: { readonly test: ValueTest } | { readonly node: CheckedNode } | { readonly terms: readonly Term[] };
  /** The folded texts it holds for, when it is about being one of them; `missing` when about having no value. */
  readonly exact: ReadonlySet<string> | 'missing' | undefined;
  /** True when every property it reads has single values. */
  readonly isScalar: boolean;
  /** True when it reads one property, and holds for a collection exactly if it holds for one of its elements alone. */
  readonly isByValue: boolean;
  /** The signature of a folded text that a value must hold for the answer to be yes; 0 when there is no such text. */
  readonly signature: number;
  /** True when the answer depends on the clock. */
  readonly isTimed: boolean;
  /** True when answering needs a regular expression. */
  readonly isCostly: boolean;
}

/** A question that must be answered yes, or no when it is negated. */
export interface Term {
  readonly question: Question;
  readonly isNegated: boolean;
}

/** The interpreter's answer. */
export function answer({ asks, names }: Question, object: RuleObject, now: Instant): boolean {
  if ('test' in asks) return satisfies(object.values[names[0]!], asks.test, now);
  if ('node' in asks) return holds(asks.node, object, now);
  return asks.terms.every(({ question, isNegated }) => answer(question, object, now) !== isNegated);
}

/** The question whether a property's value passes a test; about a collection: whether some element does. */
export function questionOfTest(name: string, test: ValueTest, isScalar: boolean): Question {
  return {
    key: `${name} ${keyOfTest(test)}`,
    names: [name],
    asks: { test },
    exact: exactTexts(test),
    isScalar,
    isByValue: true,
    signature: signatureOfTest(test),
    isTimed: isTimed(test),
    isCostly: test.kind === 'matches',
  };
}

/** The question whether a condition holds. */
export function questionOfCondition(node: CheckedNode): Question {
  const comparisons = comparisonsIn(node);
  const names = [...new Set(propertiesIn(node))];
  const isScalar = !readsCollection(node);
  return {
    key: keyOf(node),
    names,
    asks: { node },
    exact: undefined,
    isScalar,
    signature: 0,
    isByValue: node.kind === 'any' || (isScalar && names.length === 1),
    isTimed: comparisons.some(({ test }) => isTimed(test)),
    isCostly: comparisons.some(({ test }) => test.kind === 'matches'),
  };
}

/** The question whether several terms hold that are all about single values of one property and not about the clock. */
export function questionOfTerms(terms: readonly Term[]): Question {
  const keys = terms.map(({ question, isNegated }) => `${isNegated ? 'not ' : ''}${question.key}`);
  const signatures = terms.map(({ question, isNegated }) => (isNegated ? 0 : question.signature));
  return {
    key: `all ${JSON.stringify(keys.sort())}`,
    names: terms[0]!.question.names,
    asks: { terms },
    exact: undefined,
    isScalar: true,
    isByValue: true,
    signature: signatures.reduce((all, each) => (all | each) >>> 0, 0),
    isTimed: false,
    isCostly: terms.some(({ question }) => question.isCostly),
  };
}

/** The names of the properties a condition reads, as often as it does. */
export function propertiesIn(node: CheckedNode): string[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.operands.flatMap(propertiesIn);
    case 'not':
      return propertiesIn(node.operand);
    case 'directReports':
      return ['managerId', 'objectId'];
    case 'reports':
      return ['managerIds', 'objectId'];
    case 'comparison':
      return node.subject.kind === 'property' ? [node.subject.property.name] : [];
    default:
      return [node.subject.property.name];
  }
}

/** True for a property that holds any number of values. */
export function isCollection({ type }: RuleProperty): boolean {
  return type === 'texts' || type === 'plans' || type === 'groups';
}

function readsCollection(node: CheckedNode): boolean {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.operands.some(readsCollection);
    case 'not':
      return readsCollection(node.operand);
    case 'comparison':
      return node.subject.kind !== 'property' || isCollection(node.subject.property);
    default:
      return node.kind !== 'directReports';
  }
}

function exactTexts(test: ValueTest): Question['exact'] {
  if (test.kind === 'isNull') return 'missing';
  if (test.kind === 'equals') return new Set([test.folded]);
  return test.kind === 'isIn' ? test.folded : undefined;
}

function signatureOfTest(test: ValueTest): number {
  if (test.kind !== 'matches')
    return 'folded' in test && typeof test.folded === 'string' ? signatureOf(test.folded) : 0;
  return requiredLiterals(test.pattern.source).reduce((all, { folded }) => (all | signatureOf(folded)) >>> 0, 0);
}

function isTimed(test: ValueTest): boolean {
  return 'moment' in test && test.moment.kind === 'clock';
}

function keyOf(node: CheckedNode): string {
  switch (node.kind) {
    case 'and':
    case 'or':
      return `(${node.operands.map(keyOf).join(` ${node.kind} `)})`;
    case 'not':
      return `not ${keyOf(node.operand)}`;
    case 'any':
    case 'all':
      return `${node.subject.property.name} ${node.kind} (${keyOf(node.body)})`;
    case 'comparison': {
      const subject = node.subject.kind === 'property' ? node.subject.property.name : node.subject.text;
      return `${subject} ${node.isNegated ? 'not ' : ''}${keyOfTest(node.test)}`;
    }
    default:
      return `${node.kind} ${keyOfTest(node.test)}`;
  }
}

function keyOfTest(test: ValueTest): string {
  if (test.kind === 'equals') return `isIn ${JSON.stringify([test.folded])}`;
  if (test.kind === 'isIn') return `isIn ${JSON.stringify([...test.folded].sort())}`;
  if (test.kind === 'matches') return `matches ${JSON.stringify(test.pattern.source)}`;
  const { kind, ...operand } = test;
  return `${kind} ${JSON.stringify(Object.values(operand))}`;
}
