/** PostgreSQL settings by name, as `postgresql.conf` would spell their values. */
export type ServerSettings = Readonly<Record<string, string>>;

/**
 * The settings Muster starts its server with. They go on the command line, so that they are always those of this
 * release; the durable ones (`fsync`, `synchronous_commit`, `full_page_writes`) stay at PostgreSQL's default: on.
 */
export const serverSettings: ServerSettings = {
  listen_addresses: '',
  port: '5432',
  unix_socket_permissions: '0700',
  max_connections: '50',
  shared_buffers: '128MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  random_page_cost: '1.1',
  // `minimal` writes a little less, but then no backup of the running server is possible.
  wal_level: 'replica',
  max_wal_size: '1GB',
  jit: 'off',
  TimeZone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  // One file that we hand over as standard error and keep short ourselves.
  logging_collector: 'off',
  log_destination: 'stderr',
  log_checkpoints: 'off',
  log_line_prefix: '%m [%p] ',
  cluster_name: 'muster',
};

/** Returns the command line arguments for settings. */
export function settingArguments(settings: ServerSettings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
