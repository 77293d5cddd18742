import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./independent-provider.fixture.mjs', import.meta.url));

/** An independent OpenID provider that runs. */
export interface IndependentProvider {
  readonly issuer: string;
  stop(): Promise<void>;
}

/** Starts it for a client that wants to be called back at the address. */
export async function independentProvider(redirectUri: string): Promise<IndependentProvider> {
  const child: ChildProcess = spawn(process.execPath, [program, redirectUri], { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = once(child, 'close');
  const [issuer] = (await once(createInterface(child.stdout!), 'line')) as [string];
  return {
    issuer,
    async stop() {
      child.stdin!.end();
      await ended;
    },
  };
}

/** Follows the redirects of a browser with cookies until an address begins with `until`; gives that address. */
export async function browse(location: string, until: string): Promise<URL> {
  const jar = new Map<string, string>();
  let address = location;
  for (let step = 0; step < 20; step++) {
    if (address.startsWith(until)) return new URL(address);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(address, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') jar.delete(name);
      else jar.set(name, value);
    }
    const next = answer.headers.get('location');
    if (next === null) throw new Error(`${answer.status} at ${address}: ${await answer.text()}`);
    address = new URL(next, address).href;
  }
  throw new Error('too many redirects');
}
