import type { Instant } from '@muster/kernel';
import type { CheckedRule, ValueTest } from '../ast/checked-rule.ts';
import { addBits, clearBit, commonBits, keepBits, setBit, wordsFor } from './bits.ts';
import { ByteCache } from './byte-cache.ts';
import { type CodeTest, codeTestOf } from './code-test.ts';
import type { DistinctValues } from './column.ts';
import { ColumnIndex } from './column-index.ts';
import type { ColumnTable } from './column-table.ts';
import type { TestCriterion } from './criterion.ts';
import { Decisions, passes } from './decisions.ts';
import { canEvaluateColumnar, type Leaf, type Plan, planOf, type Relation } from './plan.ts';
import { isSparse, RowSet } from './row-set.ts';
import { rowsOfReports } from './rows-of-reports.ts';
import { mergeRows } from './sorted-rows.ts';

/** How an evaluator is to behave; the defaults suit a directory of a million. */
export interface ColumnEvaluatorOptions {
  /** What decided values and sets of rows may take together outside the heap; 24 MB when absent. */
  readonly cacheBytes?: number;
  /** Columns of texts with more distinct values than this are searched instead of read one by one; 64 when absent. */
  readonly fewDistinct?: number;
}

/**
 * Gives the numbers of a group's members, of whatever kind: the direct ones, or with `isTransitive` those of all groups
 * within it as well. Undefined for a group that does not exist.
 */
export type RowsOfGroup = (groupId: string, isTransitive: boolean) => RowSet | undefined;

/** The rows of one leaf that was found dense, as its column was at a version. */
interface HeldRows {
  readonly set: RowSet;
  readonly version: number;
  readonly sizeBytes: number;
}

/** The rows of a costly test that nobody has looked for yet are guessed at this share. */
const guessedShare = 16;
/** Up to this share of the distinct values, it is cheaper to ask about the values of listed rows than to search them all. */
const askedShare = 256;

/**
 * Answers rules for all rows of one table. Decided values, rows of frequent values and postings are kept from rule to
 * rule and brought up to date when rows change.
 */
export class ColumnEvaluator {
  private readonly decisions: Decisions;
  private readonly held: ByteCache<HeldRows>;
  private readonly indexes = new Map<string, ColumnIndex>();
  /** Of the evaluation under way: where memberships come from, and what relations were found. */
  private rowsOfGroup: RowsOfGroup | undefined;
  private readonly relations = new Map<Relation['node'], RowSet>();

  constructor(
    private readonly table: ColumnTable,
    { cacheBytes = 24 << 20, fewDistinct = 64 }: ColumnEvaluatorOptions = {},
  ) {
    this.decisions = new Decisions(cacheBytes / 2, fewDistinct);
    this.held = new ByteCache(cacheBytes / 2);
  }

  /** How many distinct values have been put to a test so far. */
  get decidedCount(): number {
    return this.decisions.decidedCount;
  }

  /** Size of what is kept beside the columns themselves. */
  get sizeBytes(): number {
    const indexes = [...this.indexes.values()].reduce((sum, each) => sum + each.sizeBytes, 0);
    return indexes + this.held.sizeBytes + this.decisions.sizeBytes;
  }

  /**
   * The rows whose objects satisfy the rule at `now`: exactly those for which `evaluate` is true.
   *
   * @param rowsOfGroup asked for every group that the rule names
   * @throws Error when `canEvaluateColumnar` is false.
   */
  evaluate(rule: CheckedRule, now: Instant, rowsOfGroup?: RowsOfGroup): RowSet {
    const can = canEvaluateColumnar(rule, rowsOfGroup !== undefined);
    if (!can.ok) throw new Error(can.reason);
    if (rule.objectType !== this.table.type) return this.listed(new Uint32Array(0));
    return this.rowsOf(planOf(rule.tree, now), now, rowsOfGroup);
  }

