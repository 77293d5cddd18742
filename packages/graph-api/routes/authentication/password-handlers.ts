import {
  changePasswordAs,
  directoryErrors,
  listAuthenticationMethods,
  resetPassword,
  revokeSignInSessions,
  validatePassword,
} from '@muster/directory';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { complexAnswer, entityAnswer, valueAnswer } from '../../wire/answers.ts';
import { formatTimestamp } from '../../wire/present-object.ts';
import { readActionBody, readOptionalText, readText } from '../objects/action-body.ts';
import { addressedId, segmentId } from '../objects/addressed-object.ts';
import { passwordMethodId } from './present-method.ts';

/** `POST users/{}/changePassword`: 204. @see Graph surface spec §11.1 */
export const changePassword: Handler = async (api, request) => {
  const body = readActionBody(request);
  const [current, next] = [readText(body, 'currentPassword'), readText(body, 'newPassword')];
  const user = await addressedId(api, request, 'user');
  const { clientAddress } = request;
  await changePasswordAs(api.directory, request.caller, user, { current, next, clientAddress });
  return noContent;
};

/** `POST users/{}/revokeSignInSessions`: 200 with true. @see Graph surface spec §11.1 */
export const revokeSessions: Handler = async (api, request) => {
  await revokeSignInSessions(api.directory, request.caller, await addressedId(api, request, 'user'));
  return { status: 200, body: valueAnswer(request, 'Edm.Boolean', true) };
};

/** Rule → its name on the wire; the second is Graph's, the others are in its manner. */
const ruleNames = {
  length: 'password_not_meet_length',
  kindsOfCharacters: 'password_not_meet_complexity',
  personalNames: 'password_contains_name',
  bannedTerms: 'password_banned',
} as const;

/** `POST users/validatePassword`, beta. */
export const checkPasswordRoute: Handler = async (api, request) => {
  const password = readOptionalText(readActionBody(request), 'password') ?? '';
  const results = await validatePassword(api.directory, request.caller, password);
  const body = complexAnswer(request, 'passwordValidationInformation', {
    isValid: results.every(({ isKept }) => isKept),
    validationResults: results.map(({ ruleName, isKept, message }) => ({
      ruleName: ruleNames[ruleName],
      validationPassed: isKept,
      message: isKept ? 'the password keeps this rule' : message,
    })),
  });
  return { status: 200, body };
};

/** The reset has happened when its operation can be asked for: the id says when. */
const operationId = (at: number) => `00000000-0000-4000-8000-${at.toString(16).padStart(12, '0')}`;

/** `POST users/{}/authentication/methods/{}/resetPassword`: 202 with the new password, if it was made here. */
export const resetPasswordRoute: Handler = async (api, request) => {
  const newPassword = readOptionalText(readActionBody(request), 'newPassword');
  const method = segmentId(request.segments[2]!);
  if (method !== passwordMethodId) throw directoryErrors.RESOURCE_NOT_FOUND({ id: method });
  const user = await addressedId(api, request, 'user');
  const { changedAt, password } = await resetPassword(api.directory, request.caller, user, newPassword);
  return {
    status: 202,
    location: `${request.root}/users/${user}/authentication/operations/${operationId(changedAt)}`,
    body: complexAnswer(request, 'passwordResetResponse', { newPassword: password }),
  };
};

/** `GET users/{}/authentication/operations/{}`: the last reset of the user's password, which is over. */
export const readOperation: Handler = async (api, request) => {
  const wanted = segmentId(request.segments.at(-1)!);
  const user = await addressedId(api, request, 'user');
  const { password } = await listAuthenticationMethods(api.directory, request.caller, user);
  const at = password?.changedAt ?? null;
  if (at === null || operationId(at) !== wanted) throw directoryErrors.RESOURCE_NOT_FOUND({ id: wanted });
  const body = entityAnswer(request, `users('${user}')/authentication/operations`, {
    id: wanted,
    createdDateTime: formatTimestamp(at),
    lastActionDateTime: formatTimestamp(at),
    resourceLocation: null,
    status: 'succeeded',
    statusDetail: null,
  });
  return { status: 200, body };
};
