import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();
const text = (data: Buffer) => data.toString('base64url');

/** The head of a CBOR item. @see RFC 8949 §3 */
function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value]);
  if (value < 256) return Buffer.from([(major << 5) | 24, value]);
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255]);
}

type Item = number | string | Buffer | readonly Buffer[] | ReadonlyMap<number | string, Item>;

function cbor(item: Item): Buffer {
  if (typeof item === 'number') return item >= 0 ? head(0, item) : head(1, -1 - item);
  if (typeof item === 'string') return Buffer.concat([head(3, Buffer.byteLength(item)), Buffer.from(item)]);
  if (Buffer.isBuffer(item)) return Buffer.concat([head(2, item.length), item]);
  if (isList(item)) return Buffer.concat([head(4, item.length), ...item.map(cbor)]);
  return Buffer.concat([head(5, item.size), ...[...item].flatMap(([key, value]) => [cbor(key), cbor(value)])]);
}

const isList = (item: Item): item is readonly Buffer[] => Array.isArray(item);

const [present, verified, hasKey] = [0x01, 0x04, 0x40];

/** How an answer of a key differs from a right one. */
export interface Twist {
  readonly origin?: string;
  readonly rpId?: string;
  readonly type?: string;
  readonly challenge?: string;
  readonly crossOrigin?: boolean;
  readonly isVerified?: boolean;
  readonly isPresent?: boolean;
  readonly userHandle?: string | null;
  readonly counter?: number;
  readonly format?: string;
  /** Certificates in the statement about the key. */
  readonly certificates?: readonly Buffer[];
}

/** A passkey in software, which answers as an authenticator and a browser together do. */
export class SoftwareKey {
  readonly id = text(randomBytes(16));
  readonly #private: KeyObject;
  readonly #public: { readonly x: string; readonly y: string };
  #userHandle = '';

  /** @param counter 0 for a key that does not count */
  constructor(
    private readonly origin: string,
    private readonly rpId: string,
    private counter = 0,
  ) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#private = privateKey;
    this.#public = publicKey.export({ format: 'jwk' }) as { x: string; y: string };
  }

  #clientData(type: string, challenge: string, twist: Twist): Buffer {
    const { origin = this.origin, crossOrigin = false } = twist;
    return Buffer.from(
      JSON.stringify({ type: twist.type ?? type, challenge: twist.challenge ?? challenge, origin, crossOrigin }),
    );
  }

  #authenticatorData(twist: Twist, credential: Buffer): Buffer {
    const flags =
      (twist.isPresent === false ? 0 : present) |
      (twist.isVerified === false ? 0 : verified) |
      (credential.length > 0 ? hasKey : 0);
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(twist.counter ?? this.counter);
    return Buffer.concat([sha256(twist.rpId ?? this.rpId), Buffer.from([flags]), counter, credential]);
  }

  /** What `navigator.credentials.create` gives. */
  create(options: { challenge: string; user: { id: string } }, twist: Twist = {}): object {
    this.#userHandle = options.user.id;
    const id = Buffer.from(this.id, 'base64url');
    const { x, y } = this.#public;
    const key = new Map<number, Item>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ]);
    const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([id.length >> 8, id.length & 255]), id, cbor(key)]);
    const attestation = new Map<string, Item>([
      ['fmt', twist.format ?? 'none'],
      ['attStmt', new Map<string, Item>(twist.certificates === undefined ? [] : [['x5c', twist.certificates]])],
      ['authData', this.#authenticatorData(twist, credential)],
    ]);
    const response = {
      clientDataJSON: text(this.#clientData('webauthn.create', options.challenge, twist)),
      attestationObject: text(cbor(attestation)),
      transports: ['internal', 'from a spoon'],
    };
    return { id: this.id, rawId: this.id, type: 'public-key', response, clientExtensionResults: {} };
  }

  /** What `navigator.credentials.get` gives. */
  get(options: { challenge: string }, twist: Twist = {}): { id: string; response: Record<string, string> } {
    if (this.counter > 0) this.counter++;
    const clientData = this.#clientData('webauthn.get', options.challenge, twist);
    const data = this.#authenticatorData(twist, Buffer.alloc(0));
    const signature = sign('sha256', Buffer.concat([data, sha256(clientData)]), this.#private);
    const handle = twist.userHandle === undefined ? this.#userHandle : twist.userHandle;
    const response = {
      clientDataJSON: text(clientData),
      authenticatorData: text(data),
      signature: text(signature),
      ...(handle === null ? {} : { userHandle: handle }),
    };
    const answer = { id: this.id, rawId: this.id, type: 'public-key', response, clientExtensionResults: {} };
    return answer;
  }
}
