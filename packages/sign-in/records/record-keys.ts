import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** A key for one purpose, made of the directory's secret: the same on every node. */
export function derivedKey(secret: string, purpose: string): string {
  return Buffer.from(hkdfSync('sha256', secret, '', `muster ${purpose}`, 32)).toString('base64url');
}

/** Turns what browsers and applications present into the names under which records are kept. */
export interface RecordKeys {
  /** SHA-256 of the secret: whoever reads the records alone signs nobody in. */
  hash(secret: string): string;
  /** Stands for a record whose secret is not known any more, because it was found by another key. */
  reference(idHash: string): string;
}

/** @param key of this directory: without it nobody can make a reference, so that a hash read somewhere is no secret */
export function recordKeys(key: string): RecordKeys {
  const tag = (idHash: string) => createHmac('sha256', key).update(idHash).digest('base64url');
  return {
    hash(secret) {
      const [idHash, given] = secret.startsWith('~') ? secret.slice(1).split('.') : [];
      if (idHash !== undefined && given !== undefined && isSame(given, tag(idHash))) return idHash;
      return createHash('sha256').update(secret).digest('base64url');
    },
    reference: (idHash) => `~${idHash}.${tag(idHash)}`,
  };
}

/** Compares two texts in a time that does not tell where they differ. */
export function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Proves that a form was made by this directory for this very browser's request. */
export function formToken(key: string, of: string): string {
  return createHmac('sha256', key).update(of).digest('base64url');
}
