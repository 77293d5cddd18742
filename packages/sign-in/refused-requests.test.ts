import { directoryErrors } from '@muster/directory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noPeople } from './testing/memory-ports.ts';
import {
  disabled,
  expired,
  payroll,
  payrollForm,
  payrollSecret,
  postToken,
  readAnswer,
  type SignInServer,
  startSignInServer,
  tenantId,
} from './testing/sign-in-server.ts';

let server: SignInServer;
beforeAll(async () => {
  server = await startSignInServer();
});
afterAll(() => server.app.close());

interface Wrong {
  readonly what: string;
  readonly change: Record<string, string | undefined>;
  readonly status: number;
  readonly error: string;
  readonly number: number;
  readonly tenant?: string;
}

const wrong: readonly Wrong[] = [
  { what: 'secret', change: { client_secret: 'nope' }, status: 401, error: 'invalid_client', number: 7000215 },
  {
    what: 'secret of another application',
    change: { client_id: expired.appId },
    status: 401,
    error: 'invalid_client',
    number: 7000215,
  },
  {
    what: 'secret, expired',
    change: { client_id: expired.appId, client_secret: 'old' },
    status: 401,
    error: 'invalid_client',
    number: 7000222,
  },
  { what: 'secret, none', change: { client_secret: undefined }, status: 401, error: 'invalid_client', number: 7000218 },
  {
    what: 'client, unknown',
    change: { client_id: '0a1b2c3d-0000-4000-8000-0000000000ee' },
    status: 400,
    error: 'unauthorized_client',
    number: 700016,
  },
  {
    what: 'client, no GUID',
    change: { client_id: 'payroll' },
    status: 400,
    error: 'unauthorized_client',
    number: 700016,
  },
  {
    what: 'client, disabled',
    change: { client_id: disabled.appId },
    status: 400,
    error: 'unauthorized_client',
    number: 7000112,
  },
  {
    what: 'client, disabled, and secret',
    change: { client_id: disabled.appId, client_secret: 'nope' },
    status: 401,
    error: 'invalid_client',
    number: 7000215,
  },
  { what: 'client, none', change: { client_id: undefined }, status: 400, error: 'invalid_request', number: 900144 },
  { what: 'scope, none', change: { scope: undefined }, status: 400, error: 'invalid_request', number: 900144 },
  {
    what: 'scope, delegated',
    change: { scope: 'https://graph.microsoft.com/User.Read' },
    status: 400,
    error: 'invalid_scope',
    number: 1002012,
  },
  {
    what: 'scope, two',
    change: { scope: 'https://graph.microsoft.com/.default openid' },
    status: 400,
    error: 'invalid_scope',
    number: 1002012,
  },
  {
    what: 'resource',
    change: { scope: 'https://vault.azure.net/.default' },
    status: 400,
    error: 'invalid_scope',
    number: 500011,
  },
  {
    what: 'resource parameter',
    change: { resource: 'https://vault.azure.net' },
    status: 400,
    error: 'invalid_request',
    number: 9002313,
  },
  {
    what: 'grant type, none',
    change: { grant_type: undefined },
    status: 400,
    error: 'invalid_request',
    number: 900144,
  },
  {
    what: 'grant type',
    change: { grant_type: 'password' },
    status: 400,
    error: 'unsupported_grant_type',
    number: 70003,
  },
  { what: 'tenant', change: {}, tenant: 'fabrikam.example', status: 400, error: 'invalid_request', number: 90002 },
  {
    what: 'tenant id',
    change: {},
    tenant: '00000000-0000-4000-8000-000000000000',
    status: 400,
    error: 'invalid_request',
    number: 90002,
  },
  { what: 'tenant common', change: {}, tenant: 'common', status: 400, error: 'invalid_request', number: 50059 },
  {
    what: 'tenant organizations',
    change: {},
    tenant: 'Organizations',
    status: 400,
    error: 'invalid_request',
    number: 50059,
  },
];

