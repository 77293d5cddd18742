import { type ObjectId, toObjectId } from '@muster/kernel';
import type { AuthenticationResponseJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { Directory } from '../context.ts';
import type { StoredFactor } from '../ports/credential-store.ts';
import { challengeMs, isOwnChallenge, makeChallenge, useChallenge } from './passkey-challenge.ts';
import { passkeyHelpers, passkeyLibrary } from './passkey-library.ts';
import type { RelyingParty } from './passkey-registration.ts';
import { isFitResponse } from './passkey-responses.ts';
import { recordEvent, type SignInDetails } from './sign-in-log.ts';

type Transports = NonNullable<
  NonNullable<PublicKeyCredentialRequestOptionsJSON['allowCredentials']>[number]['transports']
>;

/**
 * What the browser needs to ask for a passkey.
 *
 * @param userId the user whose passkeys are asked for, once another factor has shown who it is; null lets the browser offer
 *   every passkey for this place, so that nothing is said about anybody
 */
export async function beginPasskeySignIn(
  directory: Directory,
  { rpId, userId }: Pick<RelyingParty, 'rpId'> & { readonly userId: ObjectId | null },
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const factors = userId === null ? [] : await passkeysOf(directory, userId);
  const challenge = await makeChallenge(directory, 'sign-in', userId ?? '');
  // Written here: every page that offers passkeys asks for it, most of them in vain, and the library takes long to load.
  return {
    rpId,
    challenge: challenge.toString('base64url'),
    allowCredentials: factors.map(({ data }) => ({
      id: data.credentialId as string,
      transports: [...(data.transports as Transports)],
      type: 'public-key',
    })),
    timeout: challengeMs,
    userVerification: 'required',
  };
}

export interface PasskeySignIn extends RelyingParty, SignInDetails {
  /** What the browser gave, as JSON. */
  readonly response: unknown;
  /** As it was given to `beginPasskeySignIn`. */
  readonly userId: ObjectId | null;
  /** The challenge of the options that this browser's session was given. */
  readonly challenge: string;
}

export type PasskeyCheck =
  | { readonly outcome: 'right'; readonly userId: ObjectId }
  /** Said only to those who have the key. */
  | { readonly outcome: 'disabled' }
  | { readonly outcome: 'refused' };

/**
 * Checks what the browser answers: the challenge of this session, never used before; this origin and host; the user's own
 * key, which must have counted on where it counts, and must have asked for a finger, face or code. Proves two factors at once.
 */
export async function finishPasskeySignIn(directory: Directory, input: PasskeySignIn): Promise<PasskeyCheck> {
  const fields = ['clientDataJSON', 'authenticatorData', 'signature'];
  if (!isFitResponse(input.response, fields)) return { outcome: 'refused' };
  const response = input.response as AuthenticationResponseJSON;
  const userId = userOf(response, input.userId);
  if (userId === undefined) return { outcome: 'refused' };
  const passkey = (await passkeysOf(directory, userId)).find(({ data }) => data.credentialId === response.id);
  const user = await directory.store.read((session) => session.objects.find('user', userId));
  if (passkey === undefined || user === undefined) return { outcome: 'refused' };
  const counter = await verifiedCounter(directory, input, response, passkey);
  const isRight = counter !== undefined && (await isFirstUse(directory, input.challenge, passkey, counter));
  const isEnabled = user.properties.accountEnabled === true;
  const outcome = !isRight ? 'wrong' : isEnabled ? 'right' : 'disabled';
  await recordEvent(directory, input, 'fido2', outcome, user);
  if (outcome === 'wrong') return { outcome: 'refused' };
  return outcome === 'right' ? { outcome, userId } : { outcome };
}

async function passkeysOf(directory: Directory, userId: ObjectId): Promise<readonly StoredFactor[]> {
  const factors = await directory.store.read((session) => session.credentials.factorsOf(userId));
  return factors.filter(({ kind, isConfirmed }) => kind === 'fido2' && isConfirmed);
}

/** The user that the key names; where a user was asked for, it must be that one. */
function userOf({ response }: AuthenticationResponseJSON, expected: ObjectId | null): ObjectId | undefined {
  const handle = response.userHandle;
  if (handle === undefined || handle === null) return expected ?? undefined;
  const hex = Buffer.from(handle, 'base64url').toString('hex');
  const named = toObjectId(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
  return expected === null || expected === named ? named : undefined;
}

/** The key's counter after this use; undefined when the answer is not right. */
async function verifiedCounter(
  directory: Directory,
  { challenge, origin, rpId, userId }: PasskeySignIn,
  response: AuthenticationResponseJSON,
  { data, mark }: StoredFactor,
): Promise<number | undefined> {
  if (!(await isOwnChallenge(directory, challenge, 'sign-in', userId ?? ''))) return undefined;
  const [{ verifyAuthenticationResponse }, { decodeClientDataJSON }] = await Promise.all([
    passkeyLibrary(),
    passkeyHelpers(),
  ]);
  try {
    // A page of somebody else that shows ours inside of it may not ask.
    if (decodeClientDataJSON(response.response.clientDataJSON).crossOrigin === true) return undefined;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      credential: {
        id: data.credentialId as string,
        publicKey: new Uint8Array(Buffer.from(data.publicKey as string, 'base64url')),
        counter: mark,
      },
      requireUserVerification: true,
    });
    return verified ? authenticationInfo.newCounter : undefined;
  } catch {
    // The library throws for whatever does not fit; what comes from outside is never our own failure.
    return undefined;
  }
}

/** Uses challenge and counter up; only one answer to a challenge gets true. */
async function isFirstUse(directory: Directory, challenge: string, passkey: StoredFactor, counter: number) {
  if (!(await useChallenge(directory, challenge))) return false;
  const now = directory.clock();
  return directory.store.write('shared', ({ credentials }) => credentials.useFactor(passkey, counter, now));
}
