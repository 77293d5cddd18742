export { MAX_OBJECT_NUMBER, MemberSet, type ReadonlyMemberSet } from './bitmaps/member-set.ts';
export { MemberTable } from './bitmaps/member-table.ts';
export { NUMBERS_PER_CHUNK, type PackedChunk, packChunks } from './bitmaps/packed-chunks.ts';
export { and, andNot, or, unionOf } from './bitmaps/set-operations.ts';
export {
  type CompactionLimits,
  defaultCompactionLimits,
  floorOf,
  planCompaction,
} from './compaction/plan-compaction.ts';
export { type GroupSnapshot, snapshotOf } from './compaction/snapshot-of.ts';
export {
  type AppliedListener,
  type FollowerOptions,
  LedgerFollower,
  type WakeSignal,
} from './follow/ledger-follower.ts';
export type { LedgerRead, LedgerSource } from './follow/ledger-source.ts';
export { systemTimer, type Timer } from './follow/poll-loop.ts';
export { SingleFlight } from './follow/single-flight.ts';
export type { SeqRange } from './memberships/applied-seqs.ts';
export type { GroupRow, LedgerChange, LedgerRow, MemberRow } from './memberships/ledger-change.ts';
export {
  type GroupDrift,
  type LedgerPosition,
  MembershipMemory,
  type ReadonlyMemberships,
  type SnapshotChunk,
} from './memberships/membership-memory.ts';
export { type Replay, replay } from './memberships/replay.ts';
export type { Values } from './rule-index/answers.ts';
export { valueAt } from './rule-index/attribute-view.ts';
export type { Flips } from './rule-index/clause-search.ts';
export type { RuleIndexLimits } from './rule-index/rule-clauses.ts';
export { canIndex, RuleIndex } from './rule-index/rule-index.ts';
