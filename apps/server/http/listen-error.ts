import type { AppError } from '@muster/kernel';
import type { ServerConfiguration } from '../configuration/read-configuration.ts';
import { serverErrors } from '../errors.ts';

/** What to say of a failure to listen: ADDRESS_IN_USE or LISTEN_FAILED. */
export function listenError({ host, port }: Pick<ServerConfiguration, 'host' | 'port'>, cause: unknown): AppError {
  const { code = 'unknown' } = cause as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return serverErrors.ADDRESS_IN_USE({ host, port }, { cause });
  return serverErrors.LISTEN_FAILED({ host, port, reason: code }, { cause });
}
