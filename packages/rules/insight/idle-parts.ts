import type { CheckedNode } from '../ast/checked-rule.ts';
import { type Formula, formulaOf } from './formula.ts';
import type { Prover } from './prover.ts';

/** Something proved about parts of a rule. */
export interface Proof {
  /** `never` true, `always` true, or `idle`: the rule says the same without it. */
  readonly kind: 'never' | 'always' | 'idle';
  /** The part; several operands of one chain when only together they are never or always true. */
  readonly parts: readonly CheckedNode[];
  /** How the parts are joined, where there are several. */
  readonly connector?: 'and' | 'or';
  /** Of an idle part: the one condition that decides it, where one is enough. */
  readonly because?: CheckedNode;
  /** The operand of a chain that can be left out for this. */
  readonly spare?: CheckedNode;
}

/** A condition that decides only where it stands beside others that all hold, as formulas. */
interface Beside {
  readonly node: CheckedNode;
  readonly formula: Formula;
}

/** Above so many conditions around a part, the one that decides it is not looked for. */
const mostReasons = 64;

/**
 * What can be proved about a rule's condition: that it is never or always true; otherwise which of its parts are, and
 * which the rule could do without. Parts named idle can all be left out together.
 */
export function proofsAbout(tree: CheckedNode, prover: Prover): readonly Proof[] {
  if (prover.areContradictory([formulaOf(tree)])) return [explained(tree, 'never', prover)];
  if (prover.areContradictory([formulaOf(tree, true)])) return [explained(tree, 'always', prover)];
  const search = new PartSearch(prover);
  search.descend(tree, false, []);
  return search.found;
}

/** Names the fewest operands of a chain that are never, or always, true together. */
function explained(node: CheckedNode, kind: 'never' | 'always', prover: Prover): Proof {
  const connector = kind === 'never' ? 'and' : 'or';
  if (node.kind !== connector) return { kind, parts: [node] };
  let parts = node.operands;
  for (const each of node.operands) {
    const others = parts.filter((part) => part !== each);
    const formulas = others.map((part) => formulaOf(part, kind === 'always'));
    if (others.length > 0 && prover.areContradictory(formulas)) parts = others;
  }
  return parts.length === 1 ? explained(parts[0]!, kind, prover) : { kind, parts, connector };
}

class PartSearch {
  readonly found: Proof[] = [];

  constructor(private readonly prover: Prover) {}

  /** @param beside what holds wherever the node decides anything */
  descend(node: CheckedNode, isNegated: boolean, beside: readonly Beside[]): void {
    switch (node.kind) {
      case 'not':
        this.descend(node.operand, !isNegated, beside);
        break;
      case 'any':
      case 'all':
        // What holds beside it is about the object, not about the element.
        if (!this.isSettled(node.body)) this.descend(node.body, false, []);
        break;
      case 'and':
      case 'or':
        this.descendChain(node.operands, (node.kind === 'and') !== isNegated, isNegated, beside);
        break;
    }
  }

  /** The last of several that could each do without the others goes first. */
  private descendChain(
    operands: readonly CheckedNode[],
    isConjunction: boolean,
    isNegated: boolean,
    beside: readonly Beside[],
  ): void {
    // Where one operand of a disjunction decides, the others are false.
    const besides = operands.map((node) => ({ node, formula: formulaOf(node, isNegated === isConjunction) }));
    let kept = besides;
    for (const each of [...besides].reverse()) {
      const others = kept.filter((other) => other !== each);
      if (others.length > 0 && this.isIdle(each.node, isConjunction === isNegated, [...beside, ...others]))
        kept = others;
    }
    for (const each of kept) {
      this.descend(each.node, isNegated, [...beside, ...kept.filter((other) => other !== each)]);
    }
  }

  /** Whether the part's answer makes no difference: beside the others it never is what would make one. */
  private isIdle(node: CheckedNode, isWantedTrue: boolean, beside: readonly Beside[]): boolean {
    if (this.isSettled(node, node)) return true;
    const decisive = formulaOf(node, !isWantedTrue);
    if (!this.prover.areContradictory([...beside.map(({ formula }) => formula), decisive])) return false;
    const because =
      beside.length > mostReasons ? undefined : beside.find(({ formula }) => this.clash(formula, decisive));
    const reason = because === undefined ? {} : { because: because.node };
    this.found.push({ kind: 'idle', parts: [node], spare: node, ...reason });
    return true;
  }

  private clash(left: Formula, right: Formula): boolean {
    return this.prover.areContradictory([left, right]);
  }

  /** Whether the part is always or never true by itself. */
  private isSettled(node: CheckedNode, spare?: CheckedNode): boolean {
    for (const kind of ['never', 'always'] as const) {
      if (!this.prover.areContradictory([formulaOf(node, kind === 'always')])) continue;
      this.found.push({ ...explained(node, kind, this.prover), ...(spare === undefined ? {} : { spare }) });
      return true;
    }
    return false;
  }
}
