import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Instant } from '@muster/kernel';

const algorithm = 'aes-256-gcm';
const [ivBytes, tagBytes] = [12, 16];

/**
 * A value for a browser to carry from one page to the next, so that nobody can read it on the way, change it, or use it for
 * another purpose or longer than until `endsAt`.
 *
 * @param key 32 bytes, base64url
 */
export function seal(key: string, purpose: string, value: object, endsAt: Instant): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, Buffer.from(key, 'base64url'), iv).setAAD(Buffer.from(purpose));
  const text = JSON.stringify({ endsAt, value });
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** The value; undefined for what was not sealed here, for this purpose, or is over. */
export function unseal<T extends object>(
  key: string,
  purpose: string,
  text: string | undefined,
  now: Instant,
): T | undefined {
  const sealed = Buffer.from(text ?? '', 'base64url');
  if (sealed.length <= ivBytes + tagBytes) return undefined;
  const [iv, tag] = [sealed.subarray(0, ivBytes), sealed.subarray(-tagBytes)];
  const decipher = createDecipheriv(algorithm, Buffer.from(key, 'base64url'), iv, { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(tag);
  try {
    const opened = Buffer.concat([decipher.update(sealed.subarray(ivBytes, -tagBytes)), decipher.final()]);
    const { endsAt, value } = JSON.parse(opened.toString('utf8')) as { endsAt: Instant; value: T };
    return endsAt > now ? value : undefined;
  } catch {
    return undefined; // changed, of another purpose, or of another directory
  }
}
