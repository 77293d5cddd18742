import type { Directory } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import { signsFrom, withNewKey } from '@muster/sign-in';
import { signingKeyStore } from '../adapters/sign-in-ports.ts';

/** A key that signs tokens, as an operator sees it. */
export interface ListedSigningKey {
  readonly kid: string;
  readonly createdAt: Instant;
  readonly signsFrom: Instant;
}

/** The directory's signing keys, the newest first; none before the first start of a server. */
export async function listSigningKeys(directory: Directory): Promise<readonly ListedSigningKey[]> {
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
  await signingKeyStore(directory).change((keys) => withNewKey(keys ?? [], directory.clock(), isUrgent));
}
