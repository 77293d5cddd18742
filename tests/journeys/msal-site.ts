import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';

/** A page with Microsoft's client for browsers, which signs in as soon as it is opened. */
const pageText = (clientId: string, authority: string) => `<!doctype html><title>waiting</title>
<script src="/msal.js"></script><script>
const app = new msal.PublicClientApplication({
  auth: { clientId: '${clientId}', authority: '${authority}', knownAuthorities: ['${new URL(authority).host}'], redirectUri: location.origin + '/' },
});
(async () => {
  await app.initialize();
  const result = await app.handleRedirectPromise();
  if (result === null && location.search === '') await app.loginRedirect({ scopes: ['User.Read'] });
  window.result = result;
  document.title = result === null ? 'waiting' : 'signed in';
})().catch((problem) => { document.title = String(problem); });
</script>`;

/** A site with that page at `/`; everywhere else it says that somebody came. */
export interface MsalSite {
  readonly origin: string;
  stop(): void;
}

export async function startMsalSite(clientId: string, authority: string): Promise<MsalSite> {
  const path = createRequire(import.meta.url).resolve('@azure/msal-browser');
  const msal = await readFile(path.replace(/\.cjs$/, '.min.js'));
  const site = createServer((request, response) => {
    const isScript = request.url === '/msal.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    const isPage = request.url === '/' || request.url?.startsWith('/?');
    response.end(isScript ? msal : isPage ? pageText(clientId, authority) : 'here');
  });
  await once(site.listen(0, 'localhost'), 'listening');
  return { origin: `http://localhost:${(site.address() as AddressInfo).port}`, stop: () => void site.close() };
}
