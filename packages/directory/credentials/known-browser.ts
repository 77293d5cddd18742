import { randomBytes } from 'node:crypto';
import type { Instant, ObjectId } from '@muster/kernel';
import type { DirectorySecret } from './directory-secret.ts';

/** How long a browser is known after its last whole sign-in. */
const knownForMs = 180 * 86_400_000;

/** A browser in which a user has signed in before. */
export interface KnownBrowser {
  readonly nonce: string;
}

/** So many people who share a browser are known in it. */
const mostPeople = 5;

const form = /^([\w-]{22})\.(\d{1,13})\.([\w-]{43})$/;

/** Between the people of one browser. */
const separator = '~';

interface Part {
  readonly text: string;
  readonly nonce: string;
  readonly expiresAt: string;
  readonly seal: string;
}

function partsOf(token: string | null | undefined, now: Instant): readonly Part[] {
  const texts = (token ?? '').split(separator, mostPeople);
  return texts.flatMap((text) => {
    const [, nonce, expiresAt, seal] = form.exec(text) ?? [];
    return nonce === undefined || Number(expiresAt) <= now ? [] : [{ text, nonce, expiresAt: expiresAt!, seal: seal! }];
  });
}

function isOf(secret: DirectorySecret, userId: ObjectId, { nonce, expiresAt, seal }: Part): boolean {
  return secret.isSeal(seal, 'browser', userId, nonce, expiresAt);
}

/** The browser that a token stands for; undefined when the token is not of this user, has expired, or is none. */
export function knownBrowser(
  secret: DirectorySecret,
  token: string | null | undefined,
  userId: ObjectId,
  now: Instant,
): KnownBrowser | undefined {
  const own = partsOf(token, now).find((part) => isOf(secret, userId, part));
  return own === undefined ? undefined : { nonce: own.nonce };
}

/**
 * A token that makes the browser known from now on; a browser known already keeps its identity. Whoever else is known in it
 * stays so, the newest first.
 */
export function browserToken(
  secret: DirectorySecret,
  shown: string | null | undefined,
  userId: ObjectId,
  now: Instant,
): string {
  const parts = partsOf(shown, now);
  const nonce = knownBrowser(secret, shown, userId, now)?.nonce ?? randomBytes(16).toString('base64url');
  const expiresAt = String(now + knownForMs);
  const own = `${nonce}.${expiresAt}.${secret.seal('browser', userId, nonce, expiresAt)}`;
  const others = parts.filter((part) => !isOf(secret, userId, part)).map(({ text }) => text);
  return [own, ...others].slice(0, mostPeople).join(separator);
}
