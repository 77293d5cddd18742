import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventual } from './expected-users.ts';
import { createGroup, createUser, type Json } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
/** Full name of a registered directory extension. */
const extension: Record<string, string> = {};
beforeAll(async () => {
  muster = await startServer();
  await makeGroups();
  await makeDevices();
  await makeApplications();
  await makeExtensions();
  await muster.settled();
});
afterAll(() => muster.stop());

async function makeGroups(): Promise<void> {
  const { graph } = muster;
  await createGroup(graph, 'Assigned', null, { description: 'By hand', uniqueName: 'assigned', mailNickname: 'hand' });
  await createGroup(graph, 'Dynamic', 'user.city -eq "Ulm"', { classification: 'Secret' });
  const paused = { groupTypes: ['DynamicMembership'], membershipRuleProcessingState: 'Paused' };
  await createGroup(graph, 'Paused', 'user.city -eq "Bonn"', paused);
  const unified = { mailEnabled: true, securityEnabled: false, visibility: 'Private' };
  await createGroup(graph, 'Team', null, { ...unified, groupTypes: ['Unified'], description: 'Microsoft 365' });
  await createGroup(graph, 'Dynamic team', 'user.city -eq "Köln"', {
    ...unified,
    groupTypes: ['Unified', 'DynamicMembership'],
  });
}

async function makeDevices(): Promise<void> {
  for (const [i, more] of [
    { operatingSystem: 'Windows', operatingSystemVersion: '10.0.1', isCompliant: true, trustType: 'AzureAd' },
    { operatingSystem: 'Windows', operatingSystemVersion: '10.0.2', isCompliant: false },
    { operatingSystem: 'iOS', operatingSystemVersion: '18', extensionAttributes: { extensionAttribute3: 'Kiosk' } },
  ].entries())
    await muster.graph
      .api('/devices')
      .version('beta')
      .post({
        accountEnabled: i !== 2,
        alternativeSecurityIds: [{ type: 2, key: Buffer.from(`device ${i}`).toString('base64') }],
        deviceId: `00000000-0000-4000-9000-00000000000${i}`,
        displayName: `Device ${i}`,
        ...more,
      });
}

async function makeApplications(): Promise<void> {
  for (const more of [
    { displayName: 'Red', tags: ['a', 'b'] },
    { displayName: 'Blue', identifierUris: ['api://blue'], description: 'sky' },
  ])
    await muster.graph.api('/applications').post(more);
}

async function makeExtensions(): Promise<void> {
  const { id } = await muster.graph.api('/applications').post({ displayName: 'Extensions' });
  for (const [name, dataType] of [
    ['badge', 'String'],
    ['floor', 'Integer'],
    ['remote', 'Boolean'],
    ['since', 'DateTime'],
  ] as const) {
    const made = await muster.graph
      .api(`/applications/${id}/extensionProperties`)
      .post({ name, dataType, targetObjects: ['User'] });
    extension[name] = made.name;
  }
  const values = [
    { badge: 'Gold', floor: 3, remote: true, since: '2020-01-01T00:00:00Z' },
    { badge: 'gold%', floor: 10, remote: false, since: '2021-06-01T00:00:00Z' },
    { badge: "O'Hara", floor: -1 },
    {},
  ];
  for (const [i, each] of values.entries())
    await createUser(
      muster.graph,
      `extended${i}`,
      Object.fromEntries(Object.entries(each).map(([name, value]) => [extension[name], value])),
    );
}

const namesIn = async (collection: string, filter: string, isAdvanced = true) => {
  const path = `/v1.0/${collection}?$top=999&$filter=${encodeURIComponent(filter)}`;
  const { status, body } = isAdvanced
    ? await muster.call('GET', `${path}&$count=true`, undefined, eventual)
    : await muster.call('GET', path);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.value.map((each: Json) => each.displayName).sort();
};
const refused = async (collection: string, filter: string) => {
  const { status, body } = await muster.call('GET', `/v1.0/${collection}?$filter=${encodeURIComponent(filter)}`);
  return [status, body.error?.code, body.error?.message];
};

