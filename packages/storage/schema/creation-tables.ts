// Data: who created which objects. Never changed once released.
/** The table. */
export const creationTables: readonly string[] = [
  // Of people alone. A row outlives its object for a while, in which it still counts a little.
  `create table creations (
    object_id uuid primary key,
    creator_id uuid not null,
    purged_at timestamptz(3)
  )`,
];

/** Its indexes: what somebody created, and what is old. */
export const creationIndexes: readonly string[] = [
  'create index creations_creator on creations (creator_id, purged_at)',
  'create index creations_purged on creations (purged_at) where purged_at is not null',
];
