import { directoryErrors } from '../errors.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { Domain } from '../ports/settings-store.ts';

/**
 * The directory's initial domain: issuer of local sign-in names and home of guests' names.
 *
 * @throws AppError DIRECTORY_NOT_SET_UP
 */
export async function issuerOf(session: ReadSession): Promise<string> {
  return issuerAmong(await session.settings.domains());
}

/**
 * The same, of the directory's domains.
 *
 * @throws AppError DIRECTORY_NOT_SET_UP
 */
export function issuerAmong(domains: readonly Domain[]): string {
  const initial = domains.find((domain) => domain.isInitial);
  if (initial === undefined) throw directoryErrors.DIRECTORY_NOT_SET_UP({});
  return initial.id;
}

/** The domain that mail addresses of Microsoft 365 groups are made in. */
export async function defaultDomainOf(session: ReadSession): Promise<string> {
  const domains = await session.settings.domains();
  return domains.find((domain) => domain.isDefault)?.id ?? (await issuerOf(session));
}
