import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  domainName,
  expired,
  payroll,
  payrollForm,
  payrollSecret,
  postToken,
  readAnswer,
  type SignInServer,
  startSignInServer,
  systemClock,
  tenantId,
} from './testing/sign-in-server.ts';

let server: SignInServer;
beforeAll(async () => {
  server = await startSignInServer();
});
afterAll(() => server.app.close());

async function tokenFor(form: Record<string, string | undefined>, options = {}): Promise<string> {
  const answer = await readAnswer(postToken(server.url, form, options));
  expect(answer.access_token, JSON.stringify(answer)).toEqual(expect.any(String));
  return answer.access_token;
}

describe('a token', () => {
  it('is verified by a stranger through discovery and the published keys', async () => {
    const configuration = await readAnswer(fetch(`${server.url}/${tenantId}/v2.0/.well-known/openid-configuration`));
    expect(configuration).toMatchObject({
      issuer: `${server.url}/${tenantId}/v2.0`,
      token_endpoint: `${server.url}/${tenantId}/oauth2/v2.0/token`,
      jwks_uri: `${server.url}/${tenantId}/discovery/v2.0/keys`,
      grant_types_supported: expect.arrayContaining(['client_credentials', 'authorization_code', 'refresh_token']),
      token_endpoint_auth_methods_supported: ['client_secret_post', 'client_secret_basic', 'none'],
    });
    const body = new URLSearchParams(payrollForm);
    const answer = await readAnswer(fetch(configuration.token_endpoint, { method: 'POST', body }));
    expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    const { payload, protectedHeader } = await jwtVerify(
      answer.access_token,
      createRemoteJWKSet(new URL(configuration.jwks_uri)),
      { issuer: configuration.issuer, audience: 'https://graph.microsoft.com', algorithms: ['RS256'] },
    );
    expect(protectedHeader.kid).toEqual(expect.any(String));
    const { iat = 0, jti } = payload;
    expect(payload).toEqual({
      aud: 'https://graph.microsoft.com',
      iss: `${server.url}/${tenantId}/v2.0`,
      iat,
      nbf: iat,
      exp: iat + 3600,
      jti: expect.any(String),
      uti: jti,
      ver: '2.0',
      idtyp: 'app',
      tid: tenantId,
      oid: payroll.servicePrincipalId,
      sub: payroll.servicePrincipalId,
      appid: payroll.appId,
      azp: payroll.appId,
      client_id: payroll.appId,
      app_displayname: 'Payroll',
      roles: ['User.Read.All', 'Group.Read.All'],
    });
  });

  it('is stamped with the present time and never cached', async () => {
    const response = await postToken(server.url, payrollForm);
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { iat = 0 } = decodeJwt((await readAnswer(response)).access_token);
    expect(Math.abs(iat * 1000 - systemClock())).toBeLessThan(5000);
  });

  it('opens the API, for each name of the Graph resource', async () => {
    const scopes = [
      ['https://graph.microsoft.com/.default', 'https://graph.microsoft.com'],
      ['https://graph.microsoft.com//.default', 'https://graph.microsoft.com'],
      ['HTTPS://Graph.Microsoft.com/.default', 'https://graph.microsoft.com'],
      ['00000003-0000-0000-C000-000000000000/.default', '00000003-0000-0000-c000-000000000000'],
      [`${server.url}/.default`, server.url],
    ];
    for (const [scope, audience] of scopes) {
      const token = await tokenFor({ ...payrollForm, scope });
      expect(decodeJwt(token).aud).toBe(audience);
      expect(await server.signIn.verifyAccessToken(token, systemClock())).toEqual({
        kind: 'application',
        appId: payroll.appId,
        displayName: payroll.displayName,
        servicePrincipalId: payroll.servicePrincipalId,
        tenantId,
        roles: ['User.Read.All', 'Group.Read.All'],
        hasDirectoryRoles: false,
      });
    }
  });

  it.each([tenantId.toUpperCase(), domainName, 'Contoso.Example'])(
    'is issued under the tenant name %s',
    async (tenant) => {
      const token = await tokenFor(payrollForm, { tenant });
      expect(decodeJwt(token).iss).toBe(`${server.url}/${tenantId}/v2.0`);
    },
  );

  it('is issued for credentials in the Authorization header and for an upper-case client id', async () => {
    const { grant_type, scope } = payrollForm;
    const pair = `${payroll.appId.toUpperCase()}:${encodeURIComponent(payrollSecret)}`;
    const headers = { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
    expect(decodeJwt(await tokenFor({ grant_type, scope }, { headers })).appid).toBe(payroll.appId);
    await tokenFor({ ...payrollForm, client_id: payroll.appId.toUpperCase() });
  });

  it('is issued for the secret that still works beside an expired one', async () => {
    await tokenFor({ ...payrollForm, client_id: expired.appId, client_secret: 'new' });
  });
});
