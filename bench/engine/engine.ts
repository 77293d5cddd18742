import type { Instant } from '@muster/kernel';
import { type Flips, MemberSet, MemberTable, RuleIndex } from '@muster/roster';
import { type CheckedRule, ColumnEvaluator, ColumnTable, type RuleObject, type RuleValue } from '@muster/rules';

/**
 * Muster's engine in memory, put together from its parts as the directory does it, without the database: columns of
 * what rules read, the index of rules that flip, the members of every rule. The members stand in a table that moves one
 * user in many groups at little cost; a server keeps them in sets (ADR 21). Users are numbered from 0 here and from 1
 * inside, where 0 is nobody.
 */
export class Engine {
  readonly table = new ColumnTable('user');
  /** The members of each rule's group, by the rule's place. */
  members = new MemberTable();
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

  /** Takes the rules in, after the users, and makes the index ready, as a server does once its passes are worked off. */
  setRules(rules: readonly CheckedRule[]): void {
    this.rules = rules;
    for (const [id, rule] of rules.entries()) this.index.setRule(id, rule);
    this.index.prepare();
  }

  /** Forgets what evaluation has kept beside the columns. */
  forget(): void {
    this.evaluator = new ColumnEvaluator(this.table);
  }

  /** Finds the members of every rule. */
  evaluateAll(): void {
    const members = new MemberTable();
    for (const [id, rule] of this.rules.entries()) {
      const rows = this.evaluator.evaluate(rule, this.now);
      if (rows.isList) members.setMembers(id, rows.rows());
      else members.setWords(id, rows.words());
    }
    this.members = members;
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
    const flips = this.index.change(row, { [name]: value }, this.now);
    this.members.move(row, flips.gained, flips.lost);
    return flips;
  }

  /** The rules whose groups the user is a member of, ascending, as the rule index finds them. */
  groupsOf(user: number): number[] {
    return this.index.rulesOf(user + 1, this.now).sort((left, right) => left - right);
  }

  /** What columns, indexes, caches and members take outside the heap, in bytes. */
  get sizeBytes(): number {
    return this.table.sizeBytes + this.evaluator.sizeBytes + this.index.memoryBytes + this.members.sizeBytes;
  }
}
