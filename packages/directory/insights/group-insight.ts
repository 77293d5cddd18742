import type { ObjectId, ObjectNumber } from '@muster/kernel';
import type { Diagnostic } from '@muster/rules';

/** Another group in an overlap. */
export interface OverlappingGroup {
  readonly groupId: ObjectId;
  readonly displayName: string;
  readonly members: number;
}

/** What there is to say about one group. */
export interface GroupInsight {
  readonly groupId: ObjectId;
  readonly groupNumber: ObjectNumber;
  readonly displayName: string;
  /** Null for a group with assigned members. */
  readonly membershipRule: string | null;
  /** About the rule, in order of position; its errors when it is not valid any more. */
  readonly diagnostics: readonly Diagnostic[];
  readonly members: number;
  /** Groups with the same members. */
  readonly identicalTo: readonly OverlappingGroup[];
  /** Larger groups with all of its members, the smallest first, at most `mostContaining`. */
  readonly containedIn: readonly OverlappingGroup[];
  /**
   * True when the rule was held against the users or devices of the directory; false where the caller may not read them,
   * where the group has no valid rule, for the portable memberOf rule, for paused rules that name groups, and in a process
   * that keeps nobody in memory.
   */
  readonly isHeldAgainstDirectory: boolean;
  /** False when the rule was too large to look at all of it. */
  readonly isComplete: boolean;
}

/** Whether there is anything to say. */
export function hasFindings({ diagnostics, identicalTo, containedIn }: GroupInsight): boolean {
  return diagnostics.length + identicalTo.length + containedIn.length > 0;
}
