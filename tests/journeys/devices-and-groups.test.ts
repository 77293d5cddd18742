import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createDevice as addDevice,
  createGroup,
  createUser,
  everything,
  idsIn,
  type Json,
  namesIn,
  reference,
  refusal,
} from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
beforeAll(async () => {
  muster = await startServer();
});
afterAll(() => muster.stop());

const api = (path: string) => muster.graph.api(path);
const members = (group: Json) => namesIn(muster.graph, `/groups/${group.id}/members?$select=displayName`);

const createDevice = (displayName: string, more: object = {}) => addDevice(muster.graph, displayName, more);

describe('a device', () => {
  it('is created, read by either id, changed and deleted for good', async () => {
    const deviceId = randomUUID();
    const device = await createDevice('desk', { deviceId, manufacturer: 'Contoso', physicalIds: ['[OrderID]:7'] });
    expect(device).toMatchObject({
      deviceId,
      displayName: 'desk',
      manufacturer: 'Contoso',
      physicalIds: ['[OrderID]:7'],
    });
    expect(device.id).not.toBe(deviceId);
    expect(device.alternativeSecurityIds).toEqual([{ identityProvider: null, key: 'ZGVzaw==', type: 2 }]);
    expect((await api(`/devices(deviceId='${deviceId}')`).get()).id).toBe(device.id);
    await api(`/devices/${device.id}`).patch({ displayName: 'desktop', isCompliant: true });
    await api(`/devices(deviceId='${deviceId}')`).patch({ model: 'M1' });
    expect(await api(`/devices/${device.id}`).get()).toMatchObject({
      displayName: 'desktop',
      isCompliant: true,
      model: 'M1',
    });
    expect(await namesIn(muster.graph, `/devices?$filter=deviceId eq '${deviceId}'`)).toEqual(['desktop']);
    expect((await refusal(createDevice('twin', { deviceId }))).error.details[0]).toMatchObject({
      code: 'ObjectConflict',
      target: 'deviceId',
    });
    expect((await refusal(api(`/devices/${device.id}`).patch({ deviceId: randomUUID() }))).status).toBe(400);
    await api(`/devices/${device.id}`).delete();
    expect((await refusal(api(`/devices/${device.id}`).get())).status).toBe(404);
    expect((await refusal(api(`/devices/${device.id}`).delete())).status).toBe(404);
    expect(await everything(muster.graph, '/directory/deletedItems/microsoft.graph.device')).toEqual([]);
    await createDevice('reborn', { deviceId });
  });

  it('needs what a device needs', async () => {
    for (const missing of ['accountEnabled', 'alternativeSecurityIds', 'deviceId', 'displayName', 'operatingSystem']) {
      const { status, message } = await refusal(createDevice('half', { [missing]: undefined }));
      expect([status, message]).toEqual([400, `A value is required for property '${missing}' of resource 'Device'.`]);
    }
    expect((await refusal(api('/devices/desk').get())).error).toMatchObject({
      code: 'Request_BadRequest',
      message: "Invalid object identifier 'desk'.",
    });
  });

  it('has one owner and any number of users', async () => {
    const [anna, bert] = await Promise.all([createUser(muster.graph, 'anna'), createUser(muster.graph, 'bert')]);
    const device = await createDevice('shared');
    const owners = `/devices/${device.id}/registeredOwners`;
    await api(`${owners}/$ref`).post(reference(anna.id));
    expect((await refusal(api(`${owners}/$ref`).post(reference(bert.id)))).status).toBe(400);
    expect(await idsIn(muster.graph, owners)).toEqual([anna.id]);
    expect(await namesIn(muster.graph, `/users/${anna.id}/ownedDevices`)).toEqual(['shared']);
    for (const user of [anna, bert]) await api(`/devices/${device.id}/registeredUsers/$ref`).post(reference(user.id));
    expect(await namesIn(muster.graph, `/devices/${device.id}/registeredUsers`)).toEqual(['anna', 'bert']);
    expect(await namesIn(muster.graph, `/users/${bert.id}/registeredDevices`)).toEqual(['shared']);
    await api(`${owners}/${anna.id}/$ref`).delete();
    expect((await refusal(api(`${owners}/${anna.id}/$ref`).delete())).status).toBe(404);
    await api(`${owners}/$ref`).post(reference(bert.id));
    expect(await namesIn(muster.graph, owners)).toEqual(['bert']);
    expect((await refusal(api(`${owners}/$ref`).post(reference(device.id)))).status).toBe(404);
    await api(`/devices/${device.id}`).delete();
    expect(await everything(muster.graph, `/users/${bert.id}/registeredDevices`)).toEqual([]);
  });
});

