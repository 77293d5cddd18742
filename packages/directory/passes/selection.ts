import { andNot, type MemberSet, type ReadonlyMemberSet } from '@muster/roster';
import type { Change } from '../changes/change.ts';

/** The numbers of all objects that a rule selects, as seen without locks: who reads them may be a little behind. */
export interface Selection {
  readonly members: MemberSet;
  /**
   * Brings the members up to everything committed and to the change's `now`. For whoever holds the exclusive key, with
   * columns that reached everything. Costs what was written since the look; all of it again for rules over the clock.
   *
   * @param present the present members of the rule's group
   */
  bringUp(change: Change, present: ReadonlyMemberSet): Promise<void>;
}

/** Who joins and who leaves when the selected become the members. */
export interface Difference {
  readonly joining: MemberSet;
  readonly leaving: MemberSet;
}

/** New sets; linear in the members. */
export function differenceOf(selected: ReadonlyMemberSet, present: ReadonlyMemberSet): Difference {
  return { joining: andNot(selected, present), leaving: andNot(present, selected) };
}
