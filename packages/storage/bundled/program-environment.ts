/**
 * The environment of every PostgreSQL program: nothing of ours leaks in (`PGDATA`, `PGOPTIONS`, `LD_PRELOAD`, ...).
 * A set time zone spares initdb the search for the system's.
 */
export const programEnvironment: NodeJS.ProcessEnv = {
  PATH: process.env.PATH ?? '/usr/local/bin:/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};
