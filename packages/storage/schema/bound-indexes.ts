// Data: the statements of the migration 0020. Never changed: what comes later is a migration of its own.
const isDynamic = "coalesce(group_types ? 'DynamicMembership', false) and membership_rule is not null";

/** Indexes of what is counted before a rule is saved, and of what is forgotten, sent and taken along by its age or owner. */
export const boundIndexes: readonly string[] = [
  // The conditions stand letter for letter in `ruleCountsQuery`: that is how PostgreSQL finds that they fit.
  `create index groups_dynamic on groups (number) where ${isDynamic}`,
  `create index groups_dynamic_member_of on groups (number)
    where ${isDynamic} and membership_rule ~* '\\.\\s*(transitive)?memberof\\M'`,
  'create index use_counts_window on use_counts (window_start)',
  'create index permission_grants_of_resource on permission_grants (resource_id, id)',
  'create index mail_queue_end on mail_queue (ends_at, queued_at, id)',
  'create index mail_queue_failed on mail_queue (failed_at) where failed_at is not null',
];
