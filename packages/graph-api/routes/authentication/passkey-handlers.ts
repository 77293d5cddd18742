import { passkeyCreationOptions, registerPasskey } from '@muster/directory';
import { formatInstant, type Instant } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import type { GraphRequest, Handler } from '../../routing/graph-request.ts';
import { complexAnswer } from '../../wire/answers.ts';
import { isJsonObject, type JsonObject, type JsonValue, readJsonObject } from '../../wire/json-body.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { addressedId } from '../objects/addressed-object.ts';
import { answerCreatedRecord } from '../organization/record-answers.ts';
import { contextOf } from './method-handlers.ts';
import { factorTypes, presentFactor } from './present-method.ts';

/** Passkeys are for the host and origin under which clients reach this server. */
function relyingParty(request: GraphRequest) {
  const { hostname, origin } = new URL(request.root);
  return { rpId: hostname, origin };
}

/** `GET users/{}/authentication/fido2Methods/creationOptions` */
export const readCreationOptions: Handler = async (api, request) => {
  const user = await addressedId(api, request, 'user');
  const options = await passkeyCreationOptions(api.directory, request.caller, user, relyingParty(request));
  const endsAt = formatInstant((request.now + (options.timeout ?? 0)) as Instant);
  const publicKey = JSON.parse(JSON.stringify(options)) as JsonMembers;
  return {
    status: 200,
    body: complexAnswer(request, 'webauthnCredentialCreationOptions', { challengeTimeoutDateTime: endsAt, publicKey }),
  };
};

/** `POST users/{}/authentication/fido2Methods`: 201 */
export const createPasskey: Handler = async (api, request) => {
  const { displayName, response } = readPasskey(readJsonObject(request.body));
  const user = await addressedId(api, request, 'user');
  const input = { ...relyingParty(request), response, displayName };
  const factor = await registerPasskey(api.directory, request.caller, user, input);
  const location = `${request.root}/users/${user}/authentication/fido2Methods/${factor.id}`;
  const record = presentFactor(factor, request.now);
  return answerCreatedRecord(request, contextOf(user, 'fido2Methods'), factorTypes.fido2, record, location);
};

const resource = 'Fido2AuthenticationMethod';

function readPasskey(body: JsonObject): { displayName: string; response: object } {
  for (const property of Object.keys(body)) {
    const isKnown = property.includes('@') || property === 'displayName' || property === 'publicKeyCredential';
    if (!isKnown) throw graphErrors.BODY_UNKNOWN_PROPERTY({ property, resource });
  }
  const { displayName, publicKeyCredential } = body;
  if (displayName === undefined || displayName === null) {
    throw graphErrors.BODY_VALUE_REQUIRED({ property: 'displayName', resource });
  }
  if (typeof displayName !== 'string' || displayName === '' || displayName.length > 30) {
    throw invalid('displayName', 'a text of 1 to 30 characters is expected');
  }
  if (publicKeyCredential === undefined || publicKeyCredential === null) {
    throw graphErrors.BODY_VALUE_REQUIRED({ property: 'publicKeyCredential', resource });
  }
  const id = member(publicKeyCredential, 'id');
  const answer = member(publicKeyCredential, 'response');
  if (typeof id !== 'string' || answer === undefined || !isJsonObject(answer)) {
    throw invalid('publicKeyCredential', 'id and response are expected');
  }
  return { displayName, response: { id, rawId: id, type: 'public-key', response: answer, clientExtensionResults: {} } };
}

function member(value: JsonValue, name: string): JsonValue | undefined {
  return isJsonObject(value) ? value[name] : undefined;
}

function invalid(property: string, reason: string) {
  return graphErrors.BODY_INVALID_VALUE({ property, resource, reason });
}
