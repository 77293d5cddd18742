/*
 * Which places of the log may a reader step over?
 *
 * Places are handed out before commit, so a missing one belongs to a transaction that is still open or was rolled back.
 * A writer has its transaction id before it takes its place. So once a place is visible, the holders of all lower ones
 * have had their ids for a while; a fresh id handed out afterwards, the horizon, is above all of theirs. In a snapshot
 * whose lowest running id is the horizon or more they all have ended, and what is missing there was rolled back.
 *
 * The horizon must be handed out on purpose: the upper end of a snapshot is only one past the highest id that has
 * ended, and open transactions may have higher ones.
 */

/** One row of the log's index, in one database snapshot. */
export interface VisiblePlaces {
  /** Ascending, all above the position read from. */
  readonly places: readonly number[];
  /** Lowest transaction id still running in the snapshot. */
  readonly xmin: bigint;
}

interface Horizon {
  /** Missing places below this one are covered. */
  readonly below: number;
  readonly id: bigint;
}

/** The most horizons remembered; a forgotten one is taken anew. */
const maxHorizons = 64;

/** Remembers horizons, for all readers of the log in this process. */
export class SettledLog {
  #horizons: Horizon[] = [];

  /** The places that can be given to a reader at `position`: those before the first gap that may still be filled. */
  settled(position: number, { places, xmin }: VisiblePlaces): readonly number[] {
    const rolledBackBelow = Math.max(0, ...this.#horizons.filter(({ id }) => id <= xmin).map(({ below }) => below));
    let next = position + 1;
    for (const [index, place] of places.entries()) {
      // Everything missing between two visible places is below the second.
      if (place !== next && place > rolledBackBelow) return places.slice(0, index);
      next = place + 1;
    }
    return places;
  }

  /** Whether a horizon that covers all below the place is known; perhaps its time has not come yet. */
  isCovered(place: number): boolean {
    return this.#horizons.some(({ below }) => below >= place);
  }

  /** Notes a horizon that was handed out after the place `below` was seen. */
  noteHorizon(below: number, id: bigint): void {
    // What an older horizon covers, an equal or higher place with a lower or equal id covers as well.
    this.#horizons = this.#horizons.filter((known) => known.below > below || known.id < id).slice(-maxHorizons + 1);
    this.#horizons.push({ below, id });
  }
}
