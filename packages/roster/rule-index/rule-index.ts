import type { Instant } from '@muster/kernel';
import type { CheckedRule, ColumnTable } from '@muster/rules';
import { Answers, type Values } from './answers.ts';
import { ClauseStore } from './clause-store.ts';
import { type Clause, clausesOfRule, type Term } from './clauses-of-rule.ts';
import { Numbers } from './numbers.ts';
import { QuestionTable } from './question-table.ts';

/** The rules whose answer about an object a change turns round. */
export interface Flips {
  readonly gained: readonly number[];
  readonly lost: readonly number[];
}

/** Bounds on what the index spends. */
export interface RuleIndexLimits {
  /** Of a property with more distinct values, what each of them answers to general questions is not kept. */
  readonly mostKeptValues: number;
  /** A part of a rule that would need more clauses stays one question. */
  readonly mostClauses: number;
}

const usualLimits: RuleIndexLimits = { mostKeptValues: 8192, mostClauses: 64 };

/** A rule in the index. */
interface IndexedRule {
  readonly id: number;
  readonly rule: CheckedRule;
  readonly clauses: readonly number[];
  /** The round in which a rule of several clauses was last decided. */
  decidedAt: number;
}

const before = 1;
const after = 2;
const both = 3;

/** True when the index can hold the rule: its answer follows from the object alone. A memberOf rule's does not. */
export function canIndex(rule: CheckedRule): boolean {
  return rule.form !== 'memberOf';
}

/**
 * Finds the rules whose answers flip when one object changes, in time that follows the questions true of the object and
 * what flips, not the rules there are or that mention a value.
 *
 * Every rule is a few clauses, every clause a few questions, each shared by all rules that ask it. A change turns round
 * some answers; from each of these the clauses are followed in which it stands together with another question that is
 * true of the object, the rarest of the clause, and only they are looked at. The index reads the objects' values from
 * the table and asks the interpreter, once for each distinct value and question; questions about properties with very
 * many values, about whole collections and about the clock are asked anew when a clause hangs on nothing else.
 *
 * Best given its rules when the table has its objects: it samples them to see which questions are rare.
 */
export class RuleIndex {
  readonly #rules = new Map<number, IndexedRule>();
  #questions: QuestionTable;
  #answers: Answers;
  #clauses = new ClauseStore();
  /** For each clause the rules that have it. */
  #owners: IndexedRule[][] = [];
  /** For each clause the round in which it was last looked at. */
  #seen = new Numbers();

  constructor(
    private readonly table: ColumnTable,
    private readonly limits: RuleIndexLimits = usualLimits,
  ) {
    this.#questions = new QuestionTable(table, limits.mostKeptValues);
    this.#answers = new Answers(table, this.#questions);
  }

  /** How many rules there are. */
  get size(): number {
    return this.#rules.size;
  }

  /** Size of what is held in typed arrays. */
  get memoryBytes(): number {
    const { marks, alive } = this.#answers;
    const rounds = marks.at.byteLength + alive.at.byteLength + this.#seen.at.byteLength;
    return this.#clauses.memoryBytes + this.#questions.memoryBytes + rounds;
  }

  /**
   * Adds a rule under a number, in place of the one that had the number. Some microseconds for a usual rule, whatever
   * the number of rules and objects.
   *
   * @throws Error for a memberOf rule, or one about other objects than the table's.
   */
  setRule(id: number, rule: CheckedRule): void {
    if (!canIndex(rule)) throw new Error('a memberOf rule cannot be indexed');
    if (rule.objectType !== this.table.type) throw new Error(`the index is about ${this.table.type} objects`);
    this.removeRule(id);
    this.#add(id, rule);
  }

