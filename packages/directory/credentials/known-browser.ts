import { randomBytes } from 'node:crypto';
import type { Instant, ObjectId } from '@muster/kernel';
import type { DirectorySecret } from './directory-secret.ts';

/** How long a browser is known after its last whole sign-in. */
const knownForMs = 180 * 86_400_000;

/** A browser in which a user has signed in before. */
export interface KnownBrowser {
  readonly nonce: string;
}

const form = /^([\w-]{22})\.(\d{1,13})\.([\w-]{43})$/;

/** The browser that a token stands for; undefined when the token is not of this user, has expired, or is none. */
export function knownBrowser(
  secret: DirectorySecret,
  token: string | null | undefined,
  userId: ObjectId,
  now: Instant,
): KnownBrowser | undefined {
  const [, nonce, expiresAt, seal] = form.exec(token ?? '') ?? [];
  if (nonce === undefined || !secret.isSeal(seal!, 'browser', userId, nonce, expiresAt!)) return undefined;
  return Number(expiresAt) > now ? { nonce } : undefined;
}

/** A token that makes the browser known from now on; a browser known already keeps its identity. */
export function browserToken(
  secret: DirectorySecret,
  known: KnownBrowser | undefined,
  userId: ObjectId,
  now: Instant,
): string {
  const nonce = known?.nonce ?? randomBytes(16).toString('base64url');
  const expiresAt = String(now + knownForMs);
  return `${nonce}.${expiresAt}.${secret.seal('browser', userId, nonce, expiresAt)}`;
}
