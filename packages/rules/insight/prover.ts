import type { Formula, Literal, ValueLiteral } from './formula.ts';
import { mayBeDate, mayBeTruth } from './other-values.ts';
import { mayBeText } from './text-values.ts';

/** How many tests of values the proofs about one rule may take together; some tenths of a second. Nothing more is proved then. */
export const proofBudget = 500_000;

/** How many of them one question may take. */
export const questionBudget = 50_000;

type Facts = ReadonlyMap<string, readonly Literal[]>;

/**
 * Proves that conditions cannot be true together. It never says so of conditions that some object satisfies at some
 * time; it may keep silent where they cannot.
 *
 * Cases are split at every `or`; in each, the literals about one value are put side by side. Different values are
 * independent of each other.
 */
export class Prover {
  private budget: number;
  private left = 0;

  constructor(budget: number = proofBudget) {
    this.budget = budget;
  }

  /** False once a question had to be given up for its cost: there may be more to find. */
  isComplete = true;

  /** True when no object satisfies all of the formulas, at any time. */
  areContradictory(formulas: readonly Formula[]): boolean {
    const granted = Math.min(questionBudget, this.budget);
    this.left = granted;
    const isPossible = this.isPossible(formulas, new Map());
    this.budget -= granted - Math.max(0, this.left);
    if (this.left <= 0) this.isComplete = false;
    return !isPossible;
  }

  private isPossible(formulas: readonly Formula[], known: Facts): boolean {
    const facts = new Map(known);
    const choices: Formula[][] = [];
    const touched = new Set<string>();
    if (!collect(formulas, facts, choices, touched)) return false;
    for (const name of touched) if (!this.areConsistent(facts.get(name)!)) return false;
    return this.canChoose(choices, facts);
  }

  /** Whether one operand of every choice can be true beside the facts. */
  private canChoose(choices: readonly Formula[][], facts: Facts): boolean {
    if (choices.length === 0 || this.left <= 0) return true;
    const open: Formula[][] = [];
    for (const choice of choices) {
      const operands = choice.filter((each) => this.mayAdd(each, facts));
      if (operands.length === 0) return false;
      open.push(operands);
    }
    open.sort((left, right) => left.length - right.length);
    const [narrowest, ...others] = open as [Formula[], ...Formula[][]];
    const rest = others.map((operands): Formula => ({ kind: 'or', operands }));
    return narrowest.some((each) => this.isPossible([each, ...rest], facts));
  }

  /** A quick look: false when the formula clashes with the facts at once. */
  private mayAdd(formula: Formula, facts: Facts): boolean {
    if (formula.kind === 'or') return formula.operands.length > 0;
    if (formula.kind === 'and') return formula.operands.every((each) => this.mayAdd(each, facts));
    return this.areConsistent([...(facts.get(nameOf(formula)) ?? []), formula]);
  }

  /** Whether literals of one name may be true together. */
  private areConsistent(literals: readonly Literal[]): boolean {
    this.left -= costOf(literals);
    if (this.left <= 0) return true;
    const first = literals[0]!;
    switch (first.kind) {
      case 'opaque':
        return literals.every((each) => each.kind === 'opaque' && each.isHolding === first.isHolding);
      case 'value':
        return mayBeValue(first, literals as readonly ValueLiteral[]);
      default:
        return this.mayBeCollection(literals);
    }
  }

  /** Every element that must be there needs a value of its own; the empty collection needs none. */
  private mayBeCollection(literals: readonly Literal[]): boolean {
    const every = literals.flatMap((each) => (each.kind === 'every' ? [each.body] : []));
    return literals.every((each) => each.kind !== 'some' || this.isPossible([each.body, ...every], new Map()));
  }
}

/** Every text that a list names is put to every literal. */
function costOf(literals: readonly Literal[]): number {
  let named = 1;
  for (const each of literals) {
    if (each.kind === 'value' && each.test.kind === 'isIn') named = Math.max(named, each.test.folded.size);
  }
  return literals.length * named;
}

function mayBeValue({ variable }: ValueLiteral, literals: readonly ValueLiteral[]): boolean {
  if (variable.type === 'boolean') return mayBeTruth(literals);
  return variable.type === 'date' ? mayBeDate(literals) : mayBeText(literals);
}

/** Literals with different names never clash. */
function nameOf(literal: Literal): string {
  if (literal.kind === 'opaque') return `condition ${literal.text}`;
  return literal.kind === 'value' ? `value ${literal.variable.name}` : `elements ${literal.name}`;
}

/** Sorts formulas that must all be true into facts and choices; false when one of them never is. */
function collect(
  formulas: readonly Formula[],
  facts: Map<string, readonly Literal[]>,
  choices: Formula[][],
  touched: Set<string>,
): boolean {
  for (const formula of formulas) {
    if (formula.kind === 'and' || (formula.kind === 'or' && formula.operands.length < 2)) {
      if (formula.kind === 'or' && formula.operands.length === 0) return false;
      if (!collect(formula.operands, facts, choices, touched)) return false;
    } else if (formula.kind === 'or') choices.push([...formula.operands]);
    else {
      const name = nameOf(formula);
      facts.set(name, [...(facts.get(name) ?? []), formula]);
      touched.add(name);
    }
  }
  return true;
}
