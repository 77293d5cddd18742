// Data: what looking back into log and ledger needs (ADR 16). Never changed once released.
/** One statement each. */
export const history: readonly string[] = [
  // Lowest and highest member in a row of a group: whoever looks for one member passes over all other rows.
  'alter table membership_ledger add column least_member bigint, add column greatest_member bigint',
  'drop index membership_ledger_group',
  `create index membership_ledger_group on membership_ledger (group_number, seq, least_member, greatest_member)
    where group_number is not null`,
  'create index change_log_at on change_log (at, seq) where ordinal = 0',
  `create index change_log_life on change_log (object_id, seq) where action <> 'update'`,
  // Facts about a group itself; a group that is filled by hand has one fact for each member as well.
  `create index change_log_group on change_log (object_id, seq)
    where object_type = 'group' and not (changes ? 'members')`,
  `create index change_log_new_group on change_log (object_number, object_id)
    where object_type = 'group' and action = 'create'`,
  `create index change_log_extension on change_log (seq) where object_type = 'extensionProperty'`,
];
