import type { Instant } from '@muster/kernel';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { StoredSigningKey } from '../ports.ts';

/**
 * A new RSA key of 2048 bits for signing tokens; its `kid` is the thumbprint of RFC 7638.
 *
 * @param now becomes `createdAt`.
 */
export async function createSigningKey(now: Instant): Promise<StoredSigningKey> {
  const { privateKey } = await generateKeyPair('RS256', { modulusLength: 2048, extractable: true });
  const jwk = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(jwk, 'sha256');
  return { kid, privateJwk: { ...jwk, kid, alg: 'RS256', use: 'sig' }, createdAt: now };
}
