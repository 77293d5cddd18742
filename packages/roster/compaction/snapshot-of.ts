import { type PackedChunk, packChunks } from '../bitmaps/packed-chunks.ts';
import type { MembershipMemory } from '../memberships/membership-memory.ts';

/** What is to be stored of a group. All its chunks replace all its earlier ones, in one transaction. */
export interface GroupSnapshot {
  readonly group: number;
  /** The members are those after every change up to this number, inclusive, and no other. */
  readonly position: number;
  /** The newest change that moved a member; 0 for none. */
  readonly lastSeq: number;
  readonly chunks: readonly PackedChunk[];
  /** For `noteSnapshot`, once this is stored. */
  readonly rowCount: number;
}

/**
 * A snapshot of the group at the watermark, in chunks of `width` object numbers. Undefined while a change that is
 * applied above the watermark touches the group: then no position describes its members, and it is tried again later.
 * An unknown group has an empty snapshot. Linear in the members.
 *
 * INVARIANT: a stored snapshot is only replaced by one of a higher position.
 */
export function snapshotOf(memory: MembershipMemory, group: number, width?: number): GroupSnapshot | undefined {
  if (!memory.isExactAtWatermark(group)) return undefined;
  const { watermark } = memory.position();
  const chunks = packChunks(memory.membersOf(group), width);
  return { group, position: watermark, lastSeq: memory.lastSeq(group), chunks, rowCount: memory.rowCount(group) };
}
