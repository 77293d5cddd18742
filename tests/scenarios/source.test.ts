import { listObjects, type Properties, sourceOf } from '@muster/directory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator, aUser } from './builders.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

const upn = { signInType: 'userPrincipalName', issuer: 'contoso.com', issuerAssignedId: 'x' };
const at = (issuer: string | null, signInType = 'federated') => ({ signInType, issuer, issuerAssignedId: null });
const invited = { creationType: 'Invitation', externalUserState: 'PendingAcceptance' };
const accepted = { creationType: 'Invitation', externalUserState: 'Accepted' };

const external = ['External Azure Active Directory', 'External Microsoft Entra ID'] as const;
const passcode = ['One-time passcode', 'Email one-time passcode'] as const;
const partner = ['SAML/WS-Fed partner', 'Federated partner'] as const;
const onPremises = ['Windows Server Active Directory', 'Windows Server Active Directory'] as const;
const own = ['Azure Active Directory', 'Microsoft Entra ID'] as const;

/** What is stored of a user → the older word and today's. The first rows are those of the table in the spec §1.2. */
const cases: readonly (readonly [name: string, properties: Properties, source: string, identitySource: string])[] = [
  ['0: invited', { ...invited, identities: [upn] }, 'Invited user', 'Invited user'],
  ['1: another directory', { ...accepted, identities: [at('ExternalAzureAD'), upn] }, ...external],
  [
    '2: Microsoft account',
    { ...accepted, identities: [at('MicrosoftAccount'), upn] },
    'Microsoft account',
    'Microsoft account',
  ],
  ['2: Google', { ...accepted, identities: [at('google.com'), upn] }, 'google.com', 'Google'],
  ['2: Facebook', { ...accepted, identities: [at('facebook.com'), upn] }, 'facebook.com', 'Facebook'],
  ['2: passcode', { ...accepted, identities: [at('mail'), upn] }, ...passcode],
  ['2: partner', { ...accepted, identities: [at('https://login.fabrikam.example'), upn] }, ...partner],
  ['3: synchronised', { onPremisesSyncEnabled: true, identities: [upn] }, ...onPremises],
  [
    '3: synchronised, B2B-enabled',
    { creationType: 'Invitation', onPremisesSyncEnabled: true, identities: [upn] },
    ...onPremises,
  ],
  ['4: cloud', { identities: [upn] }, ...own],
  [
    'self-service sign-up',
    { creationType: 'SelfServiceSignUp', externalUserState: 'Accepted', identities: [at('ExternalAzureAD'), upn] },
    ...external,
  ],
  [
    'local consumer account',
    { creationType: 'LocalAccount', identities: [at('contoso.com', 'emailAddress'), upn] },
    ...own,
  ],
  [
    'invited, B2B-enabled cloud user',
    { ...invited, identities: [upn, at('contoso.com', 'emailAddress')] },
    'Invited user',
    'Invited user',
  ],
  [
    'invited, still linked elsewhere',
    { ...invited, identities: [at('google.com'), upn] },
    'Invited user',
    'Invited user',
  ],
  ['invited and synchronised', { ...invited, onPremisesSyncEnabled: true, identities: [upn] }, ...onPremises],
  [
    'redeemed and synchronised',
    { ...accepted, onPremisesSyncEnabled: true, identities: [at('mail'), upn] },
    ...passcode,
  ],
  ['no longer synchronised', { onPremisesSyncEnabled: false, identities: [upn] }, ...own],
  ['pending without an invitation', { externalUserState: 'PendingAcceptance', identities: [upn] }, ...own],
  ['accepted, linked to nothing', { ...accepted, identities: [upn] }, ...own],
  [
    'other letters',
    { creationType: 'invitation', externalUserState: 'pendingacceptance', identities: [upn] },
    'Invited user',
    'Invited user',
  ],
  [
    'other letters elsewhere',
    { ...accepted, identities: [{ ...at('EXTERNALAZUREAD'), signInType: 'Federated' }, upn] },
    ...external,
  ],
  ['two accounts elsewhere', { ...accepted, identities: [upn, at('google.com'), at('mail')] }, 'google.com', 'Google'],
  ['federated with its own directory', { identities: [at('CONTOSO.com'), upn] }, ...own],
  ['its own first, then another', { ...accepted, identities: [at('contoso.com'), at('mail'), upn] }, ...passcode],
  ['elsewhere without an issuer', { ...accepted, identities: [at(null), at(''), upn] }, ...own],
  ['no identities', { ...accepted, identities: [] }, ...own],
  ['nothing at all', {}, ...own],
  ["an issuer with a quote, O'Brien", { ...accepted, identities: [at("o'brien"), upn] }, ...partner],
];

let test: TestDirectory;
const idOf = new Map<string, string>();

beforeAll(async () => {
  test = await testDirectory();
  for (const [name, properties] of cases) {
    const user = await aUser(test.directory);
    idOf.set(name, user.id);
    await test.query(
      `update users set creation_type = $2, external_user_state = $3, on_premises_sync_enabled = $4, identities = $5,
         user_type = $6 where id = $1`,
      [
        user.id,
        properties.creationType ?? null,
        properties.externalUserState ?? null,
        properties.onPremisesSyncEnabled ?? null,
        properties.identities === undefined ? null : JSON.stringify(properties.identities),
        idOf.size % 2 === 0 ? 'Guest' : 'Member',
      ],
    );
  }
});
afterAll(() => test.close());

const withSource = async (property: string, filter: object) => {
  const page = await listObjects(test.directory, administrator, {
    types: ['user'],
    scope: { kind: 'all' },
    filter: { path: [property], ...filter } as never,
    orderBy: null,
    limit: 999,
    after: null,
    wantsCount: true,
  });
  expect(page.count).toBe(page.objects.length);
  return page.objects.map(({ id }) => id).sort();
};

describe('where a person is at home', () => {
  it.each(cases)('%s: %o is %s, today %s', (_name, properties, source, identitySource) => {
    expect(sourceOf(properties)).toEqual({ source, identitySource });
    expect(sourceOf({ ...properties, userType: 'Guest' })).toEqual(sourceOf({ ...properties, userType: 'Member' }));
  });

  it.each(['source', 'identitySource'] as const)(
    'is found by %s as it is shown, every word and no other',
    async (name) => {
      const word = (row: (typeof cases)[number]) => (name === 'source' ? row[2] : row[3]);
      const words = [...new Set(cases.map(word))];
      for (const value of words) {
        const expected = cases
          .filter((row) => word(row) === value)
          .map(([each]) => idOf.get(each)!)
          .sort();
        expect([value, await withSource(name, { op: 'eq', value })]).toEqual([value, expected]);
        const others = [...idOf.values()].filter((id) => !expected.includes(id)).sort();
        expect([value, await withSource(name, { op: 'ne', value })]).toEqual([value, others]);
      }
      expect(await withSource(name, { op: 'in', values: words })).toHaveLength(cases.length);
      expect(await withSource(name, { op: 'eq', value: words[0]!.toUpperCase() })).not.toEqual([]);
      expect(await withSource(name, { op: 'eq', value: "'; drop table users; --" })).toEqual([]);
      expect(await withSource(name, { op: 'eq', value: null })).toEqual([]);
    },
  );
});
