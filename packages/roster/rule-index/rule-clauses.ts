import type { CheckedRule, ColumnTable } from '@muster/rules';
import { ClauseOwners } from './clause-owners.ts';
import { ClauseStore, ownersWord, type PackedTerm } from './clause-store.ts';
import { type Clause, clausesOfRule, type Term } from './clauses-of-rule.ts';
import { QuestionTable } from './question-table.ts';

/** Bounds on what the index spends. */
export interface RuleIndexLimits {
  /** Of a property with more distinct values, what each of them answers to general questions is not kept. */
  readonly mostKeptValues: number;
  /** A part of a rule that would need more clauses stays one question. */
  readonly mostClauses: number;
}

/** Rules taken apart: their distinct clauses and, in these, their distinct questions. */
export class RuleClauses {
  readonly questions: QuestionTable;
  readonly clauses = new ClauseStore();
  readonly owners = new ClauseOwners();
  readonly #rules = new Map<number, { readonly rule: CheckedRule; readonly clauses: readonly number[] }>();

  constructor(
    table: ColumnTable,
    private readonly limits: RuleIndexLimits,
  ) {
    this.questions = new QuestionTable(table, limits.mostKeptValues);
  }

  get size(): number {
    return this.#rules.size;
  }

  get memoryBytes(): number {
    return this.questions.memoryBytes + this.clauses.memoryBytes + this.owners.memoryBytes;
  }

  /** The rules with their numbers. */
  *rules(): Iterable<[id: number, rule: CheckedRule]> {
    for (const [id, { rule }] of this.#rules) yield [id, rule];
  }

  clausesOf(id: number): readonly number[] {
    return this.#rules.get(id)!.clauses;
  }

  /** Adds a rule under a number that is free. */
  add(id: number, rule: CheckedRule): void {
    const found = clausesOfRule(rule, this.limits.mostClauses);
    const clauses = [...new Set(found.map((clause) => this.#clauseFor(clause)))];
    this.#rules.set(id, { rule, clauses });
    for (const clause of clauses) {
      const slots = this.clauses.slots.at;
      slots[clause + ownersWord] = this.owners.add(slots[clause + ownersWord]!, id, clauses.length > 1);
    }
  }

  /** Takes a rule out; does nothing when there is none of this number. */
  remove(id: number): void {
    const clauses = this.#rules.get(id)?.clauses ?? [];
    for (const clause of clauses) {
      const slots = this.clauses.slots.at;
      const rest = this.owners.remove(slots[clause + ownersWord]!, id, clauses.length > 1);
      slots[clause + ownersWord] = rest;
      if (rest !== 0) continue;
      for (const term of this.clauses.termsOf(clause)) this.questions.release(term >>> 2);
      this.clauses.remove(clause);
    }
    this.#rules.delete(id);
  }

  /** The clause with these terms. A clause that is new holds one use of each of its questions. */
  #clauseFor(clause: Clause): number {
    const terms = clause.map((term) => this.#pack(term)).sort((a, b) => this.#compare(a, b));
    const known = this.clauses.find(terms);
    if (known === 0) return this.clauses.add(terms);
    for (const term of terms) this.questions.release(term >>> 2);
    return known;
  }

  #pack({ question, isNegated }: Term): PackedTerm {
    const id = this.questions.take(question);
    return id * 4 + (this.questions.isAsked(id) ? 2 : 0) + (isNegated ? 1 : 0);
  }

  /** What must be true and is kept comes first, the rarest before others; then what must be false; then what is asked. */
  #compare(a: PackedTerm, b: PackedTerm): number {
    const rank = (term: PackedTerm) => {
      if ((term & 2) !== 0) return this.questions.question(term >>> 2).isCostly ? 3 : 2;
      return term & 1;
    };
    return rank(a) - rank(b) || this.questions.share(a >>> 2) - this.questions.share(b >>> 2) || a - b;
  }
}