describe('groups', () => {
  it.each([
    ["groupTypes/any(c:c eq 'Unified')", ['Dynamic team', 'Team']],
    ["groupTypes/any(c:c eq 'DynamicMembership')", ['Dynamic', 'Dynamic team', 'Paused']],
    ["groupTypes/any(c:c eq 'Unified') and groupTypes/any(c:c eq 'DynamicMembership')", ['Dynamic team']],
    ['securityEnabled eq true', ['Assigned', 'Dynamic', 'Paused']],
    ['mailEnabled eq true', ['Dynamic team', 'Team']],
    ["mailNickname eq 'HAND'", ['Assigned']],
    ["startsWith(displayName,'dynamic')", ['Dynamic', 'Dynamic team']],
    ["displayName in ('Team','Paused')", ['Paused', 'Team']],
    ["membershipRuleProcessingState eq 'Paused'", ['Paused']],
    ["membershipRuleProcessingState in ('On')", ['Dynamic', 'Dynamic team']],
    [`membershipRule eq 'user.city -eq "Ulm"'`, ['Dynamic']],
    ["startsWith(membershipRule,'user.city')", ['Dynamic', 'Dynamic team', 'Paused']],
    ["uniqueName eq 'assigned'", ['Assigned']],
    ["classification eq 'Secret'", ['Dynamic']],
    ["proxyAddresses/any(p:startsWith(p,'smtp:team@'))", ['Team']],
  ])('%s', async (filter, names) => {
    expect(await namesIn('groups', filter, false)).toEqual(names);
    expect(await namesIn('groups', filter)).toEqual(names);
  });

  it.each([
    ["not groupTypes/any(c:c eq 'Unified')", ['Assigned', 'Dynamic', 'Paused']],
    ["NOT(groupTypes/any(c:c eq 'DynamicMembership'))", ['Assigned', 'Team']],
    ["description eq 'By hand'", ['Assigned']],
    ["startsWith(description,'micro')", ['Team']],
    ["displayName ne 'Team'", ['Assigned', 'Dynamic', 'Dynamic team', 'Paused']],
    ['proxyAddresses/$count eq 0', ['Assigned', 'Dynamic', 'Paused']],
    ['onPremisesSyncEnabled eq null', ['Assigned', 'Dynamic', 'Dynamic team', 'Paused', 'Team']],
    ["membershipRuleProcessingState ne 'On'", ['Assigned', 'Paused', 'Team']],
  ])('with advanced parameters: %s', async (filter, names) => {
    expect(await namesIn('groups', filter)).toEqual(names);
    expect(await refused('groups', filter)).toEqual([400, 'Request_UnsupportedQuery', 'Unsupported Query.']);
  });

  it('are searched by words of name and description', async () => {
    const search = async (text: string) =>
      (await muster.call('GET', `/v1.0/groups?$search=${encodeURIComponent(text)}`, undefined, eventual)).body.value
        .map((each: Json) => each.displayName)
        .sort();
    expect(await search('"displayName:team"')).toEqual(['Dynamic team', 'Team']);
    expect(await search('"description:365"')).toEqual(['Team']);
    expect(await search('"displayName:dyn" AND ("displayName:te" OR "description:x")')).toEqual(['Dynamic team']);
    expect(await search('"mailNickname:ha"')).toEqual(['Assigned']);
  });
});

describe('devices', () => {
  it.each([
    ["deviceId eq '00000000-0000-4000-9000-000000000001'", ['Device 1']],
    ['deviceId eq 00000000-0000-4000-9000-000000000001', ['Device 1']],
    ["startsWith(deviceId,'00000000-0000-4000-9000')", ['Device 0', 'Device 1', 'Device 2']],
    ["operatingSystem eq 'WINDOWS'", ['Device 0', 'Device 1']],
    ["startsWith(operatingSystemVersion,'10.0')", ['Device 0', 'Device 1']],
    ['isCompliant eq true', ['Device 0']],
    ["trustType in ('AzureAd')", ['Device 0']],
    ['accountEnabled eq false', ['Device 2']],
    ["operatingSystemVersion ge '10.0.2' and operatingSystemVersion lt '18'", ['Device 1']],
  ])('%s', async (filter, names) => {
    expect(await namesIn('devices', filter, false)).toEqual(names);
  });

  it.each([
    ["extensionAttributes/extensionAttribute3 eq 'kiosk'", ['Device 2']],
    ['extensionAttributes/extensionAttribute3 eq null', ['Device 0', 'Device 1']],
    ['isCompliant ne true', ['Device 1', 'Device 2']],
    ["not(operatingSystem eq 'Windows')", ['Device 2']],
    ['approximateLastSignInDateTime eq null', ['Device 0', 'Device 1', 'Device 2']],
  ])('with advanced parameters: %s', async (filter, names) => {
    expect(await namesIn('devices', filter)).toEqual(names);
    expect(await refused('devices', filter)).toEqual([400, 'Request_UnsupportedQuery', 'Unsupported Query.']);
  });
});

