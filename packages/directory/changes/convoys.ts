import type { ObjectId } from '@muster/kernel';
import { runConvoy, type Traveller } from './run-convoy.ts';

/** The most changes that share a transaction. Larger ones gain nothing, and keep their first change waiting. */
const mostTravellers = 64;

/** Convoys under way at a time: while the database stores one, the process decides the next. */
const mostUnderWay = 2;

/**
 * Lets changes of single users that arrive while others are being written travel together: one transaction for all that
 * wait. A change that finds nothing under way leaves at once and alone. Changes of one user stay in the order in which
 * they came, each in a convoy of its own.
 *
 * Processes meet at the locks of the database.
 */
export class Convoys {
  /** In order of arrival. */
  #waiting: Traveller[] = [];
  /** Users with a change under way. */
  readonly #away = new Set<ObjectId>();
  #underWay = 0;
  #isGathering = false;

  /** Takes the change in; its promise is settled when its own outcome is known. */
  join(traveller: Traveller): void {
    this.#waiting.push(traveller);
    if (!this.#isGathering) this.#depart();
  }

  #depart(): void {
    while (this.#underWay < mostUnderWay) {
      const travellers = this.#takeNext();
      if (travellers.length === 0) return;
      void this.#travel(travellers);
    }
  }

  async #travel(travellers: readonly Traveller[]): Promise<void> {
    this.#underWay++;
    for (const { id } of travellers) this.#away.add(id);
    await runConvoy(travellers);
    this.#underWay--;
    for (const { id } of travellers) this.#away.delete(id);
    if (travellers.length > 1 || this.#waiting.length > 0) this.#gather();
  }

  /** Whoever is answered now and asks for the next change at once travels with those who wait. */
  #gather(): void {
    this.#isGathering = true;
    setImmediate(() => {
      this.#isGathering = false;
      this.#depart();
    });
  }

  /** The first who wait, without those who come after another change of their user. */
  #takeNext(): readonly Traveller[] {
    const [next, rest]: [Traveller[], Traveller[]] = [[], []];
    const passed = new Set<ObjectId>();
    for (const traveller of this.#waiting) {
      const mayLeave = next.length < mostTravellers && !this.#away.has(traveller.id) && !passed.has(traveller.id);
      passed.add(traveller.id);
      (mayLeave ? next : rest).push(traveller);
    }
    this.#waiting = rest;
    return next;
  }
}
