import { describe, expect, it } from 'vitest';
import { formValuesOf, kindOf, type Provider, peopleOf, providerBodyOf } from './provider-kinds.ts';

const fabrikam: Provider = {
  '@odata.type': '#microsoft.graph.oidcIdentityProvider',
  id: '1',
  displayName: 'Fabrikam',
  issuer: "https://o'id.example",
  domains: ['fabrikam.example'],
  inboundClaimMapping: { sub: 'sub', email: 'email', email_verified: 'email_verified', name: 'name' },
};
const plant: Provider = {
  '@odata.type': '#muster.directoryConnection',
  id: '2',
  displayName: 'Plant',
  url: 'ldaps://dc1.plant.example',
  bindPattern: null,
};
const social = (identityProviderType: string): Provider => ({
  '@odata.type': '#microsoft.graph.socialIdentityProvider',
  id: 'x',
  displayName: identityProviderType,
  identityProviderType,
});

describe('identity providers', () => {
  it('are told apart by their types', () => {
    expect([fabrikam, plant, social('Google'), social('Microsoft')].map(kindOf)).toEqual([
      'openId',
      'onPremises',
      'google',
      'microsoft',
    ]);
  });

  it('show claims as fields and never a secret', () => {
    const shown = formValuesOf({ ...fabrikam, clientSecret: '****' } as Provider);
    expect(shown).toMatchObject({ claim_name: 'name', claim_given_name: null, clientSecret: null });
    expect(formValuesOf(plant).find).toBe('search');
    expect(formValuesOf({ ...plant, bindPattern: '{name}' }).find).toBe('pattern');
  });

  it('are made with what their type needs', () => {
    expect(providerBodyOf('google', { clientId: 'a', clientSecret: 'b' }, undefined)).toEqual({
      '@odata.type': '#microsoft.graph.socialIdentityProvider',
      identityProviderType: 'Google',
      clientId: 'a',
      clientSecret: 'b',
    });
    expect(providerBodyOf('openId', { clientSecret: 'b', claim_email: 'mail' }, undefined)).toEqual({
      '@odata.type': '#microsoft.graph.oidcIdentityProvider',
      clientAuthentication: {
        '@odata.type': '#microsoft.graph.oidcClientSecretAuthentication',
        clientSecret: 'b',
      },
      inboundClaimMapping: { email: 'mail' },
    });
  });

  it('keep the claims that stay, and empty what another way to find accounts does not have', () => {
    expect(providerBodyOf('openId', { claim_name: 'nick' }, fabrikam)).toEqual({
      inboundClaimMapping: { sub: 'sub', email: 'email', email_verified: 'email_verified', name: 'nick' },
    });
    expect(providerBodyOf('onPremises', { find: 'pattern', bindPattern: '{name}@plant' }, plant)).toEqual({
      bindPattern: '{name}@plant',
      searchBase: null,
      searchFilter: null,
      bindName: null,
    });
  });

  it('tell whom their removal would concern', () => {
    expect(peopleOf(fabrikam).plus).toEqual(["identities/any(i:i/issuer eq 'https://o''id.example')"]);
    expect(peopleOf({ ...fabrikam, isExternalDirectory: true })).toMatchObject({ areAtMost: true });
    expect(peopleOf(social('Google'))).toMatchObject({ plus: ["identitySource eq 'Google'"], areAtMost: false });
  });
});
