import { Numbers } from './numbers.ts';
import { PairMap } from './pair-map.ts';

/** A question's number with its flags: 1 when the answer must be no, 2 when it is asked instead of kept. */
export type PackedTerm = number;

/** Whether a clause can be reached through the term: only with it can the clause hold, and its answers are kept. */
function isHandle(term: PackedTerm): boolean {
  return (term & 3) === 0;
}

/**
 * Conjunctions of terms, each stored once, in typed arrays. The place of a term in a clause is a slot. Slots are in
 * groups: those of one question in clauses that, apart from it, first need one and the same other question, the partner
 * (0 when there is none). So the clauses that a question can flip are those in the groups whose partner is true.
 *
 * INVARIANT: terms of a clause come with the rarest question that must be true first, and what is asked last.
 */
export class ClauseStore {
  readonly terms = new Numbers();
  readonly nextSlot = new Numbers();
  readonly clauseOfSlot = new Numbers();
  /** The slots of a clause are those from its start to before its end. */
  readonly starts = new Numbers();
  readonly ends = new Numbers();
  /** Groups: the partner, the first slot, and the next group of the same question. */
  readonly partners = new Numbers();
  readonly heads = new Numbers();
  readonly nextGroup = new Numbers();
  /** For every question its first group and how many it has. */
  readonly firstGroup = new Numbers();
  readonly groupCounts = new Numbers();
  /** Clauses without any question that must be true and is kept. */
  readonly unreachable = new Set<number>();
  readonly #groups = new PairMap();
  readonly #freeSlots = new Map<number, number[]>();
  readonly #freeClauses: number[] = [];
  readonly #freeGroups: number[] = [];
  #slotEnd = 1;
  #clauseEnd = 1;
  #groupEnd = 1;

  get memoryBytes(): number {
    const arrays = [this.terms, this.nextSlot, this.clauseOfSlot, this.starts, this.ends, this.partners];
    const others = [this.heads, this.nextGroup, this.firstGroup, this.groupCounts];
    return [...arrays, ...others].reduce((sum, each) => sum + each.at.byteLength, this.#groups.memoryBytes);
  }

  /** The group of a question's slots with a partner; 0 when there is none. */
  groupOf(question: number, partner: number): number {
    return this.#groups.get(question, partner);
  }

  /** The clause with exactly these terms in this order; 0 when there is none. Costs what shares the first two terms. */
  find(terms: readonly PackedTerm[]): number {
    const group = this.groupOf(terms[0]! >>> 2, partnerOf(terms, 0));
    for (let slot = this.heads.at[group]!; slot !== 0; slot = this.nextSlot.at[slot]!) {
      const clause = this.clauseOfSlot.at[slot]!;
      if (this.starts.at[clause] === slot && this.#hasTerms(clause, terms)) return clause;
    }
    return 0;
  }

  /** Adds a clause that is not there yet. */
  add(terms: readonly PackedTerm[]): number {
    const clause = this.#freeClauses.pop() ?? this.#clauseEnd++;
    const start = this.#takeSlots(terms.length);
    this.starts.set(clause, start);
    this.ends.set(clause, start + terms.length);
    for (const [i, term] of terms.entries()) {
      this.terms.set(start + i, term);
      this.clauseOfSlot.set(start + i, clause);
      this.#link(start + i, term >>> 2, partnerOf(terms, i));
    }
    if (!isHandle(terms[0]!)) this.unreachable.add(clause);
    return clause;
  }

  /** Takes a clause out. Costs what is in its terms' groups. */
  remove(clause: number): void {
    const terms = this.termsOf(clause);
    const start = this.starts.at[clause]!;
    for (const [i, term] of terms.entries()) this.#unlink(start + i, term >>> 2, partnerOf(terms, i));
    this.unreachable.delete(clause);
    this.#freeClauses.push(clause);
    const free = this.#freeSlots.get(terms.length);
    if (free === undefined) this.#freeSlots.set(terms.length, [start]);
    else free.push(start);
  }

  termsOf(clause: number): readonly PackedTerm[] {
    return [...this.terms.at.subarray(this.starts.at[clause], this.ends.at[clause])];
  }

  #hasTerms(clause: number, terms: readonly PackedTerm[]): boolean {
    const start = this.starts.at[clause]!;
    const isAsLong = this.ends.at[clause]! - start === terms.length;
    return isAsLong && terms.every((term, i) => this.terms.at[start + i] === term);
  }

  #takeSlots(count: number): number {
    const free = this.#freeSlots.get(count)?.pop();
    if (free !== undefined) return free;
    this.#slotEnd += count;
    return this.#slotEnd - count;
  }

  #link(slot: number, question: number, partner: number): void {
    const group = this.groupOf(question, partner) || this.#addGroup(question, partner);
    this.nextSlot.set(slot, this.heads.at[group]!);
    this.heads.at[group] = slot;
  }

  #unlink(slot: number, question: number, partner: number): void {
    const group = this.groupOf(question, partner);
    const next = this.nextSlot.at;
    let before = 0;
    for (let at = this.heads.at[group]!; at !== slot; at = next[at]!) before = at;
    if (before !== 0) next[before] = next[slot]!;
    else this.heads.at[group] = next[slot]!;
    if (this.heads.at[group] === 0) this.#removeGroup(group, question, partner);
  }

  #addGroup(question: number, partner: number): number {
    const group = this.#freeGroups.pop() ?? this.#groupEnd++;
    this.partners.set(group, partner);
    this.heads.set(group, 0);
    this.firstGroup.reach(question);
    this.groupCounts.reach(question);
    this.nextGroup.set(group, this.firstGroup.at[question]!);
    this.firstGroup.at[question] = group;
    this.groupCounts.at[question]! += 1;
    this.#groups.set(question, partner, group);
    return group;
  }

  #removeGroup(group: number, question: number, partner: number): void {
    const next = this.nextGroup.at;
    let before = 0;
    for (let at = this.firstGroup.at[question]!; at !== group; at = next[at]!) before = at;
    if (before !== 0) next[before] = next[group]!;
    else this.firstGroup.at[question] = next[group]!;
    this.groupCounts.at[question]! -= 1;
    this.#groups.delete(question, partner);
    this.#freeGroups.push(group);
  }
}

/** The question that must be true besides that of the term at `i`. */
function partnerOf(terms: readonly PackedTerm[], i: number): number {
  const other = terms[i === 0 ? 1 : 0];
  return other !== undefined && isHandle(other) ? other >>> 2 : 0;
}
