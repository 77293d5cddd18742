import type { CheckedRule, ColumnTable } from '@muster/rules';
import type { Attribute } from './attribute.ts';
import { ClauseOwners } from './clause-owners.ts';
import { type ClauseNumber, type ClauseTerms, ClauseWords, type PackedTerm } from './clause-words.ts';
import { type Clause, clausesOfRule } from './clauses-of-rule.ts';
import { questionOfTerms, type Term } from './question.ts';
import { QuestionTable } from './question-table.ts';

/** Bounds on what the index spends. */
export interface RuleIndexLimits {
  /** Of a property with more distinct values, what each of them answers to general questions is not kept. */
  readonly mostKeptValues: number;
  /** A part of a rule that would need more clauses stays one question. */
  readonly mostClauses: number;
}

/** What was put together of a clause, so that it can be taken apart. */
interface HeldClause {
  readonly key: string;
  readonly terms: ClauseTerms;
}

/** Rules taken apart: their distinct clauses and, in these, their distinct questions. */
export class RuleClauses {
  readonly questions: QuestionTable;
  readonly clauses: ClauseWords;
  readonly owners = new ClauseOwners();
  readonly #rules = new Map<number, { readonly rule: CheckedRule; readonly clauses: readonly ClauseNumber[] }>();
  readonly #byKey = new Map<string, ClauseNumber>();
  readonly #held: (HeldClause | undefined)[] = [];

  constructor(
    table: ColumnTable,
    private readonly limits: RuleIndexLimits,
  ) {
    this.questions = new QuestionTable(table, limits.mostKeptValues);
    this.clauses = new ClauseWords(this.questions.pool);
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

  clausesOf(id: number): readonly ClauseNumber[] {
    return this.#rules.get(id)!.clauses;
  }

  /** Adds a rule under a number that is free. */
  add(id: number, rule: CheckedRule): void {
    const found = clausesOfRule(rule, this.limits.mostClauses);
    const clauses = [...new Set(found.map((clause) => this.#clauseFor(clause)))];
    this.#rules.set(id, { rule, clauses });
    for (const clause of clauses) {
      this.#setOwners(clause, this.owners.add(this.clauses.owners.at[clause]!, id, clauses.length > 1));
    }
  }

  /** Takes a rule out; does nothing when there is none of this number. */
  remove(id: number): void {
    const clauses = this.#rules.get(id)?.clauses ?? [];
    this.#rules.delete(id);
    for (const clause of clauses) {
      const rest = this.owners.remove(this.clauses.owners.at[clause]!, id, clauses.length > 1);
      if (rest === 0) this.#removeClause(clause);
      else this.#setOwners(clause, rest);
    }
  }

  #setOwners(clause: ClauseNumber, owners: number): void {
    this.clauses.setOwners(clause, owners, (owners & 1) === 1);
  }

  /** The clause with these terms. A clause that is new holds one use of each of its questions. */
  #clauseFor(clause: Clause): ClauseNumber {
    const terms = this.#take(clause);
    const key = keyOf(terms);
    const known = this.#byKey.get(key);
    if (known !== undefined) {
      this.#release(terms);
      return known;
    }
    const added = this.clauses.add(terms);
    this.#byKey.set(key, added);
    this.#held[added] = { key, terms };
    for (const { term, attribute } of terms.single) {
      this.questions.places.append(term >>> 1, 2 * this.clauses.placeIn(added, attribute) + (term & 1));
    }
    for (const term of terms.others) this.questions.places.append(term >>> 1, 2 * added + (term & 1));
    return added;
  }

  #removeClause(clause: ClauseNumber): void {
    const { key, terms } = this.#held[clause]!;
    const { places } = this.questions;
    for (const { term, attribute } of terms.single) {
      const place = 2 * this.clauses.placeIn(clause, attribute) + (term & 1);
      places.removeAt(term >>> 1, places.find(term >>> 1, place));
      attribute.bits.drop();
    }
    for (const term of terms.others) places.removeAt(term >>> 1, places.find(term >>> 1, 2 * clause + (term & 1)));
    this.clauses.remove(clause);
    this.#byKey.delete(key);
    this.#held[clause] = undefined;
    this.#release(terms);
  }

  /** The terms with their questions' numbers: those about the values of one property put together as one. */
  #take(clause: Clause): ClauseTerms {
    const byAttribute = new Map<Attribute, Term[]>();
    const others: PackedTerm[] = [];
    for (const term of clause) {
      const attribute = this.questions.bitsFor(term.question);
      if (attribute === undefined) others.push(this.#pack(term));
      else byAttribute.set(attribute, [...(byAttribute.get(attribute) ?? []), term]);
    }
    const single = [...byAttribute].map(([attribute, [first, ...more]]) => {
      const term = more.length === 0 ? first! : { question: questionOfTerms([first!, ...more]), isNegated: false };
      const { exact } = term.question;
      const value = exact instanceof Set && exact.size === 1 && !term.isNegated ? [...exact][0] : undefined;
      return { term: this.#pack(term), attribute, value };
    });
    return { single, others: others.sort((a, b) => this.#compare(a, b)) };
  }

  #release({ single, others }: ClauseTerms): void {
    for (const { term } of single) this.questions.release(term >>> 1);
    for (const term of others) this.questions.release(term >>> 1);
  }

  #pack({ question, isNegated }: Term): PackedTerm {
    return 2 * this.questions.take(question) + (isNegated ? 1 : 0);
  }

  /** What is kept comes first, what is costly to ask last. */
  #compare(a: PackedTerm, b: PackedTerm): number {
    const rank = (term: PackedTerm) => {
      if (this.questions.asked.at[term >>> 1] === 0) return 0;
      return this.questions.question(term >>> 1).isCostly ? 2 : 1;
    };
    return rank(a) - rank(b) || a - b;
  }
}

function keyOf({ single, others }: ClauseTerms): string {
  return [...single.map(({ term }) => term).sort((a, b) => a - b), ...others].join();
}
