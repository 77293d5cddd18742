import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { PropertyValue } from '../objects/directory-object.ts';
import type { SettingsReader } from '../ports/settings-store.ts';

/** A label that an application, or a rule of a role, asks for in tokens: `c1` to `c99`. */
export interface AuthenticationContext {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  /** False: it stands in no token. */
  readonly isAvailable: boolean;
}

/** What may be said of a context; null takes the description away. */
export type AuthenticationContextInput = Partial<Omit<AuthenticationContext, 'id'>>;

const documentName = 'authentication-contexts';
const idForm = /^c([1-9]|[1-9]\d)$/;
const longestName = 256;
const longestDescription = 1024;

/** All contexts, in the order of their numbers. One statement. */
export async function readAuthenticationContexts(settings: SettingsReader): Promise<readonly AuthenticationContext[]> {
  return ((await settings.document(documentName)) ?? []) as unknown as readonly AuthenticationContext[];
}

/** @throws AppError INSUFFICIENT_PRIVILEGES */
export async function listAuthenticationContexts(
  directory: Directory,
  caller: Caller,
): Promise<readonly AuthenticationContext[]> {
  authorize(caller, 'read authentication contexts');
  return directory.store.read((session) => readAuthenticationContexts(session.settings));
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND */
export async function getAuthenticationContext(
  directory: Directory,
  caller: Caller,
  id: string,
): Promise<AuthenticationContext> {
  const found = (await listAuthenticationContexts(directory, caller)).find((each) => each.id === id.toLowerCase());
  if (found === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  return found;
}

/**
 * Adds a context under an id of the caller's choice.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, PROPERTY_INVALID, PROPERTY_REQUIRED,
 *   AUTHENTICATION_CONTEXT_TAKEN
 * @see Graph surface spec §11.6
 */
export async function createAuthenticationContext(
  directory: Directory,
  caller: Caller,
  given: string,
  input: AuthenticationContextInput,
): Promise<AuthenticationContext> {
  const id = given.toLowerCase();
  const { displayName, description = null, isAvailable = true } = input;
  if (!idForm.test(id)) throw directoryErrors.PROPERTY_INVALID({ property: 'id', reason: 'c1 to c99 is expected' });
  if (displayName === undefined) {
    throw directoryErrors.PROPERTY_REQUIRED({
      property: 'displayName',
      resource: 'AuthenticationContextClassReference',
    });
  }
  const made = checked({ id, displayName, description, isAvailable });
  await change(directory, caller, id, (before) => {
    if (before !== undefined) throw directoryErrors.AUTHENTICATION_CONTEXT_TAKEN({ id });
    return made;
  });
  return made;
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_INVALID */
export async function updateAuthenticationContext(
  directory: Directory,
  caller: Caller,
  id: string,
  input: AuthenticationContextInput,
): Promise<void> {
  await change(directory, caller, id.toLowerCase(), (before) => {
    if (before === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    return checked({ ...before, ...input });
  });
}

/**
 * Takes a context away: no token has it from now on.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function deleteAuthenticationContext(directory: Directory, caller: Caller, id: string): Promise<void> {
  await change(directory, caller, id.toLowerCase(), (before) => {
    if (before === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    return undefined;
  });
}

type Known = AuthenticationContext | undefined;

async function change(
  directory: Directory,
  caller: Caller,
  id: string,
  decide: (before: Known) => Known,
): Promise<void> {
  authorize(caller, 'change authentication contexts');
  // Alone, so that of two changes at a time neither is lost.
  await changeDirectory(directory, caller, 'change-authentication-contexts', 'exclusive', async (work) => {
    const { settings } = work.session;
    const present = await readAuthenticationContexts(settings);
    const before = present.find((each) => each.id === id);
    const after = decide(before);
    const rest = present.filter((each) => each.id !== id);
    const next = after === undefined ? rest : [...rest, after].sort((a, b) => numberOf(a) - numberOf(b));
    await settings.saveDocument(documentName, next as unknown as PropertyValue);
    const action = before === undefined ? 'create' : after === undefined ? 'delete' : 'update';
    const shown = (context: Known) => (context === undefined ? null : { ...context });
    work.fact({ type: 'policy', id: `authenticationContext ${id}` }, action, { value: [shown(before), shown(after)] });
  });
}

const numberOf = ({ id }: AuthenticationContext) => Number(id.slice(1));

/** @throws AppError PROPERTY_INVALID */
function checked(context: AuthenticationContext): AuthenticationContext {
  const invalid = (property: string, limit: number) =>
    directoryErrors.PROPERTY_INVALID({ property, reason: `1 to ${limit} characters are expected` });
  const { displayName, description } = context;
  if (displayName.trim() === '' || displayName.length > longestName) throw invalid('displayName', longestName);
  if (description !== null && description.length > longestDescription) {
    throw invalid('description', longestDescription);
  }
  return context;
}
