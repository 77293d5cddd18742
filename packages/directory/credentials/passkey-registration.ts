import { newObjectId, type ObjectId } from '@muster/kernel';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
  VerifiedRegistrationResponse,
} from '@simplewebauthn/server';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { requireObject } from '../objects/require-object.ts';
import type { StoredFactor } from '../ports/credential-store.ts';
import { requireFreshProof } from './fresh-proof.ts';
import { challengeMs, isOwnChallenge, makeChallenge, useChallenge } from './passkey-challenge.ts';
import { passkeyHelpers, passkeyLibrary } from './passkey-library.ts';
import { isFitResponse } from './passkey-responses.ts';
import { changeFactors, noteFactor, refuseTooMany, type SecondFactor, withoutSecrets } from './second-factors.ts';

/** Ed25519, P-256, RSA: what browsers and keys can do. */
const algorithms = [-8, -7, -257];

/** Where passkeys are for: the host that people see, and the whole origin. */
export interface RelyingParty {
  /** `login.contoso.com` */
  readonly rpId: string;
  /** `https://login.contoso.com` */
  readonly origin: string;
}

/**
 * The same as `beginPasskeyRegistration`, for those who may do it for others.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, FRESH_PROOF_NEEDED, RESOURCE_NOT_FOUND, TOO_MANY_FACTORS
 */
export async function passkeyCreationOptions(
  directory: Directory,
  caller: Caller,
  userId: ObjectId,
  party: Pick<RelyingParty, 'rpId'>,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  await authorizeMethods(directory, caller, userId);
  return beginPasskeyRegistration(directory, userId, party);
}

/**
 * The same as `finishPasskeyRegistration`, for those who may do it for others.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, FRESH_PROOF_NEEDED, RESOURCE_NOT_FOUND, SECOND_FACTOR_REFUSED, TOO_MANY_FACTORS
 */
export async function registerPasskey(
  directory: Directory,
  caller: Caller,
  userId: ObjectId,
  input: NewPasskey,
): Promise<SecondFactor> {
  await authorizeMethods(directory, caller, userId);
  return finishPasskeyRegistration(directory, caller, userId, input);
}

async function authorizeMethods(directory: Directory, caller: Caller, userId: ObjectId): Promise<void> {
  authorizeSome(caller, 'change authentication methods');
  await directory.store.read(async (session) => {
    const user = await requireObject(session, 'user', userId);
    await authorizeFor({ directory, session }, caller, 'change authentication methods', user);
    await requireFreshProof({ directory, session }, caller, userId);
  });
}

/**
 * What the browser needs to make a passkey for the user: discoverable, and only with the user's finger, face or code.
 * Whoever calls has made sure that the user, or somebody who may do so for them, asks.
 *
 * @throws AppError RESOURCE_NOT_FOUND, TOO_MANY_FACTORS
 */
export async function beginPasskeyRegistration(
  directory: Directory,
  userId: ObjectId,
  { rpId }: Pick<RelyingParty, 'rpId'>,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { user, factors, organization } = await directory.store.read(async (session) => ({
    user: await requireObject(session, 'user', userId),
    factors: await session.credentials.factorsOf(userId),
    organization: await session.settings.organization(),
  }));
  refuseTooMany(factors, 'fido2');
  const { generateRegistrationOptions } = await passkeyLibrary();
  return generateRegistrationOptions({
    rpName: organization?.displayName ?? 'Muster',
    rpID: rpId,
    userName: user.properties.userPrincipalName as string,
    userDisplayName: user.properties.displayName as string,
    userID: new Uint8Array(Buffer.from(userId.replaceAll('-', ''), 'hex')),
    challenge: new Uint8Array(await makeChallenge(directory, 'register', userId)),
    timeout: challengeMs,
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    excludeCredentials: factors
      .filter(({ kind }) => kind === 'fido2')
      .map(({ data }) => ({ id: data.credentialId as string, transports: [...(data.transports as string[])] })),
    supportedAlgorithmIDs: algorithms,
  });
}