describe('a refusal', () => {
  it.each(wrong)('wrong $what: $error $number', async ({ change, tenant, status, error, number }) => {
    const correlation = '11111111-2222-4333-8444-555555555555';
    const response = await postToken(
      server.url,
      { ...payrollForm, ...change },
      { ...(tenant === undefined ? {} : { tenant }), headers: { 'client-request-id': correlation } },
    );
    const body = await readAnswer(response);
    expect(body).toEqual({
      error,
      error_description: expect.stringMatching(new RegExp(`^AADSTS${number}: .* Trace ID: .+ Timestamp: `)),
      error_codes: [number],
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ$/),
      trace_id: expect.any(String),
      correlation_id: correlation,
    });
    expect(response.status).toBe(status);
    expect(JSON.stringify(body)).not.toContain(payrollSecret);
  });

  it('names the missing parameter', async () => {
    for (const name of ['grant_type', 'client_id', 'scope']) {
      const body = await readAnswer(postToken(server.url, { ...payrollForm, [name]: undefined }));
      expect(body.error_description).toContain(`'${name}'`);
    }
  });

  it('of other methods than POST says so', async () => {
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      const response = await fetch(`${server.url}/${tenantId}/oauth2/v2.0/token`, { method });
      expect(response.status).toBe(405);
      expect(response.headers.get('allow')).toBe('POST');
      expect((await readAnswer(response)).error_codes).toEqual([900561]);
    }
  });

  it.each(['application/json', 'text/plain', 'multipart/form-data; boundary=x', 'nonsense'])(
    'of a body of type %s is a malformed request',
    async (type) => {
      const response = await fetch(`${server.url}/${tenantId}/oauth2/v2.0/token`, {
        method: 'POST',
        body: JSON.stringify(payrollForm),
        headers: { 'content-type': type },
      });
      expect([400, await readAnswer(response)]).toMatchObject([response.status, { error_codes: [9002313] }]);
    },
  );

  it('of a parameter given twice is a malformed request', async () => {
    for (const name of ['client_id', 'scope', 'grant_type']) {
      const body = new URLSearchParams(payrollForm);
      body.append(name, 'again');
      const response = await fetch(`${server.url}/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body });
      expect([name, await readAnswer(response)]).toMatchObject([name, { error_codes: [9002313] }]);
      expect(response.status).toBe(400);
    }
  });

  it('of two ways of authenticating at once is a malformed request', async () => {
    const headers = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
    const response = await postToken(server.url, payrollForm, { headers });
    expect((await readAnswer(response)).error_codes).toEqual([9002313]);
  });

  it('of a body too large comes without reading it, whether or not its length is announced', async () => {
    const announced = await postToken(server.url, { ...payrollForm, padding: 'x'.repeat(100_000) });
    expect([announced.status, (await readAnswer(announced)).error_codes]).toEqual([413, [9002313]]);
    const streamed = await fetch(`${server.url}/${tenantId}/oauth2/v2.0/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new Blob(['grant_type=client_credentials&x=', 'x'.repeat(100_000)]).stream(),
      duplex: 'half',
    } as RequestInit);
    expect([streamed.status, (await readAnswer(streamed)).error_codes]).toEqual([400, [9002313]]);
  });

  it('is JSON for a browser too', async () => {
    const headers = { accept: 'text/html' };
    const response = await postToken(server.url, { ...payrollForm, client_secret: 'nope' }, { headers });
    expect(response.headers.get('content-type')).toContain('application/json');
    expect((await readAnswer(response)).error_codes).toEqual([7000215]);
  });

  it('keeps scripts of other origins from reading a token', async () => {
    const response = await postToken(server.url, payrollForm, { headers: { origin: 'https://elsewhere.example' } });
    expect(response.status).toBe(400);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('what is too much at the moment', () => {
  const tooMany = async () => {
    throw directoryErrors.TOO_MANY_CHECKS({});
  };

  it('is answered 503 to applications, and is no mistake of the server', async () => {
    const { app, url } = await startSignInServer({ secretVerifier: { verify: tooMany } });
    const response = await postToken(url, payrollForm);
    const body = await readAnswer(response);
    await app.close();
    expect([response.status, body.error, body.error_codes]).toEqual([503, 'temporarily_unavailable', [90033]]);
  });

  it('is answered 429 to whoever guesses secrets, and never to an application whose secret has matched before', async () => {
    let isBraked = false;
    const addresses = new Set<string>();
    const { app, url } = await startSignInServer({
      secretBrake: {
        async tryTo({ appId, clientAddress }, look) {
          addresses.add(`${appId} ${clientAddress}`);
          const inner = { retryAfterSeconds: 7 };
          if (isBraked) throw directoryErrors.TOO_MANY_WRONG_SECRETS({ seconds: 7 }, { inner });
          return look();
        },
      },
    });
    const wrong = { ...payrollForm, client_secret: 'wrong' };
    expect((await postToken(url, payrollForm)).status).toBe(200);
    expect((await postToken(url, wrong)).status).toBe(401);
    isBraked = true;
    const refused = await postToken(url, wrong);
    const body = await readAnswer(refused);
    const right = await postToken(url, payrollForm);
    await app.close();
    expect([refused.status, refused.headers.get('retry-after'), body.error_codes]).toEqual([429, '7', [90055]]);
    expect(right.status).toBe(200);
    expect([...addresses]).toEqual([`${payroll.appId} 127.0.0.1`]);
  });

  it('is answered 503 to people, by a page that needs nothing of the directory', async () => {
    const { app, url } = await startSignInServer({ people: { ...noPeople(), brand: tooMany } });
    const answers = await Promise.all(
      ['sessions', 'oauth2/deviceauth', 'oauth2/v2.0/authorize'].map(async (path) => {
        const response = await fetch(`${url}/${tenantId}/${path}`, { headers: { accept: 'text/html' } });
        return { status: response.status, text: await response.text() };
      }),
    );
    await app.close();
    expect(answers.map(({ status }) => status)).toEqual([503, 200, 400]);
    for (const { text } of answers) expect(text).toContain('<p class="house">Muster</p>');
  });
});
