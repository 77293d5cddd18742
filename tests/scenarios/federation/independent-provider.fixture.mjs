// An OpenID provider that shares nothing with Muster: started as a process of its own, it prints its issuer and runs
// until its standard input ends. Whoever the login hint names is signed in without a page, by name or by address; `deny`
// refuses.
import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

const [redirectUri] = process.argv.slice(2);
const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: 'muster',
      client_secret: 'fabrikam-secret',
      redirect_uris: [redirectUri],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      token_endpoint_auth_method: 'client_secret_post',
    },
  ],
  pkce: { required: () => true },
  cookies: { keys: ['only-for-tests'] },
  claims: {
    openid: ['sub'],
    email: ['email', 'email_verified'],
    profile: ['name', 'given_name', 'family_name'],
    acr: null,
  },
  acrValues: ['urn:example:strong'],
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (_ctx, accountId) => ({
    accountId,
    claims: async () => ({
      sub: accountId,
      email: `${accountId}@fabrikam.example`,
      email_verified: true,
      name: 'Ann Fabrikam',
      given_name: 'Ann',
      family_name: 'Fabrikam',
    }),
  }),
});

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith('/interaction/')) return next();
  const interaction = await provider.interactionDetails(ctx.req, ctx.res);
  const { prompt, params, session } = interaction;
  ctx.respond = false;
  const finish = (result) => provider.interactionFinished(ctx.req, ctx.res, result, { mergeWithLastSubmission: true });
  if (params.login_hint?.split('@')[0] === 'deny')
    return finish({ error: 'access_denied', error_description: 'not today' });
  if (prompt.name === 'login') {
    const strong = params.acr_values === undefined ? {} : { acr: 'urn:example:strong' };
    const accountId = params.login_hint.split('@')[0];
    if (session !== undefined && session.accountId !== accountId) {
      // Somebody else: without a page in between that signs the other one out.
      await (await provider.Session.findByUid(session.uid))?.destroy();
      delete interaction.session;
      await interaction.save(600);
    }
    return finish({ login: { accountId, ...strong } });
  }
  const grant = new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope('openid email profile');
  return finish({ consent: { grantId: await grant.save() } });
});

// Called back wherever below the address that was given.
provider.Client.prototype.redirectUriAllowed = (uri) => uri.startsWith(redirectUri);
server.on('request', provider.callback());
process.stdout.write(`${issuer}\n`);
process.stdin.resume().on('end', () => process.exit(0));