  /** Takes a rule out; does nothing when there is none of this number. */
  removeRule(id: number): void {
    const entry = this.#rules.get(id);
    if (entry === undefined) return;
    this.#rules.delete(id);
    for (const clause of entry.clauses) {
      const owners = this.#owners[clause]!;
      owners.splice(owners.indexOf(entry), 1);
      if (owners.length > 0) continue;
      for (const term of this.#clauses.termsOf(clause)) this.#questions.release(term >>> 2);
      this.#clauses.remove(clause);
    }
  }

  /**
   * The numbers of the rules that the object in a row starts and stops satisfying, in no particular order, when the
   * properties named in `valuesAfter` change from `valuesBefore`, at the instant `now`. What is not named is read from
   * the table; the table may hold the named properties as before, as after or not at all. Neither list has repeats.
   */
  flips(row: number, valuesBefore: Values, valuesAfter: Values, now: Instant): Flips {
    this.#look(row, valuesBefore, valuesAfter, now);
    const gained: number[] = [];
    const lost: number[] = [];
    const { moved } = this.#answers;
    for (let i = 0; i < moved.length; i += 1) this.#follow(moved[i]!, gained, lost);
    return { gained, lost };
  }

  /** The numbers of all rules that the object in a row satisfies at `now`, in no particular order. */
  rulesOf(row: number, now: Instant): number[] {
    return this.#satisfied(row, {}, now);
  }

  /** The numbers of all rules that an object with these values would satisfy, whether or not the table has it. */
  rulesSatisfiedBy(values: Values, now: Instant): number[] {
    return this.#satisfied(-1, values, now);
  }

  #satisfied(row: number, values: Values, now: Instant): number[] {
    this.#look(row, values, values, now);
    const found: number[] = [];
    const { alive, aliveCount, marks, round } = this.#answers;
    const { firstGroup, nextGroup, partners, heads, nextSlot, clauseOfSlot, starts } = this.#clauses;
    for (let i = 0; i < aliveCount; i += 1) {
      for (let group = firstGroup.at[alive.at[i]!]!; group !== 0; group = nextGroup.at[group]!) {
        if (marks.at[partners.at[group]!]! < round) continue;
        for (let slot = heads.at[group]!; slot !== 0; slot = nextSlot.at[slot]!) {
          const clause = clauseOfSlot.at[slot]!;
          if (starts.at[clause] === slot) this.#collect(clause, found);
        }
      }
    }
    for (const clause of this.#clauses.unreachable) this.#collect(clause, found);
    return found;
  }

  #collect(clause: number, found: number[]): void {
    if (this.#bitsOf(clause) === 0) return;
    const { round } = this.#answers;
    for (const rule of this.#owners[clause]!) {
      if (rule.decidedAt === round) continue;
      rule.decidedAt = round;
      found.push(rule.id);
    }
  }

  #look(row: number, valuesBefore: Values, valuesAfter: Values, now: Instant): void {
    this.#answers.look(row, valuesBefore, valuesAfter, now);
    if (!this.#questions.isOutgrown && !this.#answers.isWornOut) return;
    this.#startAnew();
    this.#answers.look(row, valuesBefore, valuesAfter, now);
  }

  /** Visits the clauses that a moved question can flip, through groups or through what is true, whichever is less. */
  #follow(question: number, gained: number[], lost: number[]): void {
    const { alive, aliveCount, marks, round } = this.#answers;
    const { firstGroup, groupCounts, nextGroup, partners, heads } = this.#clauses;
    if (groupCounts.at[question]! <= 2 * aliveCount) {
      for (let group = firstGroup.at[question]!; group !== 0; group = nextGroup.at[group]!) {
        if (marks.at[partners.at[group]!]! >= round) this.#scan(heads.at[group]!, gained, lost);
      }
      return;
    }
    this.#scan(heads.at[this.#clauses.groupOf(question, 0)]!, gained, lost);
    for (let i = 0; i < aliveCount; i += 1) {
      const group = this.#clauses.groupOf(question, alive.at[i]!);
      if (group !== 0) this.#scan(heads.at[group]!, gained, lost);
    }
  }

