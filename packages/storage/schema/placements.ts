/** Where a table lives when the database is spread over several machines with Citus. */
export type Placement = Where & {
  /** The migration that makes the table; the first one when absent. */
  readonly since?: string;
};

type Where =
  /** Rows are spread by the key; the first table of a key type sets the layout, the others lie beside it. */
  | { readonly table: string; readonly kind: 'distributed'; readonly key: string; readonly beside: string }
  /** A copy on every machine: small, read everywhere, written rarely. */
  | { readonly table: string; readonly kind: 'reference' }
  /** On the coordinator, known to the others, so that a crash cannot tear a commit apart. */
  | { readonly table: string; readonly kind: 'local' };

/** The place of every table: objects by id, unique values by value, rules and settings everywhere, the log in one place. */
export const placements: readonly Placement[] = [
  { table: 'users', kind: 'distributed', key: 'id', beside: 'none' },
  { table: 'devices', kind: 'distributed', key: 'id', beside: 'users' },
  { table: 'relations', kind: 'distributed', key: 'from_id', beside: 'users' },
  { table: 'password_hashes', kind: 'distributed', key: 'user_id', beside: 'users' },
  { table: 'second_factors', kind: 'distributed', key: 'user_id', beside: 'users', since: '0012-credentials' },
  { table: 'unique_values', kind: 'distributed', key: 'value', beside: 'none' },
  { table: 'groups', kind: 'reference' },
  { table: 'applications', kind: 'reference' },
  { table: 'service_principals', kind: 'reference' },
  { table: 'application_secrets', kind: 'reference' },
  { table: 'extension_properties', kind: 'reference' },
  { table: 'organization', kind: 'reference' },
  { table: 'domains', kind: 'reference' },
  { table: 'documents', kind: 'reference' },
  { table: 'role_definitions', kind: 'reference', since: '0010-roles' },
  { table: 'role_assignments', kind: 'reference', since: '0010-roles' },
  { table: 'directory_roles', kind: 'reference', since: '0010-roles' },
  { table: 'role_eligibilities', kind: 'reference', since: '0015-privileged-access' },
  { table: 'role_requests', kind: 'reference', since: '0015-privileged-access' },
  { table: 'role_settings', kind: 'reference', since: '0015-privileged-access' },
  { table: 'rule_registry', kind: 'local' },
  { table: 'passes', kind: 'local' },
  { table: 'guard_leaks', kind: 'local', since: '0002-guard' },
  { table: 'jobs', kind: 'local' },
  { table: 'sign_in_brakes', kind: 'local', since: '0012-credentials' },
  { table: 'familiar_networks', kind: 'local', since: '0012-credentials' },
  { table: 'used_once', kind: 'local', since: '0012-credentials' },
  { table: 'sign_ins', kind: 'local', since: '0012-credentials' },
  { table: 'sign_in_records', kind: 'local', since: '0011-sign-in' },
  { table: 'permission_grants', kind: 'local', since: '0011-sign-in' },
  { table: 'change_log', kind: 'local' },
  { table: 'membership_ledger', kind: 'local' },
  { table: 'membership_floor', kind: 'local' },
  { table: 'membership_snapshot', kind: 'local' },
  ...(
    [
      { table: 'identity_providers', kind: 'reference' },
      { table: 'cross_tenant_partners', kind: 'reference' },
      { table: 'linked_identities', kind: 'distributed', key: 'identity_id', beside: 'none' },
      { table: 'federation_attempts', kind: 'local' },
      { table: 'passcodes', kind: 'local' },
      { table: 'use_counts', kind: 'local' },
      { table: 'mail_queue', kind: 'local' },
    ] as const
  ).map((placement) => ({ ...placement, since: '0013-identity-providers' })),
  { table: 'invitations', kind: 'local', since: '0014-invitations' },
  { table: 'administrative_units', kind: 'reference', since: '0016-administrative-units' },
  { table: 'app_role_assignments', kind: 'local', since: '0017-app-roles' },
  { table: 'group_schedules', kind: 'reference', since: '0018-group-privileges' },
  { table: 'creations', kind: 'local', since: '0019-audit-logs' },
];

/**
 * The statement that puts a table in its place.
 *
 * @see Citus documentation, "Citus Utility Functions": create_distributed_table, create_reference_table,
 * citus_add_local_table_to_metadata (same)
 */
export function placementStatement(placement: Placement): string {
  const { table, kind } = placement;
  if (kind === 'reference') return `select create_reference_table('${table}')`;
  if (kind === 'local') return `select citus_add_local_table_to_metadata('${table}')`;
  return `select create_distributed_table('${table}', '${placement.key}', colocate_with => '${placement.beside}')`;
}
