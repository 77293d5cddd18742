import type { Instant } from '@muster/kernel';
import type { CheckedRule, ColumnTable } from '@muster/rules';
import { Answers, type Values } from './answers.ts';
import { ClauseSearch, type Flips } from './clause-search.ts';
import { RuleClauses, type RuleIndexLimits } from './rule-clauses.ts';

const usualLimits: RuleIndexLimits = { mostKeptValues: 16_384, mostClauses: 64 };

/** True when the index can hold the rule: its answer follows from the object alone, not from memberships or managers above. */
export function canIndex(rule: CheckedRule): boolean {
  return !rule.readsRelations;
}

/**
 * Finds the rules whose answers flip when one object changes, in time that follows the rules the change touches.
 *
 * Every rule is a few clauses, every clause a few questions; each is stored once for all rules that have it. Clauses are
 * bits of words, and each distinct value of a property has, for the words in which the property matters, the bits of the
 * clauses that it does not rule out (ADR 20). What differs between the value before and after, and is left over by the
 * object's other values, flips. The bits are made by the interpreter's own code when a value is first met. Questions
 * about properties with very many values, about collections and about the clock have no bits: they are answered for the
 * few clauses that are left.
 *
 * It is smaller and faster when it gets its rules after the table got its objects: it sees which properties are wide.
 */
export class RuleIndex {
  #rules: RuleClauses;
  #answers: Answers;
  #search: ClauseSearch;

  constructor(
    private readonly table: ColumnTable,
    private readonly limits: RuleIndexLimits = usualLimits,
  ) {
    this.#rules = new RuleClauses(table, limits);
    this.#answers = new Answers(table.type, this.#rules.questions);
    this.#search = new ClauseSearch(this.#rules, this.#answers);
  }

  /** How many rules there are. */
  get size(): number {
    return this.#rules.size;
  }

  /** Bytes of what is held in typed arrays. */
  get memoryBytes(): number {
    return this.#rules.memoryBytes + this.#answers.memoryBytes;
  }

  /**
   * Adds a rule under a number (0 to 2147483647), in place of the one that had it. Some microseconds for a usual rule,
   * whatever the number of rules and objects.
   *
   * @throws Error for a rule that reads memberships or lines of managers, and for a rule about other objects than the table's.
   */
  setRule(id: number, rule: CheckedRule): void {
    if (!canIndex(rule)) throw new Error('a rule over memberOf or lines of managers cannot be indexed');
    if (rule.objectType !== this.table.type)
      throw new Error(`a ${rule.objectType} rule in an index of ${this.table.type}s`);
    this.#rules.remove(id);
    this.#rules.add(id, rule);
  }

  /** Takes a rule out; does nothing when there is none of this number. */
  removeRule(id: number): void {
    this.#rules.remove(id);
  }

  /**
   * Makes bits for values of the table that have none yet, at most so many, so that the first changes that meet them need not;
   * returns how many it made, 0 once all are there. Costs microseconds for each, in proportion to the rules that ask about
   * its property in general terms.
   */
  prepare(most = Number.POSITIVE_INFINITY): number {
    const { questions } = this.#rules;
    questions.tidy();
    let made = 0;
    for (const { bits, width, isTooWide } of questions.withBits) {
      for (let code = 0; code < width && made < most && !isTooWide; code += 1) {
        if (bits.isMade(code)) continue;
        bits.startOf(code);
        made += 1;
      }
    }
    return made;
  }

  /**
   * The numbers of the rules that the object in a row starts and stops satisfying, in no particular order, when the
   * properties named in `valuesAfter` change from `valuesBefore`, at the instant `now`. What is not named is read from
   * the table; the table may hold the named properties as before, as after or not at all. With row -1 nothing is read
   * from the table: what is not named has no value.
   */
  flips(row: number, valuesBefore: Values, valuesAfter: Values, now: Instant): Flips {
    return this.#flips(row, valuesBefore, valuesAfter, now);
  }

  /**
   * The numbers of the rules that the object in a row would start and stop satisfying if the properties named in
   * `valuesAfter` got these values, at the instant `now`. Changes nothing. Faster than `flips`: the values before are the
   * table's.
   */
  wouldFlip(row: number, valuesAfter: Values, now: Instant): Flips {
    return this.#flips(row, undefined, valuesAfter, now);
  }

  /** What `wouldFlip` gives, and writes the values to the table. */
  change(row: number, valuesAfter: Values, now: Instant): Flips {
    const flips = this.#flips(row, undefined, valuesAfter, now);
    this.table.setValues(row, valuesAfter);
    return flips;
  }

  /** The numbers of all rules that the object in a row satisfies at `now`, in no particular order. */
  rulesOf(row: number, now: Instant): number[] {
    return this.#satisfied(row, {}, now);
  }

  /** The numbers of all rules that an object with these values satisfies at `now`, whether or not the table has it. */
  rulesSatisfiedBy(values: Values, now: Instant): number[] {
    return this.#satisfied(-1, values, now);
  }

  #flips(row: number, valuesBefore: Values | undefined, valuesAfter: Values, now: Instant): Flips {
    this.#answers.look(row, valuesBefore, valuesAfter, now);
    if (this.#mustStartAnew()) this.#answers.look(row, valuesBefore, valuesAfter, now);
    return this.#search.flips();
  }

  #satisfied(row: number, values: Values, now: Instant): number[] {
    this.#answers.lookAtAll(row, values, now);
    if (this.#mustStartAnew()) this.#answers.lookAtAll(row, values, now);
    return this.#search.satisfied();
  }

  /** Starts anew when what is kept about a property must be given up. True when that was so. */
  #mustStartAnew(): boolean {
    if (!this.#rules.questions.isOutgrown && !this.#answers.isWornOut) return false;
    this.#startAnew();
    return true;
  }

  #startAnew(): void {
    const rules = new RuleClauses(this.table, this.limits);
    for (const [id, rule] of this.#rules.rules()) rules.add(id, rule);
    this.#rules = rules;
    this.#answers = new Answers(this.table.type, rules.questions);
    this.#search = new ClauseSearch(rules, this.#answers);
  }
}
