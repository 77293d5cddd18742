/** Words of a segment, once there is that much: 1 MiB, so that emptying one is work for a moment only. */
const largestSegment = 1 << 18;
const smallestSegment = 1 << 10;

/** The smallest region, and the step between small sizes: a line of the processor's cache, in words. */
const line = 16;

/** So many words may be left behind before a segment is worth emptying, beside a quarter of all. */
const mostLeftBehind = 1 << 14;

/** Where a region lies: its segment times 2^32, plus its first word there. */
export type Place = number;

const placesOfSegment = 2 ** 32;

export function segmentOf(place: Place): number {
  return Math.floor(place / placesOfSegment);
}

export function offsetOf(place: Place): number {
  return place % placesOfSegment;
}

/** The room to ask for when so many words are needed: in steps of a sixteenth, so that a region given back fits others. */
export function roomFor(words: number): number {
  const step = Math.max(line, 2 ** (27 - Math.clz32(words)));
  return Math.max(line, Math.ceil(words / step) * step);
}

/**
 * Memory outside the heap, handed out in regions of words that lie in few arrays, the segments. A region given back is
 * handed out again to whoever asks for the same room; when too much is left behind, `worst` names a segment to empty.
 */
export class Regions {
  /** The segments; those that are no more are empty arrays. Segment 0 is a line of zeros that is never handed out. */
  readonly segments: Uint32Array[] = [new Uint32Array(line)];
  /** By segment how many of its words are handed out. */
  readonly #used = [line];
  readonly #goneSegments: number[] = [];
  /** By room the places that were given back. */
  readonly #free = new Map<number, Place[]>();
  #allWords = line;
  #usedWords = line;
  /** The segment that regions are cut from, and where the next one begins. */
  #current = 0;
  #end = line;

  get sizeBytes(): number {
    return 4 * this.#allWords;
  }

  /** A region of zeros; its room is one that `roomFor` gives. */
  take(room: number): Place {
    const known = this.#free.get(room)?.pop();
    const place = known ?? this.#cut(room);
    const segment = segmentOf(place);
    if (known !== undefined) this.segments[segment]!.fill(0, offsetOf(place), offsetOf(place) + room);
    this.#used[segment]! += room;
    this.#usedWords += room;
    return place;
  }

  giveBack(place: Place, room: number): void {
    const free = this.#free.get(room);
    if (free === undefined) this.#free.set(room, [place]);
    else free.push(place);
    this.#used[segmentOf(place)]! -= room;
    this.#usedWords -= room;
  }

  /** The segment in which most is left behind, once a quarter of all is; nothing is cut from it any more. */
  worst(): number | undefined {
    const uncut = this.segments[this.#current]!.length - this.#end;
    const left = this.#allWords - this.#usedWords - uncut;
    if (left <= mostLeftBehind + this.#allWords / 4) return undefined;
    let worst = 0;
    let mostLeft = 0;
    for (let segment = 1; segment < this.segments.length; segment += 1) {
      const leftHere = this.segments[segment]!.length - this.#used[segment]!;
      if (segment === this.#current || leftHere <= mostLeft) continue;
      worst = segment;
      mostLeft = leftHere;
    }
    if (worst === 0) return undefined;
    for (const [room, places] of this.#free) {
      this.#free.set(
        room,
        places.filter((place) => segmentOf(place) !== worst),
      );
    }
    return worst;
  }

  /** Lets go of a segment that `worst` named, and of whatever is in it. */
  drop(segment: number): void {
    this.#allWords -= this.segments[segment]!.length;
    this.#usedWords -= this.#used[segment]!;
    this.#used[segment] = 0;
    this.segments[segment] = new Uint32Array(0);
    this.#goneSegments.push(segment);
  }

  #cut(room: number): Place {
    // What is large has a segment to itself, so that the rest of the present one stays in use.
    if (room > largestSegment / 2) return this.#newSegment(room) * placesOfSegment;
    if (this.#end + room > this.segments[this.#current]!.length) {
      const share = 2 ** Math.floor(Math.log2(this.#allWords / 16));
      this.#current = this.#newSegment(Math.max(room, smallestSegment, Math.min(largestSegment, share)));
      this.#end = 0;
    }
    const place = this.#current * placesOfSegment + this.#end;
    this.#end += room;
    return place;
  }

  #newSegment(words: number): number {
    const segment = this.#goneSegments.pop() ?? this.segments.length;
    this.segments[segment] = new Uint32Array(words);
    this.#used[segment] = 0;
    this.#allWords += words;
    return segment;
  }
}