describe('applications', () => {
  it.each([
    ["displayName eq 'red'", ['Red']],
    ["tags/any(t:t eq 'b')", ['Red']],
    ["identifierUris/any(u:startsWith(u,'api://'))", ['Blue']],
  ])('%s', async (filter, names) => {
    expect(await namesIn('applications', filter, false)).toEqual(names);
  });

  it.each([
    ["description eq 'sky'", ['Blue']],
    ["not tags/any(t:t eq 'b') and startsWith(displayName,'b')", ['Blue']],
  ])('with advanced parameters: %s', async (filter, names) => {
    expect(await namesIn('applications', filter)).toEqual(names);
    expect(await refused('applications', filter)).toEqual([400, 'Request_UnsupportedQuery', 'Unsupported Query.']);
  });
});

describe('directory extensions', () => {
  it.each([
    ["{badge} eq 'gold'", ['extended0']],
    ["{badge} in ('GOLD','gold%')", ['extended0', 'extended1']],
    ["startsWith({badge},'gold')", ['extended0', 'extended1']],
    ["startsWith({badge},'gold%')", ['extended1']],
    ["{badge} eq 'O''Hara'", ['extended2']],
    ['{floor} eq 3', ['extended0']],
    ['{floor} ge 3', ['extended0', 'extended1']],
    ['{floor} lt 0', ['extended2']],
    ['{remote} eq true', ['extended0']],
    ['{since} ge 2021-01-01T00:00:00Z', ['extended1']],
    ['{badge} ne null', ['extended0', 'extended1', 'extended2']],
    ["startsWith(displayName,'extended') and {floor} eq null", ['extended3']],
    ["startsWith(displayName,'extended') and {badge} ne 'Gold'", ['extended1', 'extended2', 'extended3']],
    ["not({remote} eq true) and startsWith(displayName,'extended')", ['extended1', 'extended2', 'extended3']],
  ])('%s', async (filter, names) => {
    const named = filter.replace(/\{(\w+)\}/g, (_, name) => extension[name]!);
    expect(await namesIn('users', named)).toEqual(names);
    expect(
      await namesIn(
        'users',
        named.replace(/extension_\w+/g, (name) => name.toUpperCase()),
      ),
    ).toEqual(names);
  });

  it('are selected by name, and left out where there is no value', async () => {
    const { body } = await muster.call(
      'GET',
      `/v1.0/users?$select=displayName,${extension.badge}&$filter=startsWith(displayName,'extended')`,
    );
    expect(body['@odata.context']).toBe(`${muster.url}/v1.0/$metadata#users(displayName,${extension.badge})`);
    const shown = Object.fromEntries(body.value.map((each: Json) => [each.displayName, each[extension.badge!]]));
    expect(shown).toEqual({ extended0: 'Gold', extended1: 'gold%', extended2: "O'Hara", extended3: undefined });
  });

  it('of another type are compared with nothing', async () => {
    for (const filter of [`${extension.floor} eq 'x'`, `${extension.remote} eq 1`, `${extension.badge} eq 5`])
      expect((await refused('users', filter)).slice(0, 2)).toEqual([400, 'BadRequest']);
    expect((await refused('users', "extension_00000000000000000000000000000001_x eq 'a'")).slice(0, 2)).toEqual([
      400,
      'Request_BadRequest',
    ]);
  });
});
