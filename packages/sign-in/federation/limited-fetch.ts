import { promises as dns } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { isLoopbackAddress, type ReachableAddresses } from '@muster/directory';
import type { CustomFetch } from 'openid-client';

/** What a request to a provider may take. */
export interface FetchLimits {
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

export const fetchLimits: FetchLimits = { timeoutMs: 10_000, maxBytes: 1024 * 1024 };

/**
 * Fetches from providers: https, or http on the machine itself; to addresses that may be reached, decided on the very
 * address that is connected to, so that no name can change its meaning in between; without following redirects; within
 * limits of time and size.
 *
 * It throws plain Errors: whoever calls knows what the failure means.
 */
export function limitedFetch(addresses: ReachableAddresses, limits: FetchLimits = fetchLimits): CustomFetch {
  return async (address, { method, headers, body, signal }) => {
    const url = new URL(address);
    const target = await resolveHost(url, addresses);
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopbackAddress(target))) {
      throw new Error('only https is asked');
    }
    const timeout = AbortSignal.timeout(limits.timeoutMs);
    const stop = signal === undefined ? timeout : AbortSignal.any([signal, timeout]);
    const text = body === undefined || body === null ? undefined : await new Response(body).text();
    return send(url, target, { method, headers: { ...headers, host: url.host }, text, stop }, limits.maxBytes);
  };
}

/** The one address that is connected to; all that the name stands for must be allowed. */
async function resolveHost(url: URL, addresses: ReachableAddresses): Promise<string> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const found = isIP(host) === 0 ? (await dns.lookup(host, { all: true })).map(({ address }) => address) : [host];
  const [first] = found;
  if (first === undefined || !found.every((address) => addresses.allows(address))) {
    throw new Error('the address is not one that this server may ask');
  }
  return first;
}

interface Sent {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | undefined;
  readonly stop: AbortSignal;
}

function send(url: URL, target: string, { method, headers, text, stop }: Sent, maxBytes: number): Promise<Response> {
  const options = {
    host: target,
    port: url.port === '' ? undefined : Number(url.port),
    path: `${url.pathname}${url.search}`,
    method,
    headers: text === undefined ? headers : { ...headers, 'content-length': String(Buffer.byteLength(text)) },
    agent: false as const,
    signal: stop,
  };
  return new Promise((resolve, reject) => {
    const answer = (incoming: http.IncomingMessage) => {
      readBody(incoming, maxBytes)
        .then((body) => responseOf(incoming, body))
        .then(resolve, reject);
    };
    const isPlain = url.protocol === 'http:';
    const name = isIP(url.hostname.replace(/^\[|\]$/g, '')) === 0 ? { servername: url.hostname } : {};
    const request = isPlain ? http.request(options, answer) : https.request({ ...options, ...name }, answer);
    request.on('error', reject);
    request.end(text);
  });
}

async function readBody(incoming: http.IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      incoming.destroy();
      throw new Error(`the answer is larger than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws Error for redirects, which are never followed */
function responseOf({ statusCode = 500, headers }: http.IncomingMessage, body: Buffer): Response {
  if (statusCode >= 300 && statusCode < 400) throw new Error('the answer is a redirect');
  const given = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
  );
  const isEmpty = statusCode === 204 || statusCode === 205;
  return new Response(isEmpty ? null : new Uint8Array(body), { status: statusCode, headers: given });
}
