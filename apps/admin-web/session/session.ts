import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { basePath, origin, tenantId } from './place.ts';

/** As the server knows it (`adminWebAppId`). */
const clientId = '00000000-0000-0000-0000-000000000002';
const scope = 'openid profile offline_access https://graph.microsoft.com/Directory.AccessAsUser.All';
const soonSeconds = 60;

const manager = new UserManager({
  authority: `${origin}${basePath}${tenantId}/v2.0`,
  client_id: clientId,
  redirect_uri: `${origin}${basePath}signed-in`,
  post_logout_redirect_uri: `${origin}${basePath}`,
  scope,
  automaticSilentRenew: false,
  // Tokens end with the tab.
  userStore: new WebStorageStateStore({ store: window.sessionStorage }),
});

/** Where sign-in stands when the page is opened. */
export type Session =
  | { readonly state: 'signed-in'; readonly name: string }
  | { readonly state: 'signed-out' }
  | { readonly state: 'refused'; readonly reason: string };

/** Finishes a sign-in whose answer this page was opened with; else finds the one that is kept. */
export async function openSession(): Promise<Session> {
  if (location.pathname === `${basePath}signed-in`) return finishSignIn();
  const user = await currentUser();
  return user === undefined ? { state: 'signed-out' } : signedIn(user);
}

async function finishSignIn(): Promise<Session> {
  try {
    const user = await manager.signinRedirectCallback();
    const { from } = (user.state ?? {}) as { from?: string };
    // Only an address of these pages: what stands there was written by them.
    const target = from?.startsWith(basePath) && !from.startsWith('//') ? from : basePath;
    history.replaceState(null, '', target);
    return signedIn(user);
  } catch (problem) {
    history.replaceState(null, '', basePath);
    return { state: 'refused', reason: (problem as Error).message };
  }
}

const signedIn = (user: User): Session => ({ state: 'signed-in', name: user.profile.name ?? user.profile.sub });

/** The person with a token that is still good for a while, renewed when it is not; undefined when there is none. */
async function currentUser(): Promise<User | undefined> {
  const user = await manager.getUser();
  if (user === null) return undefined;
  if ((user.expires_in ?? 0) > soonSeconds) return user;
  return renewed();
}

let renewing: Promise<User | undefined> | undefined;

/** One renewal at a time: a refresh token is good once. */
function renewed(): Promise<User | undefined> {
  renewing ??= manager
    .signinSilent()
    .then((user) => user ?? undefined)
    .catch(async () => {
      await manager.removeUser(); // ended, revoked or used up: the person signs in anew
      return undefined;
    })
    .finally(() => {
      renewing = undefined;
    });
  return renewing;
}

/** A token for the API; undefined when the session has ended. */
export async function accessToken(): Promise<string | undefined> {
  return (await currentUser())?.access_token;
}

/** Goes to the sign-in page and comes back to this address. */
export function signIn(): Promise<void> {
  return manager.signinRedirect({ state: { from: location.pathname + location.search } });
}

/**
 * Has the person prove anew who they are, with the second factor that they have, and comes back to this address.
 *
 * @param claims what the API said that the new token must have
 */
export function signInAgain(claims?: string): Promise<void> {
  return manager.signinRedirect({
    state: { from: location.pathname + location.search },
    prompt: 'login',
    ...(claims === undefined ? {} : { extraQueryParams: { claims } }),
  });
}

/** Ends the session here and at the server. */
export function signOut(): Promise<void> {
  return manager.signoutRedirect();
}

/** Forgets a token that the server no longer takes. */
export function forgetSession(): Promise<void> {
  return manager.removeUser();
}
