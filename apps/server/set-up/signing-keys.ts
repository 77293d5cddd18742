import type { Directory } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import { signingKeyStore } from '../adapters/sign-in-ports.ts';

/** Loaded here, so that commands which need no keys do without the libraries of sign-in. */
const signIn = () => import('@muster/sign-in');

/** A key that signs tokens, as an operator sees it. */
export interface ListedSigningKey {
  readonly kid: string;
  readonly createdAt: Instant;
  readonly signsFrom: Instant;
}

/** The directory's signing keys, the newest first; none before the first start of a server. */
export async function listSigningKeys(directory: Directory): Promise<readonly ListedSigningKey[]> {
  const { signsFrom } = await signIn();
  const keys = (await signingKeyStore(directory).load()) ?? [];
  const listed = keys.map((key) => ({ kid: key.kid, createdAt: key.createdAt, signsFrom: signsFrom(key) }));
  return listed.toSorted((a, b) => b.signsFrom - a.signsFrom);
}

/**
 * Makes a new signing key. Running servers take it over within a minute.
 *
 * @param isUrgent it signs at once, and tokens that were signed before are refused; else it signs from the next day on
 */
export async function rotateSigningKeys(directory: Directory, isUrgent: boolean): Promise<void> {
  const { withNewKey } = await signIn();
  await signingKeyStore(directory).change((keys) => withNewKey(keys ?? [], directory.clock(), isUrgent));
}
