import { Numbers } from './numbers.ts';

/** Words of a directory entry: where a list begins, how many items it has, for how many there is room, and one spare. */
const entryWords = 4;

/**
 * Lists of items of one or two whole numbers, found by the list's number: each list side by side, all in one array, so
 * that reading a list is fast. A list that needs more room moves to the end; when half of the array is left behind, it
 * is written anew. Items have no order.
 */
export class NumberLists {
  /** At `4 * list` the position in `items` where it begins, then the number of its items. */
  readonly directory = new Numbers();
  items = new Numbers();
  #end = 0;
  #used = 0;

  constructor(private readonly itemWords: 1 | 2) {}

  get memoryBytes(): number {
    return this.directory.at.byteLength + this.items.at.byteLength;
  }

  count(list: number): number {
    return this.directory.at[entryWords * list + 1] ?? 0;
  }

  /** The position of the item whose first number this is; -1 when there is none. Costs the list. */
  find(list: number, first: number): number {
    const start = this.directory.at[entryWords * list] ?? 0;
    const end = start + this.itemWords * this.count(list);
    const items = this.items.at;
    for (let at = start; at < end; at += this.itemWords) if (items[at] === first) return at;
    return -1;
  }

  append(list: number, first: number, second = 0): void {
    const entry = entryWords * list;
    this.directory.reach(entry + 2);
    if (this.directory.at[entry + 1] === this.directory.at[entry + 2]) this.#makeRoom(entry);
    const { at: directory } = this.directory;
    const at = directory[entry]! + this.itemWords * directory[entry + 1]!;
    this.items.at[at] = first;
    if (this.itemWords === 2) this.items.at[at + 1] = second;
    directory[entry + 1]! += 1;
  }

  /** The items of a list of single numbers; a view that the next `append` may invalidate. */
  itemsOf(list: number): Uint32Array {
    const start = this.directory.at[entryWords * list] ?? 0;
    return this.items.at.subarray(start, start + this.itemWords * this.count(list));
  }

  /** Takes out all items. */
  clear(list: number): void {
    if (this.count(list) > 0) this.directory.at[entryWords * list + 1] = 0;
  }

  /** Takes out the item at a position; the list's last one takes its place. */
  removeAt(list: number, at: number): void {
    const { at: directory } = this.directory;
    const entry = entryWords * list;
    directory[entry + 1]! -= 1;
    const last = directory[entry]! + this.itemWords * directory[entry + 1]!;
    this.items.at.copyWithin(at, last, last + this.itemWords);
  }

  #makeRoom(entry: number): void {
    const { at: directory } = this.directory;
    const room = directory[entry + 2]!;
    if (this.#end > 4096 && this.#end > 2 * this.#used) this.#compact();
    this.#used += this.itemWords * Math.max(1, room);
    this.#move(entry, Math.max(1, 2 * room), this.items);
  }

  /** Copies a list to the end, with room for so many items. */
  #move(entry: number, room: number, from: Numbers): void {
    const { at: directory } = this.directory;
    const start = directory[entry]!;
    const items = from.at.subarray(start, start + this.itemWords * directory[entry + 1]!);
    this.items.reach(this.#end + this.itemWords * room);
    this.items.at.set(items, this.#end);
    directory[entry] = this.#end;
    directory[entry + 2] = room;
    this.#end += this.itemWords * room;
  }

  #compact(): void {
    const old = this.items;
    this.items = new Numbers();
    this.#end = 0;
    const { at: directory } = this.directory;
    for (let entry = 0; entry < directory.length; entry += entryWords) this.#move(entry, directory[entry + 2]!, old);
  }
}