describe('a group of devices', () => {
  it('follows its rule through creation, change and deletion', async () => {
    const rule = '(device.deviceOSType -eq "Windows") -and (device.deviceOSVersion -startsWith "10.0.2")';
    await createDevice('here before', { operatingSystem: 'windows' });
    const group = await createGroup(muster.graph, 'Windows', `${rule} -and (device.displayName -startsWith "here")`);
    await muster.settled();
    expect(await members(group)).toEqual(['here before']);
    const device = await createDevice('here now');
    expect(await members(group)).toEqual(['here before', 'here now']);
    await createDevice('here, other system', { operatingSystem: 'Linux' });
    await api(`/devices/${device.id}`).patch({ isCompliant: true });
    expect(await members(group)).toEqual(['here before', 'here now']);
    await api(`/devices/${device.id}`).patch({ operatingSystemVersion: '11' });
    expect(await members(group)).toEqual(['here before']);
    await api(`/devices/${device.id}`).patch({ operatingSystemVersion: '10.0.2' });
    expect(await idsIn(muster.graph, `/devices/${device.id}/memberOf`)).toEqual([group.id]);
    const { value } = await api(`/devices/${device.id}/checkMemberGroups`).post({ groupIds: [group.id] });
    expect(value).toEqual([group.id]);
    const page = await everything(muster.graph, `/groups/${group.id}/members/microsoft.graph.device`);
    expect(page.map((each) => each.displayName).sort()).toEqual(['here before', 'here now']);
    expect(await everything(muster.graph, `/groups/${group.id}/members/microsoft.graph.user`)).toEqual([]);
    await api(`/devices/${device.id}`).delete();
    expect(await members(group)).toEqual(['here before']);
  });

  it('reads physical ids, management and the attributes set on the device', async () => {
    const any = await createGroup(muster.graph, 'Autopilot', 'device.devicePhysicalIds -any (_ -contains "[ZTDId]")');
    const attribute = await createGroup(muster.graph, 'Kiosks', 'device.extensionAttribute3 -eq "kiosk"');
    const owned = await createGroup(muster.graph, 'Owned by us', 'device.deviceOwnership -eq "Company"');
    await muster.settled();
    const device = await createDevice('kiosk 1', {
      physicalIds: ['[OrderID]:1', '[ZTDId]:2'],
      extensionAttributes: { extensionAttribute3: 'Kiosk' },
      deviceOwnership: 'Company',
    });
    for (const group of [any, attribute, owned]) expect(await members(group)).toEqual(['kiosk 1']);
    await api(`/devices/${device.id}`).patch({
      physicalIds: [],
      extensionAttributes: { extensionAttribute3: null },
      deviceOwnership: null,
    });
    for (const group of [any, attribute, owned]) expect(await members(group)).toEqual([]);
  });

  it('becomes a group of users with a rule about users', async () => {
    await createUser(muster.graph, 'carla', { city: 'Oslo' });
    await createDevice('oslo 1', { deviceCategory: 'Oslo' });
    const group = await createGroup(muster.graph, 'Oslo', 'device.deviceCategory -eq "Oslo"');
    await muster.settled();
    expect(await members(group)).toEqual(['oslo 1']);
    await api(`/groups/${group.id}`).patch({ membershipRule: 'user.city -eq "Oslo"' });
    await muster.settled();
    expect(await members(group)).toEqual(['carla']);
    const mixed = 'user.city -eq "Oslo" -or device.deviceCategory -eq "Oslo"';
    expect((await refusal(api(`/groups/${group.id}`).patch({ membershipRule: mixed }))).status).toBe(400);
  });
});
