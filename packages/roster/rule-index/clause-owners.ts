import { NumberLists } from './number-lists.ts';

/**
 * The rules that have a clause, behind one number that stands in the clause: 0 for none; twice the rule's number plus 1
 * for a rule that is the only one and has only this clause, as most; otherwise twice the number of a list. An item of a
 * list is twice the rule's number, plus 1 when the rule has more clauses.
 */
export class ClauseOwners {
  readonly lists = new NumberLists(1);
  readonly #free: number[] = [];
  #end = 1;

  get memoryBytes(): number {
    return this.lists.memoryBytes;
  }

  /** The number for the owners and one more rule. */
  add(owners: number, rule: number, isJoint: boolean): number {
    if (owners === 0 && !isJoint) return 2 * rule + 1;
    const list = isList(owners) ? owners / 2 : (this.#free.pop() ?? this.#end++);
    if (isSole(owners)) this.lists.append(list, owners - 1);
    this.lists.append(list, 2 * rule + (isJoint ? 1 : 0));
    return 2 * list;
  }

  /** The number for the owners without the rule, which is one of them. Costs the list. */
  remove(owners: number, rule: number, isJoint: boolean): number {
    if (isSole(owners)) return 0;
    const list = owners / 2;
    this.lists.removeAt(list, this.lists.find(list, 2 * rule + (isJoint ? 1 : 0)));
    if (this.lists.count(list) > 0) return owners;
    this.#free.push(list);
    return 0;
  }
}

function isSole(owners: number): boolean {
  return (owners & 1) === 1;
}

function isList(owners: number): boolean {
  return owners !== 0 && !isSole(owners);
}
