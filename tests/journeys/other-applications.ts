import { Client } from '@microsoft/microsoft-graph-client';
import { createClient } from '@muster/server';
import { createDevice, createGroup, createUser, reference } from './graph-client.ts';
import { type Answer, call, type StartedServer } from './started-server.ts';

/**
 * One object of each kind: collection → id. Nobody who may not read users must ever see `anna`, `bert` or
 * `Secretville`; the user is the group's member, `manager` her manager and the group's owner.
 */
export async function oneOfEach(muster: StartedServer): Promise<Readonly<Record<string, string>>> {
  const { graph } = muster;
  const anna = await createUser(graph, 'anna', { city: 'Secretville' });
  const bert = await createUser(graph, 'bert');
  await graph.api(`/users/${anna.id}/manager/$ref`).put(reference(bert.id));
  const group = await createGroup(graph, 'Readable', null, {
    'members@odata.bind': [reference(anna.id)['@odata.id']],
    'owners@odata.bind': [reference(bert.id)['@odata.id']],
  });
  const application = await graph.api('/applications').post({ displayName: 'Payroll' });
  const deleted = await createUser(graph, 'deleted');
  await graph.api(`/users/${deleted.id}`).delete();
  return {
    users: anna.id,
    groups: group.id,
    devices: (await createDevice(graph, 'laptop')).id,
    applications: application.id,
    servicePrincipals: (await graph.api('/servicePrincipals').post({ appId: application.appId })).id,
    administrativeUnits: (await graph.api('/directory/administrativeUnits').post({ displayName: 'North' })).id,
    directoryObjects: anna.id,
    deletedItems: deleted.id,
    domains: 'adventure-works.com',
    organization: muster.server.tenantId,
    manager: bert.id,
  };
}

/** A token of a new application with these permissions only. */
export async function tokenWith(muster: StartedServer, ...permissions: string[]): Promise<string> {
  const client = await createClient(muster.server.directory, { displayName: 'Limited', permissions });
  return muster.tokenFor({ clientId: client.appId, clientSecret: client.secretText });
}

/** Microsoft's client as a new application with these permissions only. */
export async function clientWith(muster: StartedServer, ...permissions: string[]): Promise<Client> {
  const token = await tokenWith(muster, ...permissions);
  return Client.init({
    baseUrl: muster.url,
    defaultVersion: 'v1.0',
    customHosts: new Set(['localhost']),
    authProvider: (done) => done(null, token),
  });
}

/** A way to send requests with any token; an empty one is none. */
export function sender(muster: () => StartedServer) {
  return (token: string, path: string, method = 'GET', body?: unknown, headers = {}): Promise<Answer> =>
    call(muster().url, token, method, path, body, headers);
}
