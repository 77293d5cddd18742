import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { base64url, exportJWK, exportSPKI, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

/** What the provider puts into its answers; tests change it. */
export interface Mischief {
  /** Members of the metadata that differ. */
  metadata: Record<string, unknown>;
  /** Claims of the next ID token that differ; undefined leaves one out. */
  claims: Record<string, unknown>;
  /** What the provider says of the person beside the token; needs `userinfo_endpoint` in the metadata. */
  userInfo: Record<string, unknown>;
  /** How the next ID token is signed. */
  signature: 'right' | 'none' | 'HS256 with the public key' | 'HS256 with the secret' | 'another key';
  /** Answers the metadata request instead of the provider; undefined lets the provider answer. */
  answer: { status: number; headers?: Record<string, string>; body: string } | undefined;
}

/** A provider of whom nothing good can be expected. */
export interface HostileProvider {
  readonly issuer: string;
  readonly mischief: Mischief;
  /** Forms that came to the token endpoint. */
  readonly tokenRequests: URLSearchParams[];
  /** How often the metadata and the keys were read. */
  readonly reads: { metadata: number; keys: number };
  stop(): Promise<void>;
}

const secret = 'fabrikam-secret';

export async function hostileProvider(): Promise<HostileProvider> {
  const [own, other] = [await generateKeyPair('RS256'), await generateKeyPair('RS256')];
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'key', use: 'sig', alg: 'RS256' };
  const publicText = new TextEncoder().encode(await exportSPKI(own.publicKey));
  const mischief: Mischief = { metadata: {}, claims: {}, userInfo: {}, signature: 'right', answer: undefined };
  const [tokenRequests, reads] = [[] as URLSearchParams[], { metadata: 0, keys: 0 }];
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const metadata = () => ({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
    authorization_response_iss_parameter_supported: true,
    ...mischief.metadata,
  });
  const idToken = (nonce: string) => {
    const now = Math.floor((performance.timeOrigin + performance.now()) / 1000);
    const email = { email: 'ann@fabrikam.example', email_verified: true };
    const usual = { iss: issuer, sub: 'ann', aud: 'muster', nonce, iat: now, exp: now + 300, ...email };
    const claims = JSON.parse(JSON.stringify({ ...usual, ...mischief.claims })) as JWTPayload;
    if (mischief.signature === 'none') return `${encode({ alg: 'none' })}.${encode(claims)}.`;
    if (mischief.signature === 'HS256 with the public key') {
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'key' }).sign(publicText);
    }
    if (mischief.signature === 'HS256 with the secret') {
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));
    }
    const key = mischief.signature === 'right' ? own.privateKey : other.privateKey;
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'key' }).sign(key);
  };

  let nonce = '';
  server.on('request', async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, issuer);
    const json = (value: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    if (pathname === '/.well-known/openid-configuration') {
      reads.metadata += 1;
      if (mischief.answer === undefined) return json(metadata());
      return response.writeHead(mischief.answer.status, mischief.answer.headers).end(mischief.answer.body);
    }
    if (pathname === '/keys') {
      reads.keys += 1;
      return json({ keys: [jwk] });
    }
    if (pathname === '/userinfo') return json({ sub: 'ann', ...mischief.userInfo });
    if (pathname === '/authorize') {
      nonce = searchParams.get('nonce')!;
      return response.writeHead(204).end();
    }
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    tokenRequests.push(new URLSearchParams(Buffer.concat(chunks).toString()));
    return json({ access_token: 'x', token_type: 'Bearer', id_token: await idToken(nonce) });
  });
  return {
    issuer,
    mischief,
    tokenRequests,
    reads,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const encode = (value: unknown) => base64url.encode(JSON.stringify(value));
