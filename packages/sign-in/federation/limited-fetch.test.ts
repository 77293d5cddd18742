import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reachableAddresses } from '@muster/directory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { limitedFetch } from './limited-fetch.ts';

const everywhere = { allows: () => true };
const request = { body: null, headers: {}, method: 'GET', redirect: 'manual' } as const;

let server: Server;
let url: string;
const seen: { host: string | undefined; body: string }[] = [];
beforeAll(async () => {
  server = createServer(async (incoming, answer) => {
    let body = '';
    for await (const chunk of incoming) body += chunk;
    seen.push({ host: incoming.headers.host, body });
    if (incoming.url === '/slow') return;
    if (incoming.url === '/redirect') answer.writeHead(307, { location: '/' });
    answer.end(incoming.url === '/large' ? 'x'.repeat(2000) : 'fine');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe('a fetch from a provider', () => {
  const limits = { timeoutMs: 2000, maxBytes: 1000 };
  const get = limitedFetch(reachableAddresses(['loopback']), limits);

  it('sends what it is given and reads the answer', async () => {
    const body = new URLSearchParams({ code: 'ä b' });
    const answer = await get(`${url}/x?y=z`, { ...request, method: 'POST', body });
    expect([answer.status, await answer.text()]).toEqual([200, 'fine']);
    expect(seen.at(-1)).toEqual({ host: new URL(url).host, body: 'code=%C3%A4+b' });
  });

  it('follows no redirect, and stops at its limits', async () => {
    await expect(get(`${url}/redirect`, request)).rejects.toThrow('redirect');
    await expect(get(`${url}/large`, request)).rejects.toThrow('larger than 1000 bytes');
    const hasty = limitedFetch(everywhere, { ...limits, timeoutMs: 50 });
    await expect(hasty(`${url}/slow`, request)).rejects.toThrow();
    const stopped = { ...request, signal: AbortSignal.abort() };
    await expect(get(`${url}/x`, stopped)).rejects.toThrow();
  });

  it('goes nowhere without encryption but to the machine itself', async () => {
    for (const address of ['http://192.0.2.1/', 'ftp://127.0.0.1/', 'http://[2001:db8::1]/']) {
      await expect(limitedFetch(everywhere, limits)(address, request)).rejects.toThrow(/only https/);
    }
  });

  it('decides on the address behind a name', async () => {
    const port = new URL(url).port;
    const closed = limitedFetch(reachableAddresses([]), limits);
    const before = seen.length;
    const addresses = [`http://localhost:${port}`, `http://0x7f.1:${port}`, `http://[::ffff:127.0.0.1]:${port}`];
    for (const address of addresses) await expect(closed(address, request)).rejects.toThrow('may ask');
    expect(seen).toHaveLength(before);
  });
});
