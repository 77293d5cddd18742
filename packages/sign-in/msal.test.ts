import {
  ConfidentialClientApplication,
  type INetworkModule,
  type NetworkRequestOptions,
  type NetworkResponse,
  ProtocolMode,
} from '@azure/msal-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  domainName,
  payroll,
  payrollSecret,
  type SignInServer,
  startSignInServer,
  systemClock,
  tenantId,
} from './testing/sign-in-server.ts';

// The server stands, as in production, behind a proxy that ends TLS: MSAL speaks https to the public address only.
const host = 'id.contoso.example';
const publicBaseUrl = `https://${host}`;

let server: SignInServer;
beforeAll(async () => {
  server = await startSignInServer({ publicBaseUrl }, { trustProxy: true });
});
afterAll(() => server.app.close());

/** Plays that proxy, and refuses every other host: MSAL must not need Microsoft's. */
function proxy(asked: string[]): INetworkModule {
  async function send<T>(url: string, options: RequestInit): Promise<NetworkResponse<T>> {
    asked.push(url);
    if (!url.startsWith(`${publicBaseUrl}/`)) throw new Error(`MSAL asked ${url}`);
    const headers = { ...(options.headers as Record<string, string>), 'x-forwarded-proto': 'https' };
    const response = await fetch(server.url + url.slice(publicBaseUrl.length), { ...options, headers });
    return {
      headers: Object.fromEntries(response.headers),
      body: (await response.json()) as T,
      status: response.status,
    };
  }
  return {
    sendGetRequestAsync: (url, options) => send(url, { headers: options?.headers ?? {} }),
    sendPostRequestAsync: (url, options?: NetworkRequestOptions) =>
      send(url, { method: 'POST', headers: options?.headers ?? {}, body: options?.body ?? '' }),
  };
}

function application(
  authority: string,
  protocolMode?: ProtocolMode,
  clientSecret = payrollSecret,
  asked: string[] = [],
) {
  return new ConfidentialClientApplication({
    auth: { clientId: payroll.appId, clientSecret, authority, knownAuthorities: [host] },
    system: { networkClient: proxy(asked), ...(protocolMode === undefined ? {} : { protocolMode }) },
  });
}

describe('unmodified MSAL', () => {
  it.each([
    ['the tenant id', `${publicBaseUrl}/${tenantId}`, undefined],
    ['the domain name', `${publicBaseUrl}/${domainName}`, undefined],
    ['the issuer, as a plain OpenID provider', `${publicBaseUrl}/${tenantId}/v2.0`, ProtocolMode.OIDC],
  ])('gets a token with an authority that is %s', async (_what, authority, protocolMode) => {
    for (const scope of ['https://graph.microsoft.com/.default', `${publicBaseUrl}/.default`]) {
      const result = await application(authority, protocolMode).acquireTokenByClientCredential({ scopes: [scope] });
      const caller = await server.signIn.verifyAccessToken(result?.accessToken ?? '', systemClock());
      expect(caller).toMatchObject({ appId: payroll.appId, tenantId, roles: ['User.Read.All', 'Group.Read.All'] });
      expect(Math.abs((result?.expiresOn?.getTime() ?? 0) - systemClock() - 3_600_000)).toBeLessThan(10_000);
    }
  });

  it('takes the second token from its cache', async () => {
    const asked: string[] = [];
    const app = application(`${publicBaseUrl}/${tenantId}`, undefined, payrollSecret, asked);
    const request = { scopes: ['https://graph.microsoft.com/.default'] };
    const first = await app.acquireTokenByClientCredential(request);
    const second = await app.acquireTokenByClientCredential(request);
    expect(second?.accessToken).toBe(first?.accessToken);
    expect(asked.filter((url) => url.includes('/token'))).toHaveLength(1);
  });

  it('reports a wrong secret with its number', async () => {
    const app = application(`${publicBaseUrl}/${tenantId}`, undefined, 'nope');
    const request = { scopes: ['https://graph.microsoft.com/.default'] };
    await expect(app.acquireTokenByClientCredential(request)).rejects.toMatchObject({
      errorCode: 'invalid_client',
      errorNo: 7000215,
      errorMessage: expect.stringContaining('AADSTS7000215: Invalid client secret provided.'),
    });
  });
});
