import type { Answers } from './answers.ts';
import { clauseWord, nextWord, ownersWord, seenWord, slotWords } from './clause-store.ts';
import { NumberStack } from './numbers.ts';
import type { RuleClauses } from './rule-clauses.ts';

/** The rules whose answer about an object a change turns round, by their numbers. */
export interface Flips {
  readonly gained: number[];
  readonly lost: number[];
}

const before = 1;
const after = 2;
const both = before + after;

/** Finds the clauses that flip or hold for the object that the answers are about, and with them the rules. */
export class ClauseSearch {
  /** Rules of several clauses that are decided already. */
  readonly #decided = new Set<number>();
  /** What the steps of a search hand on: slots, and owners of clauses. */
  readonly #heads = new NumberStack();
  readonly #lost = new NumberStack();
  readonly #gained = new NumberStack();

  constructor(
    private readonly rules: RuleClauses,
    private readonly answers: Answers,
  ) {}

  /**
   * The rules that flip. The steps are loops of their own, each over what the one before found: so short that the
   * processor fetches ahead what later turns need.
   */
  flips(): Flips {
    const flips: Flips = { gained: [], lost: [] };
    if (this.#decided.size > 0) this.#decided.clear();
    this.#findGroups();
    this.#findClauses();
    for (let i = 0; i < this.#lost.size; i += 1) this.#flipOwners(this.#lost.at[i]!, before, flips);
    for (let i = 0; i < this.#gained.size; i += 1) this.#flipOwners(this.#gained.at[i]!, after, flips);
    return flips;
  }

  /** The rules that hold. */
  satisfied(): number[] {
    const found: number[] = [];
    if (this.#decided.size > 0) this.#decided.clear();
    const { alive, marks, round } = this.answers;
    const { clauses } = this.rules;
    const { directory, items } = clauses.groups;
    const slots = clauses.slots.at;
    for (let i = 0; i < alive.size; i += 1) {
      const entry = 4 * alive.at[i]!;
      const end = directory.at[entry]! + 2 * directory.at[entry + 1]!;
      for (let at = directory.at[entry]!; at < end; at += 2) {
        if (marks.at[items.at[at]!]! < round) continue;
        for (let slot = items.at[at + 1]!; slot !== 0; slot = slots[slot + nextWord]!) {
          if (slots[slot + clauseWord] === slot) this.#collect(slot, found);
        }
      }
    }
    for (const clause of clauses.unreachable) this.#collect(clause, found);
    return found;
  }

  #collect(clause: number, found: number[]): void {
    if (this.#bitsOf(clause) === 0) return;
    const owners = this.rules.clauses.slots.at[clause + ownersWord]!;
    if ((owners & 1) === 1) {
      found.push(owners >>> 1);
      return;
    }
    const { directory, items } = this.rules.owners.lists;
    const end = directory.at[2 * owners]! + directory.at[2 * owners + 1]!;
    for (let at = directory.at[2 * owners]!; at < end; at += 1) {
      const owner = items.at[at]!;
      if ((owner & 1) === 1 && this.#decided.has(owner)) continue;
      if ((owner & 1) === 1) this.#decided.add(owner);
      found.push(owner >>> 1);
    }
  }

  /** Finds the first slots of the groups in which a moved question stands together with one that is true. */
  #findGroups(): void {
    const { moved, round } = this.answers;
    const marks = this.answers.marks.at;
    const { groups } = this.rules.clauses;
    const directory = groups.directory.at;
    const items = groups.items.at;
    this.#heads.size = 0;
    for (let i = 0; i < moved.size; i += 1) {
      const entry = 4 * moved.at[i]!;
      const start = directory[entry]!;
      const end = start + 2 * directory[entry + 1]!;
      for (let at = start; at < end; at += 2) if (marks[items[at]!]! >= round) this.#heads.push(items[at + 1]!);
    }
  }

  /** Finds, in these groups, the owners of the clauses that have the bit of one side only. */
  #findClauses(): void {
    const { round } = this.answers;
    const slots = this.rules.clauses.slots.at;
    this.#lost.size = 0;
    this.#gained.size = 0;
    for (let i = 0; i < this.#heads.size; i += 1) {
      for (let slot = this.#heads.at[i]!; slot !== 0; slot = slots[slot + nextWord]!) {
        const clause = slots[slot + clauseWord]!;
        // INVARIANT: no question moves twice in a round, so a clause of one term is met only once.
        if (slots[clause + slotWords + clauseWord] === clause) {
          if (slots[clause + seenWord] === round) continue;
          slots[clause + seenWord] = round;
        }
        const bits = this.#bitsOf(clause);
        if (bits === before) this.#lost.push(slots[clause + ownersWord]!);
        else if (bits === after) this.#gained.push(slots[clause + ownersWord]!);
      }
    }
  }

  #flipOwners(owners: number, bits: number, { gained, lost }: Flips): void {
    if ((owners & 1) === 1) {
      (bits === before ? lost : gained).push(owners >>> 1);
      return;
    }
    const { directory, items } = this.rules.owners.lists;
    const end = directory.at[2 * owners]! + directory.at[2 * owners + 1]!;
    for (let at = directory.at[2 * owners]!; at < end; at += 1) {
      const owner = items.at[at]!;
      const flipped = (owner & 1) === 0 ? bits : this.#decide(owner);
      if (flipped === before) lost.push(owner >>> 1);
      else if (flipped === after) gained.push(owner >>> 1);
    }
  }

  /** Whether a rule of several clauses holds before and after, as two bits; 0 when it is decided already. */
  #decide(owner: number): number {
    if (this.#decided.has(owner)) return 0;
    this.#decided.add(owner);
    let bits = 0;
    for (const clause of this.rules.clausesOf(owner >>> 1)) {
      bits |= this.#bitsOf(clause);
      if (bits === both) break;
    }
    return bits;
  }

  /** Whether the clause holds before and after, as two bits. */
  #bitsOf(clause: number): number {
    const { answers } = this;
    const { round } = answers;
    const marks = answers.marks.at;
    const slots = this.rules.clauses.slots.at;
    let bits = both;
    for (let slot = clause; bits !== 0 && slots[slot + clauseWord] === clause; slot += slotWords) {
      const term = slots[slot]!;
      const mark = marks[term >>> 2]!;
      const found = mark >= round ? mark & both : (term & 2) !== 0 ? answers.ask(term >>> 2) : 0;
      bits &= (term & 1) === 0 ? found : found ^ both;
    }
    return bits;
  }
}
