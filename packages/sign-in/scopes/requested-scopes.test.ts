import { describe, expect, it } from 'vitest';
import type { Api } from '../ports.ts';
import { graphAppId } from '../tokens/graph-resource.ts';
import { consentedScopes, missingConsent } from './consented-scopes.ts';
import { requestedScopes } from './requested-scopes.ts';

const scope = (value: string, isForPeopleToGrant = true) => ({ id: `id of ${value}`, value, isForPeopleToGrant });
const api = (appId: string, names: string[], scopes: Api['scopes']): Api => ({
  appId,
  servicePrincipalId: null,
  displayName: names[0]!,
  names,
  scopes,
  groupMembershipClaims: 'None',
  isAssignmentRequired: false,
  optionalClaims: [],
});
const graph = api(
  graphAppId,
  ['https://graph.microsoft.com', graphAppId],
  [scope('User.Read'), scope('User.Read.All', false)],
);
const files = api('f', ['api://f', 'https://files.example/v1'], [scope('Files.Read'), scope('Files.Write')]);
const find = async (name: string) => [files].find((each) => each.names.includes(name));
const read = (text: string | undefined) => requestedScopes(text, graph, find);

describe('a scope parameter', () => {
  it.each([
    ['openid', graph, [], ['openid']],
    ['User.Read offline_access openid', graph, ['User.Read'], ['openid', 'offline_access']],
    ['user.read OPENID', graph, ['User.Read'], ['openid']],
    ['https://graph.microsoft.com/User.Read', graph, ['User.Read'], []],
    ['https://graph.microsoft.com/user.READ User.Read', graph, ['User.Read'], []],
    ['https://graph.microsoft.com//User.Read', graph, ['User.Read'], []],
    [`${graphAppId}/User.Read`, graph, ['User.Read'], []],
    ['api://f/Files.Read profile api://f/Files.Write', files, ['Files.Read', 'Files.Write'], ['profile']],
    ['https://files.example/v1/Files.Read', files, ['Files.Read'], []],
  ] as const)('%s', async (text, expected, permissions, openId) => {
    expect(await read(text)).toMatchObject({ api: expected, permissions, openId, isDefault: false });
  });

  it.each([
    [undefined, 'SIGN_IN_PARAMETER_MISSING'],
    ['  ', 'SIGN_IN_PARAMETER_MISSING'],
    ['Mail.Read', 'SIGN_IN_SCOPE_UNKNOWN'],
    ['User.Read api://f/Files.Read', 'SIGN_IN_SCOPES_OF_SEVERAL_APIS'],
    ['api://none/x', 'SIGN_IN_RESOURCE_UNKNOWN'],
    ['api://f/.default api://f/Files.Read', 'SIGN_IN_DEFAULT_SCOPE_MIXED'],
    ['x'.repeat(5000), 'SIGN_IN_REQUEST_MALFORMED'],
  ])('%s is refused: %s', async (text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code });
  });
});

describe('what is still to be consented to', () => {
  const had = (scopes: string[]) => [
    { apiAppId: graphAppId, scopes: scopes.filter((each) => !each.startsWith('Files')) },
    { apiAppId: 'f', scopes: scopes.filter((each) => each.startsWith('Files')) },
    { apiAppId: 'other', scopes: ['Files.Write', 'openid', 'User.Read'] },
  ];
  it.each([
    ['openid User.Read', ['openid'], [], ['User.Read']],
    ['openid User.Read', ['openid', 'User.Read'], [], []],
    ['openid api://f/Files.Read api://f/Files.Write', ['Files.Read'], ['openid'], ['Files.Write']],
    ['api://f/.default', [], [], ['Files.Read', 'Files.Write']],
    ['api://f/.default', ['Files.Read'], [], []],
    ['https://graph.microsoft.com/.default', [], [], ['User.Read']],
  ])('of %s, when %s was given', async (text, given, openId, permissions) => {
    const requested = await read(text);
    const missing = missingConsent(requested, consentedScopes(had(given), requested.api), { requiredScopes: {} });
    expect([missing.openId, missing.permissions.map(({ value }) => value)]).toEqual([openId, permissions]);
  });

  it.each([
    ['api://f/.default', ['id of Files.Write'], ['Files.Write']],
    ['api://f/.default', ['id of nothing'], ['Files.Read', 'Files.Write']],
    ['https://graph.microsoft.com/.default', ['id of User.Read.All', 'id of Files.Read'], ['User.Read.All']],
    ['https://graph.microsoft.com/User.Read', ['id of User.Read.All'], ['User.Read']],
  ])('of %s, when the application says it needs %j', async (text, ids, permissions) => {
    const requested = await read(text);
    const requiredScopes = { [requested.api.appId]: ids };
    const missing = missingConsent(requested, { openId: [], permissions: [] }, { requiredScopes });
    expect(missing.permissions.map(({ value }) => value)).toEqual(permissions);
  });
});
