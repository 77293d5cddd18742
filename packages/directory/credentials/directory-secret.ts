import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Directory } from '../context.ts';

const documentName = 'credential-secret';

const known = new WeakMap<Directory, Promise<DirectorySecret>>();

/** What only this directory can work out: keyed fingerprints of texts. */
export class DirectorySecret {
  constructor(private readonly key: Buffer) {}

  /** 256 bits that nobody can work out who does not know the key. The parts cannot run into each other. */
  fingerprint(...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.key).update(JSON.stringify(parts)).digest();
  }

  /** A number below 2^bits for the texts; nobody else can find others with the same number. */
  bucket(bits: number, ...parts: readonly string[]): number {
    return this.fingerprint(...parts).readUInt32BE() >>> (32 - bits);
  }

  /** The fingerprint as a seal in a token. */
  seal(...parts: readonly string[]): string {
    return this.fingerprint(...parts).toString('base64url');
  }

  /** Whether the seal is that of the parts; takes as long for a wrong one as for the right one. */
  isSeal(seal: string, ...parts: readonly string[]): boolean {
    const given = Buffer.from(seal, 'base64url');
    const right = this.fingerprint(...parts);
    return given.length === right.length && timingSafeEqual(given, right);
  }
}

/** The directory's secret for credentials; made at its first use. Nodes that ask at the same time get the same. */
export function directorySecret(directory: Directory): Promise<DirectorySecret> {
  let secret = known.get(directory);
  if (secret === undefined) {
    secret = loadOrCreate(directory);
    known.set(directory, secret);
    secret.catch(() => known.delete(directory));
  }
  return secret;
}

async function loadOrCreate({ store }: Directory): Promise<DirectorySecret> {
  const stored = await store.read((session) => session.settings.document(documentName));
  const text =
    stored ??
    (await store.write('exclusive', async ({ settings }) => {
      const present = await settings.document(documentName);
      if (present !== undefined) return present;
      const made = randomBytes(32).toString('base64url');
      await settings.saveDocument(documentName, made);
      return made;
    }));
  return new DirectorySecret(Buffer.from(text as string, 'base64url'));
}