  /** The rows for which a plan made for `now` holds. */
  rowsOf(plan: Plan, now: Instant, rowsOfGroup?: RowsOfGroup): RowSet {
    this.rowsOfGroup = rowsOfGroup;
    try {
      return this.find(plan, now);
    } finally {
      this.rowsOfGroup = undefined;
      this.relations.clear();
    }
  }

  private find(plan: Plan, now: Instant): RowSet {
    if (plan.kind === 'leaf') return this.rowsOfLeaf(plan, now);
    if (plan.kind === 'relation') return this.rowsOfRelation(plan);
    if (plan.kind === 'or') return this.union(plan.operands.map((each) => this.find(each, now)));
    const [first, ...others] = plan.operands
      .map((operand) => ({ operand, estimate: this.estimate(operand, now) }))
      .sort((left, right) => left.estimate - right.estimate);
    let rows = this.find(first!.operand, now);
    for (const { operand } of others) {
      if (rows.count === 0) break;
      rows = rows.isList
        ? this.listed(this.filter(rows.rows(), operand, now))
        : this.intersect(rows, this.find(operand, now));
    }
    return rows;
  }

  private rowsOfLeaf(leaf: Leaf, now: Instant): RowSet {
    const holding = this.rowsHolding(leaf, now);
    return leaf.isNegated ? this.complement(holding) : holding;
  }

  private rowsOfRelation({ node, isNegated }: Relation): RowSet {
    const found = this.relations.get(node) ?? this.findRelation(node);
    this.relations.set(node, found);
    return isNegated ? this.complement(found) : found;
  }

  private findRelation(node: Relation['node']): RowSet {
    if (node.kind === 'reports') {
      const found = rowsOfReports(this.table, [...idsOf(node.test)][0]!, node.isDirect);
      return this.union([this.listed(found)]);
    }
    const isTransitive = node.subject.property.name !== 'memberOf';
    const { rows, present } = this.table;
    const words = new Uint32Array(wordsFor(rows));
    for (const id of idsOf(node.test)) {
      const members = this.rowsOfGroup!(id.toLowerCase(), isTransitive);
      if (members === undefined) continue;
      const theirs = members.words();
      addBits(words, theirs.length > words.length ? theirs.subarray(0, words.length) : theirs);
    }
    // A group has members of every kind, and perhaps some that came after the table's last row.
    return RowSet.ofWords(words, rows, keepBits(words, present.subarray(0, words.length), true));
  }

  /** The rows of which some value meets the leaf's criterion. */
  private rowsHolding(leaf: Leaf, now: Instant): RowSet {
    const index = this.indexOf(leaf.name);
    if (index === undefined) return this.listed(new Uint32Array(0));
    const { rows: rowCount } = this.table;
    const { version } = index.column;
    const codes = this.decisions.codesOf(index.column.values, leaf.criterion, now);
    const key = `${leaf.name} ${leaf.criterion.key}`;
    const held = this.held.get(key);
    const changed = held && index.column.changedSince(held.version);
    if (held !== undefined && changed?.length === 0 && held.set.length === rowCount) return held.set;
    let set: RowSet;
    if (held !== undefined && changed !== undefined) {
      const words = new Uint32Array(wordsFor(rowCount));
      words.set(held.set.words());
      index.correct(words, codes, changed);
      set = RowSet.ofWords(words, rowCount);
    } else set = index.rowsOf(codes, rowCount);
    if (!set.isList) this.held.set(key, { set, version, sizeBytes: set.sizeBytes });
    return set;
  }

  /** Those of the listed rows for which the plan holds. */
  private filter(rows: Uint32Array, plan: Plan, now: Instant): Uint32Array {
    if (plan.kind === 'leaf') return this.filterByLeaf(rows, plan, now);
    if (plan.kind === 'relation') {
      const found = this.rowsOfRelation(plan);
      return rows.filter((row) => found.has(row));
    }
    if (plan.kind === 'and') return plan.operands.reduce((kept, each) => this.filter(kept, each, now), rows);
    return mergeRows(plan.operands.map((each) => this.filter(rows, each, now)));
  }

