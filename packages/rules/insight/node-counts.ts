import type { Instant } from '@muster/kernel';
import type { CheckedNode, CheckedRule } from '../ast/checked-rule.ts';
import { printRule } from '../ast/print-rule.ts';
import type { Span } from '../ast/syntax-tree.ts';
import { commonBits, countBits, wordsFor } from '../columnar/bits.ts';
import type { RowsOfGroup } from '../columnar/column-evaluator.ts';
import type { ColumnTable } from '../columnar/column-table.ts';
import { evaluatorOf } from '../columnar/evaluate-columns.ts';
import { planOf } from '../columnar/plan.ts';
import { Places } from './places.ts';

/** A node of a rule's tree, with how many objects it decides about. */
export interface NodeCount {
  readonly kind: CheckedNode['kind'];
  /** How deep the node stands; 0 for the whole rule. */
  readonly depth: number;
  /** In canonical layout. */
  readonly text: string;
  /** Where it stands in the rule's text. */
  readonly span: Span;
  /** How many objects of the table it holds for, asked by itself. */
  readonly matching: number;
  /** How many objects reach it: all at the root; below an `-and`, those that all operands before it keep. */
  readonly reached: number;
  /** For how many of those that reach it it holds. */
  readonly kept: number;
}

/**
 * Every node of the rule's tree, each before what is below it, in the order written. Tests inside `-any` and `-all` are part
 * of their node: they are about values, not about objects.
 *
 * Cost: what evaluating each node costs, and two passes over the rows' bits for each of them.
 *
 * @param rowsOfGroup asked for every group that the rule names
 * @throws Error when `canEvaluateColumnar` is false.
 */
export function nodeCounts(
  rule: CheckedRule,
  table: ColumnTable,
  now: Instant,
  rowsOfGroup?: RowsOfGroup,
): readonly NodeCount[] {
  const words = table.present.slice(0, wordsFor(table.rows));
  const counting = new NodeCounting(rule, table, now, rowsOfGroup);
  counting.visit(rule.tree, 0, { words, count: countBits(words) });
  return counting.found;
}

/** The node of a rule that is one condition, where it is known already what it selects. */
export function loneNodeCount(rule: CheckedRule, objects: number, matching: number): NodeCount {
  const { kind } = rule.tree;
  const span = new Places(rule).whole();
  return { kind, depth: 0, text: printRule(rule), span, matching, reached: objects, kept: matching };
}

interface Marked {
  readonly words: Uint32Array;
  readonly count: number;
}

class NodeCounting {
  readonly found: NodeCount[] = [];
  private readonly places: Places;

  constructor(
    rule: CheckedRule,
    private readonly table: ColumnTable,
    private readonly now: Instant,
    private readonly rowsOfGroup: RowsOfGroup | undefined,
  ) {
    this.places = new Places(rule);
  }

  /** @returns those of the rows reached that the node keeps */
  visit(node: CheckedNode, depth: number, reaching: Marked): Marked {
    const rows = evaluatorOf(this.table).rowsOf(planOf(node, this.now), this.now, this.rowsOfGroup);
    const kept = commonBits(reaching.words, rows.words());
    this.found.push({
      kind: node.kind,
      depth,
      text: printRule(node),
      span: this.places.of([node]),
      matching: rows.count,
      reached: reaching.count,
      kept: kept.count,
    });
    if (node.kind === 'not') this.visit(node.operand, depth + 1, reaching);
    if (node.kind === 'and' || node.kind === 'or') {
      let left = reaching;
      for (const operand of node.operands) {
        const keptByIt = this.visit(operand, depth + 1, left);
        if (node.kind === 'and') left = keptByIt;
      }
    }
    return kept;
  }
}