  /** Looks at the clauses of a group. A clause whose bits are those of one side only flips. */
  #scan(head: number, gained: number[], lost: number[]): void {
    const { round } = this.#answers;
    const clauseOfSlot = this.#clauses.clauseOfSlot.at;
    const nextSlot = this.#clauses.nextSlot.at;
    const seen = this.#seen.at;
    for (let slot = head; slot !== 0; slot = nextSlot[slot]!) {
      const clause = clauseOfSlot[slot]!;
      if (seen[clause] === round) continue;
      seen[clause] = round;
      const bits = this.#bitsOf(clause);
      if (bits !== before && bits !== after) continue;
      for (const rule of this.#owners[clause]!) {
        const flipped = rule.clauses.length === 1 ? bits : this.#decide(rule);
        if (flipped === before) lost.push(rule.id);
        else if (flipped === after) gained.push(rule.id);
      }
    }
  }

  /** Whether the clause holds before and after, as two bits. */
  #bitsOf(clause: number): number {
    const answers = this.#answers;
    const { round } = answers;
    const marks = answers.marks.at;
    const terms = this.#clauses.terms.at;
    const end = this.#clauses.ends.at[clause]!;
    let bits = both;
    for (let slot = this.#clauses.starts.at[clause]!; slot < end && bits !== 0; slot += 1) {
      const term = terms[slot]!;
      const mark = marks[term >>> 2]!;
      const found = mark >= round ? mark & both : (term & 2) !== 0 ? answers.ask(term >>> 2) : 0;
      bits &= (term & 1) === 0 ? found : found ^ both;
    }
    return bits;
  }

  /** Whether a rule of several clauses holds before and after; 0 when it was decided in this round already. */
  #decide(rule: IndexedRule): number {
    const { round } = this.#answers;
    if (rule.decidedAt === round) return 0;
    rule.decidedAt = round;
    let bits = 0;
    for (let i = 0; i < rule.clauses.length && bits !== both; i += 1) bits |= this.#bitsOf(rule.clauses[i]!);
    return bits;
  }

  #add(id: number, rule: CheckedRule): void {
    const found = clausesOfRule(rule, this.limits.mostClauses);
    const clauses = new Set(found.map((clause) => this.#clauseFor(clause)));
    const entry: IndexedRule = { id, rule, clauses: [...clauses], decidedAt: 0 };
    this.#rules.set(id, entry);
    for (const clause of clauses) {
      this.#seen.reach(clause);
      const owners = this.#owners[clause];
      if (owners === undefined) this.#owners[clause] = [entry];
      else owners.push(entry);
    }
  }

  /** The clause with these terms; a clause that is new holds one use of each of its questions. */
  #clauseFor(clause: Clause): number {
    const terms = clause.map((term) => this.#pack(term)).sort((a, b) => this.#compare(a, b));
    const known = this.#clauses.find(terms);
    if (known === 0) return this.#clauses.add(terms);
    for (const term of terms) this.#questions.release(term >>> 2);
    return known;
  }

  #pack({ question, isNegated }: Term): number {
    const id = this.#questions.take(question);
    return id * 4 + (this.#questions.isAsked(id) ? 2 : 0) + (isNegated ? 1 : 0);
  }

  /** What must be true and is kept comes first, the rarest before others; then what must be false; then what is asked. */
  #compare(a: number, b: number): number {
    const rank = (term: number) => {
      if ((term & 2) !== 0) return this.#questions.question(term >>> 2).isCostly ? 3 : 2;
      return term & 1;
    };
    return rank(a) - rank(b) || this.#questions.share(a >>> 2) - this.#questions.share(b >>> 2) || a - b;
  }

  #startAnew(): void {
    this.#questions = new QuestionTable(this.table, this.limits.mostKeptValues);
    this.#answers = new Answers(this.table, this.#questions);
    this.#clauses = new ClauseStore();
    this.#owners = [];
    this.#seen = new Numbers();
    for (const { id, rule } of [...this.#rules.values()]) this.#add(id, rule);
  }
}
