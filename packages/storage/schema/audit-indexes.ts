// Data: what reading the logs by other things than the time needs. Never changed once released.
/** One statement each. */
export const auditIndexes: readonly string[] = [
  `create index sign_ins_name on sign_ins (lower(user_principal_name collate "C"), at)`,
  `create index sign_ins_application on sign_ins ((details->>'appId'), at)`,
  'create index sign_ins_outcome on sign_ins (outcome, at)',
  // People alone: applications write most of the log, and every index is paid for with every change.
  `create index change_log_person on change_log ((actor->>'id'), at, seq)
    where ordinal = 0 and actor->>'kind' = 'user'`,
  `create index change_log_person_name on change_log (lower((actor->>'userPrincipalName') collate "C"), at, seq)
    where ordinal = 0 and actor->>'kind' = 'user'`,
];
