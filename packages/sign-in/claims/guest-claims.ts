import { signInErrors } from '../errors.ts';
import type { People, RegisteredClient } from '../ports.ts';
import { consentedAtHomeClaim } from './person-claims.ts';

/** Where another Muster takes its people back from here; it names the directory. See `callbackPath`. */
const callbackForm = /\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/federation\/[^/]+\/callback$/i;
const mostDirectories = 20;

/** The directories to which the application takes people of this one. */
function directoriesOf({ redirectUris }: RegisteredClient): readonly string[] {
  const named = redirectUris.web.flatMap((uri) => callbackForm.exec(uri)?.[1]?.toLowerCase() ?? []);
  return [...new Set(named)].slice(0, mostDirectories);
}

/** What another directory learns about a person of this one who goes there: whether they have to be asked. */
export async function guestClaims(
  client: RegisteredClient,
  personId: string,
  people: People,
): Promise<Record<string, unknown>> {
  const directories = directoriesOf(client);
  for (const tenantId of directories) {
    if (!(await people.outboundAccess(personId, tenantId)).isConsentAutomatic) return {};
  }
  return directories.length === 0 ? {} : { [consentedAtHomeClaim]: true };
}

/**
 * Keeps people from going to another directory by an application when the settings for it do not let them.
 *
 * @throws AppError SIGN_IN_OUTBOUND_BLOCKED
 */
export async function requireLeave(client: RegisteredClient, personId: string, people: People): Promise<void> {
  for (const tenantId of directoriesOf(client)) {
    const { isAllowed } = await people.outboundAccess(personId, tenantId);
    if (!isAllowed) throw signInErrors.SIGN_IN_OUTBOUND_BLOCKED({});
  }
}
