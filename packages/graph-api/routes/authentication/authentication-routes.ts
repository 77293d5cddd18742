import { type Route, route } from '../../routing/route.ts';
import { createAccessPass } from './access-pass-handlers.ts';
import { listMethods, readMethod, removeMethod } from './method-handlers.ts';
import { createPasskey, readCreationOptions } from './passkey-handlers.ts';
import { changePassword, readOperation, resetPasswordRoute, revokeSessions } from './password-handlers.ts';
import { endSession, listSessions } from './session-handlers.ts';

const base = 'users/{}/authentication';

/**
 * How a user proves who they are. The schema of the spec does not hold these types; they are those of Microsoft Graph v1.0.
 *
 * @see Microsoft Graph v1.0, type authentication
 */
export const authenticationRoutes: readonly Route[] = [
  route('POST users/{}/changePassword', changePassword),
  route('POST users/{}/revokeSignInSessions', revokeSessions),
  route('GET users/{}/signInSessions', listSessions),
  route('DELETE users/{}/signInSessions/{}', endSession),
  route(`GET ${base}/methods`, listMethods('methods')),
  route(`GET ${base}/methods/{}`, readMethod('methods')),
  route(`POST ${base}/methods/{}/resetPassword`, resetPasswordRoute),
  route(`GET ${base}/operations/{}`, readOperation),
  route(`GET ${base}/passwordMethods`, listMethods('passwordMethods')),
  route(`GET ${base}/passwordMethods/{}`, readMethod('passwordMethods')),
  route(`GET ${base}/softwareOathMethods`, listMethods('softwareOathMethods')),
  route(`GET ${base}/softwareOathMethods/{}`, readMethod('softwareOathMethods')),
  route(`DELETE ${base}/softwareOathMethods/{}`, removeMethod('softwareOath')),
  route(`GET ${base}/fido2Methods`, listMethods('fido2Methods')),
  route(`POST ${base}/fido2Methods`, createPasskey),
  route(`GET ${base}/fido2Methods/creationOptions`, readCreationOptions),
  route(`GET ${base}/fido2Methods/{}`, readMethod('fido2Methods')),
  route(`DELETE ${base}/fido2Methods/{}`, removeMethod('fido2')),
  route(`GET ${base}/temporaryAccessPassMethods`, listMethods('temporaryAccessPassMethods')),
  route(`POST ${base}/temporaryAccessPassMethods`, createAccessPass),
  route(`GET ${base}/temporaryAccessPassMethods/{}`, readMethod('temporaryAccessPassMethods')),
  route(`DELETE ${base}/temporaryAccessPassMethods/{}`, removeMethod('temporaryAccessPass')),
];