export interface NewPasskey extends RelyingParty {
  /** What the browser gave, as JSON. */
  readonly response: unknown;
  readonly displayName: string | null;
}

/**
 * Registers the passkey that the browser has made.
 *
 * @throws AppError RESOURCE_NOT_FOUND, SECOND_FACTOR_REFUSED, TOO_MANY_FACTORS
 */
export async function finishPasskeyRegistration(
  directory: Directory,
  caller: Caller,
  userId: ObjectId,
  input: NewPasskey,
): Promise<SecondFactor> {
  const { challenge, made } = await verified(directory, userId, input);
  if (!(await useChallenge(directory, challenge))) throw refused('the challenge was used before');
  return changeFactors(directory, caller, 'register-authentication-method', userId, async (change, user, factors) => {
    refuseTooMany(factors, 'fido2');
    if (factors.some(({ data }) => data.credentialId === made.data.credentialId)) {
      throw refused('the passkey is registered already');
    }
    const factor = { ...made, createdAt: change.now };
    await change.session.credentials.insertFactor(factor);
    await noteFactor(change, user, factor, true);
    return withoutSecrets(factor);
  });
}

const refused = (reason: string, cause?: unknown) => directoryErrors.SECOND_FACTOR_REFUSED({ reason }, { cause });

async function verified(directory: Directory, userId: ObjectId, input: NewPasskey) {
  if (!isFitResponse(input.response, ['clientDataJSON', 'attestationObject'])) {
    throw refused('this is not what a browser answers');
  }
  const response = input.response as unknown as RegistrationResponseJSON;
  let challenge = '';
  const outcome = await (async () => {
    await refuseCertificates(response.response.attestationObject);
    const { verifyRegistrationResponse } = await passkeyLibrary();
    return verifyRegistrationResponse({
      response,
      expectedChallenge: (given) => {
        challenge = given;
        return isOwnChallenge(directory, given, 'register', userId);
      },
      expectedOrigin: input.origin,
      expectedRPID: input.rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    });
  })().catch((cause: unknown) => {
    throw refused('the answer of the browser does not fit the question', cause);
  });
  if (!outcome.verified) throw refused('the answer of the browser does not fit the question');
  return { challenge, made: factorOf(userId, input, response, outcome.registrationInfo) };
}

/**
 * No statement about the make of the key is asked for. One with certificates is refused before anybody follows them: they
 * could name addresses to be asked.
 */
async function refuseCertificates(attestationObject: string): Promise<void> {
  const { decodeAttestationObject } = await passkeyHelpers();
  const decoded = decodeAttestationObject(new Uint8Array(Buffer.from(attestationObject, 'base64url')));
  const format = decoded.get('fmt');
  const isSelfSigned = format === 'packed' && decoded.get('attStmt').get('x5c') === undefined;
  if (format !== 'none' && !isSelfSigned) throw new Error(`a statement in the format ${format} was not asked for`);
}

type Info = NonNullable<VerifiedRegistrationResponse['registrationInfo']>;

const knownTransports = new Set(['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb']);

function factorOf(
  userId: ObjectId,
  { displayName }: NewPasskey,
  { response }: RegistrationResponseJSON,
  { credential, aaguid, credentialDeviceType }: Info,
): Omit<StoredFactor, 'createdAt'> {
  const transports = Array.isArray(response.transports) ? response.transports : [];
  return {
    userId,
    id: newObjectId(),
    kind: 'fido2',
    displayName: displayName?.slice(0, 256) ?? null,
    isConfirmed: true,
    lastUsedAt: null,
    mark: credential.counter,
    data: {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey).toString('base64url'),
      transports: transports.filter((each) => knownTransports.has(each)),
      aaGuid: aaguid,
      attestationLevel: 'notAttested',
      deviceType: credentialDeviceType,
    },
  };
}
