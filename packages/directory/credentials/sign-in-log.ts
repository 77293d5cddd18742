import { newObjectId } from '@muster/kernel';
import type { Directory } from '../context.ts';
import type { PropertyValue, User } from '../objects/directory-object.ts';
import type { SignInEvent } from '../ports/credential-store.ts';

/** Where somebody signs in from, and to what. */
export interface SignInDetails {
  readonly clientAddress: string;
  /** The application that the sign-in is for. */
  readonly application?: { readonly appId: string; readonly displayName: string };
  readonly userAgent?: string;
  readonly requestId?: string;
}

/** Nobody's browser needs more to be told from others. */
const longestText = 256;

const cut = (text: string) => text.replace(/[\0\p{Surrogate}]/gu, '').slice(0, longestText);

/** Keeps one event for the log of sign-ins. A name that nobody has is not kept: people type passwords there. */
export async function recordEvent(
  directory: Directory,
  from: SignInDetails,
  method: string,
  outcome: SignInEvent['outcome'],
  user: User | undefined,
): Promise<void> {
  const { application, userAgent, requestId } = from;
  const details: Record<string, PropertyValue> = {};
  if (application !== undefined) details.appId = cut(application.appId);
  if (application !== undefined) details.appDisplayName = cut(application.displayName);
  if (userAgent !== undefined) details.userAgent = cut(userAgent);
  if (requestId !== undefined) details.requestId = cut(requestId);
  const displayName = user?.properties.displayName;
  if (typeof displayName === 'string') details.userDisplayName = displayName;
  const event: SignInEvent = {
    id: newObjectId(),
    at: directory.clock(),
    userId: user?.id ?? null,
    userPrincipalName: (user?.properties.userPrincipalName ?? null) as string | null,
    clientAddress: cut(from.clientAddress),
    method,
    outcome,
    details,
  };
  await directory.store.write('shared', ({ credentials }) => credentials.recordSignIn(event));
}
