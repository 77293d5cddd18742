import { NumberLists } from './number-lists.ts';
import { Numbers } from './numbers.ts';

/** A question's number times 4, plus 1 when the answer must be no, plus 2 when it is asked instead of kept. */
export type PackedTerm = number;

/** Whether a clause can be reached through the term: it must be true, and its answers are kept. */
function isHandle(term: PackedTerm): boolean {
  return (term & 3) === 0;
}

/** The words of a slot after its term. A slot's number is the position of its first word. */
export const slotWords = 4;
export const nextWord = 1;
export const clauseWord = 2;
/** Of a clause's first slot. */
export const ownersWord = 3;
/** Of a clause, in its second slot: the round in which it was last looked at. */
export const seenWord = slotWords + 3;

/**
 * Conjunctions of terms, each stored once. The place of a term in a clause is a slot; those of a clause stand side by
 * side, and the first one's number is the clause's. A slot has four words: the term; the next slot of its group; its
 * clause; in the first slot the clause's owners, in the second the round in which it was last looked at.
 *
 * Slots are in groups: those of one question in clauses that, apart from it, first need one and the same other question,
 * the partner (0 when there is none). The clauses that a question can flip are in the groups whose partner is true.
 *
 * INVARIANT: terms of a clause come with the rarest question that must be true first, and what is asked last.
 */
export class ClauseStore {
  readonly slots = new Numbers();
  /** For every question its groups: the partner and the first slot. */
  readonly groups = new NumberLists(2);
  /** Clauses without any question that must be true and is kept. */
  readonly unreachable = new Set<number>();
  /** Free stretches of slots, by length. */
  readonly #free = new Map<number, number[]>();
  #end = slotWords;

  get memoryBytes(): number {
    return this.slots.at.byteLength + this.groups.memoryBytes;
  }

  /** The clause with exactly these terms in this order; 0 when there is none. Costs what shares the first two terms. */
  find(terms: readonly PackedTerm[]): number {
    const slots = this.slots.at;
    for (let slot = this.#headOf(terms[0]! >>> 2, partnerOf(terms, 0)); slot !== 0; slot = slots[slot + nextWord]!) {
      if (slots[slot + clauseWord] === slot && this.#hasTerms(slot, terms)) return slot;
    }
    return 0;
  }

  /** Adds a clause that is not there yet, without owners. */
  add(terms: readonly PackedTerm[]): number {
    const clause = this.#takeSlots(terms.length);
    for (const [i, term] of terms.entries()) {
      const slot = clause + i * slotWords;
      const partner = partnerOf(terms, i);
      this.slots.at.set([term, this.#headOf(term >>> 2, partner), clause, 0], slot);
      this.#setHead(term >>> 2, partner, slot);
    }
    if (!isHandle(terms[0]!)) this.unreachable.add(clause);
    return clause;
  }

  /** Takes a clause out. Costs what is in its terms' groups. */
  remove(clause: number): void {
    const terms = this.termsOf(clause);
    for (const [i, term] of terms.entries()) this.#unlink(clause + i * slotWords, term >>> 2, partnerOf(terms, i));
    this.slots.at.fill(0, clause, clause + terms.length * slotWords);
    this.unreachable.delete(clause);
    const free = this.#free.get(terms.length);
    if (free === undefined) this.#free.set(terms.length, [clause]);
    else free.push(clause);
  }

  termsOf(clause: number): readonly PackedTerm[] {
    const slots = this.slots.at;
    const terms: PackedTerm[] = [];
    for (let slot = clause; slots[slot + clauseWord] === clause; slot += slotWords) terms.push(slots[slot]!);
    return terms;
  }

  #hasTerms(clause: number, terms: readonly PackedTerm[]): boolean {
    const slots = this.slots.at;
    if (slots[clause + terms.length * slotWords + clauseWord] === clause) return false;
    return terms.every((term, i) => {
      const slot = clause + i * slotWords;
      return slots[slot] === term && slots[slot + clauseWord] === clause;
    });
  }

  /** Room for so many slots; after the last slot there is always an empty one. */
  #takeSlots(count: number): number {
    const free = this.#free.get(count)?.pop();
    if (free !== undefined) return free;
    const first = this.#end;
    this.#end += count * slotWords;
    this.slots.reach(this.#end + slotWords);
    return first;
  }

  #headOf(question: number, partner: number): number {
    const at = this.groups.find(question, partner);
    return at < 0 ? 0 : this.groups.items.at[at + 1]!;
  }

  /** A group without slots is none. */
  #setHead(question: number, partner: number, slot: number): void {
    const at = this.groups.find(question, partner);
    if (at < 0) this.groups.append(question, partner, slot);
    else if (slot === 0) this.groups.removeAt(question, at);
    else this.groups.items.at[at + 1] = slot;
  }

  #unlink(slot: number, question: number, partner: number): void {
    const slots = this.slots.at;
    const next = slots[slot + nextWord]!;
    let at = this.#headOf(question, partner);
    if (at === slot) {
      this.#setHead(question, partner, next);
      return;
    }
    while (slots[at + nextWord] !== slot) at = slots[at + nextWord]!;
    slots[at + nextWord] = next;
  }
}

/** The question that must be true besides that of the term at `i`. */
function partnerOf(terms: readonly PackedTerm[], i: number): number {
  const other = terms[i === 0 ? 1 : 0];
  return other !== undefined && isHandle(other) ? other >>> 2 : 0;
}
