import type { Instant } from '@muster/kernel';
import { type Flips, MemberSet, RuleIndex } from '@muster/roster';
import { type CheckedRule, ColumnEvaluator, ColumnTable, type RuleObject, type RuleValue } from '@muster/rules';

/**
 * Muster's engine in memory, put together from its parts as the directory does it, without the database: columns of
 * what rules read, the index of rules that flip, a bitmap of members for every rule. Users are numbered from 0 here and
 * from 1 inside, where 0 is nobody.
 */
export class Engine {
  readonly table = new ColumnTable('user');
  /** The members of each rule's group, by the rule's place. */
  members: MemberSet[] = [];
  private evaluator = new ColumnEvaluator(this.table);
  private readonly index = new RuleIndex(this.table);
  private rules: readonly CheckedRule[] = [];
  private users = 0;

  constructor(private readonly now: Instant) {}

  /** Adds a user behind those that are there. */
  addUser({ values }: RuleObject): void {
    this.users += 1;
    this.table.setRow(this.users, values);
  }

  /** Takes the rules in, after the users. */
  setRules(rules: readonly CheckedRule[]): void {
    this.rules = rules;
    for (const [id, rule] of rules.entries()) this.index.setRule(id, rule);
  }

  /** Forgets what evaluation has kept beside the columns. */
  forget(): void {
    this.evaluator = new ColumnEvaluator(this.table);
  }

  /** Finds the members of every rule. */
  evaluateAll(): void {
    this.members = this.rules.map((rule) => this.membersBy(rule));
  }

  /** How many users a rule selects that need not be one of those taken in. */
  count(rule: CheckedRule): number {
    return this.evaluator.evaluate(rule, this.now).count;
  }

  /** The users that a rule selects by the columns as they are, as numbers from 1. */
  membersBy(rule: CheckedRule): MemberSet {
    const rows = this.evaluator.evaluate(rule, this.now);
    return rows.isList ? MemberSet.ofSorted(rows.rows()) : MemberSet.ofWords(rows.words());
  }

  /** Gives a user another value: columns, and the members of every rule whose answer flips, follow. */
  change(user: number, name: string, value: RuleValue): Flips {
    const row = user + 1;
    const before = { [name]: this.valueOf(row, name) };
    const after = { [name]: value };
    this.store(row, name, value);
    const flips = this.index.flips(row, before, after, this.now);
    for (const rule of flips.gained) this.members[rule]!.add(row);
    for (const rule of flips.lost) this.members[rule]!.remove(row);
    return flips;
  }

  /** The rules whose groups the user is a member of, ascending, as the rule index finds them. */
  groupsOf(user: number): number[] {
    return this.index.rulesOf(user + 1, this.now).sort((left, right) => left - right);
  }

  /** What columns, indexes, caches and bitmaps take outside the heap, in bytes. */
  get sizeBytes(): number {
    const bitmaps = this.members.reduce((sum, each) => sum + each.sizeBytes, 0);
    return this.table.sizeBytes + this.evaluator.sizeBytes + this.index.memoryBytes + bitmaps;
  }

  private valueOf(row: number, name: string): RuleValue {
    const column = this.table.column(name);
    if (column === undefined) return null;
    if (column.kind === 'scalar') return column.values.valueOf(column.codeAt(row)) as RuleValue;
    return Array.from(column.codesAt(row), (code) => column.values.valueOf(code)) as RuleValue;
  }

  private store(row: number, name: string, value: RuleValue): void {
    const column = this.table.column(name);
    if (column !== undefined) column.set(row, value);
    // Nobody has had a value yet: the table makes the column, and needs all of the user for it.
    else if (value !== null) this.table.setRow(row, { ...this.valuesOf(row), [name]: value });
  }

  /** What the columns hold of a user, for rules of this run. */
  private valuesOf(row: number): Record<string, RuleValue> {
    const names = new Set(this.rules.flatMap((rule) => [...rule.properties]));
    return Object.fromEntries([...names].map((name) => [name, this.valueOf(row, name)]));
  }
}