  private filterByLeaf(rows: Uint32Array, leaf: Leaf, now: Instant): Uint32Array {
    const { name, criterion, isNegated } = leaf;
    const index = this.indexOf(name);
    if (index === undefined) return isNegated ? rows : rows.subarray(0, 0);
    const { column } = index;
    const { values } = column;
    const isWorthIt = rows.length * askedShare < values.size && column.kind === 'scalar';
    if (!isWorthIt || criterion.kind !== 'test' || !this.decisions.isCostly(values, criterion)) {
      return index.filter(rows, this.decisions.codesOf(values, criterion, now), !isNegated);
    }
    this.decisions.decidedCount += rows.length;
    const passesTest = codeTestOf(values, criterion.test) ?? interpretedTest(values, criterion, now);
    return rows.filter((row) => passesTest(column.codeAt(row)) !== isNegated);
  }

  /** About how many rows a plan holds for; finds it out only where that is cheap. */
  private estimate(plan: Plan, now: Instant): number {
    if (plan.kind === 'relation') return this.rowsOfRelation(plan).count;
    if (plan.kind !== 'leaf') {
      const estimates = plan.operands.map((each) => this.estimate(each, now));
      return plan.kind === 'and' ? Math.min(...estimates) : estimates.reduce((sum, each) => sum + each);
    }
    const index = this.indexOf(plan.name);
    const { rows } = this.table;
    const holding = index === undefined ? 0 : this.estimateHolding(index, plan, now);
    return plan.isNegated ? rows - holding : holding;
  }

  private estimateHolding(index: ColumnIndex, { criterion }: Leaf, now: Instant): number {
    const { values } = index.column;
    const { rows } = this.table;
    if (this.decisions.isCostly(values, criterion)) return rows / guessedShare;
    return index.estimate(this.decisions.codesOf(values, criterion, now), rows);
  }

  private complement(set: RowSet): RowSet {
    const { rows, present } = this.table;
    const words = present.slice(0, wordsFor(rows));
    if (!set.isList) return RowSet.ofWords(words, rows, keepBits(words, set.words(), false));
    for (const row of set.rows()) clearBit(words, row);
    return RowSet.ofWords(words, rows);
  }

  private intersect(left: RowSet, right: RowSet): RowSet {
    if (right.isList) return this.listed(right.rows().filter((row) => left.has(row)));
    const { words, count } = commonBits(left.words(), right.words());
    return RowSet.ofWords(words, this.table.rows, count);
  }

  private union(sets: readonly RowSet[]): RowSet {
    const { rows } = this.table;
    const count = sets.reduce((sum, each) => sum + each.count, 0);
    if (isSparse(count, rows)) return this.listed(mergeRows(sets.map((each) => each.rows())));
    const words = new Uint32Array(wordsFor(rows));
    for (const set of sets) {
      if (set.isList) for (const row of set.rows()) setBit(words, row);
      else addBits(words, set.words());
    }
    return RowSet.ofWords(words, rows);
  }

  private listed(rows: Uint32Array): RowSet {
    return RowSet.ofRows(rows, this.table.rows);
  }

  private indexOf(name: string): ColumnIndex | undefined {
    const column = this.table.column(name);
    if (column === undefined) return undefined;
    const known = this.indexes.get(name);
    if (known?.column === column) return known;
    const index = new ColumnIndex(column);
    this.indexes.set(name, index);
    return index;
  }
}

/** The test of a code by the interpreter. */
function interpretedTest(values: DistinctValues, criterion: TestCriterion, now: Instant): CodeTest {
  return (code) => {
    const value = values.valueOf(code);
    return value !== null && passes(value, criterion, now);
  };
}

function idsOf(test: ValueTest): Iterable<string> {
  if (test.kind === 'equals') return [test.folded];
  return test.kind === 'isIn' ? test.folded : [];
}
