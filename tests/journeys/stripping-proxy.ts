import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';

const tlsFile = (name: string) => readFileSync(new URL(`./tls/${name}`, import.meta.url));

/** A proxy before one server. */
export interface StrippingProxy {
  /** `https://localhost:port/prefix`. */
  readonly url: string;
  /** To which server it passes requests on, from then on. */
  pointTo(port: number): void;
  stop(): Promise<void>;
}

/**
 * A reverse proxy as administrators run one: what comes to an address below the prefix goes on without it, everything else is
 * another application's. It changes neither headers nor answers.
 */
export async function startStrippingProxy(prefix: string): Promise<StrippingProxy> {
  let target = 0;
  const server = createServer({ cert: tlsFile('localhost.cert.pem'), key: tlsFile('localhost.key.pem') });
  server.on('request', (incoming, outgoing) => {
    const path = incoming.url ?? '/';
    if (!path.startsWith(`${prefix}/`)) return void outgoing.writeHead(404).end('another application');
    const options = { host: 'localhost', port: target, method: incoming.method, headers: incoming.headers };
    const onward = request({ ...options, path: path.slice(prefix.length) }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}${prefix}`,
    pointTo(port) {
      target = port;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
