import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGroup, createUser, everything, type Json, namesIn, refusal } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
let application: Json;
beforeAll(async () => {
  muster = await startServer();
  application = await api('/applications').post({ displayName: 'Payroll' });
});
afterAll(() => muster.stop());

const api = (path: string) => muster.graph.api(path);
const members = (group: Json) => namesIn(muster.graph, `/groups/${group.id}/members?$select=displayName`);
const extensions = () => api(`/applications/${application.id}/extensionProperties`);
const register = (name: string, dataType: string, targetObjects: readonly string[] = ['User']): Promise<Json> =>
  extensions().post({ name, dataType, targetObjects });
const status = async (group: Json) =>
  (await api(`/groups/${group.id}`).version('beta').select('membershipRuleProcessingStatus').get())
    .membershipRuleProcessingStatus;

describe('a directory extension', () => {
  it('is registered, listed, set, selected and filtered', async () => {
    const extension = await register('costCenter', 'String');
    const name = `extension_${application.appId.replaceAll('-', '')}_costCenter`;
    expect(extension).toMatchObject({
      name,
      dataType: 'String',
      targetObjects: ['User'],
      appDisplayName: 'Payroll',
      isMultiValued: false,
    });
    expect((await extensions().get()).value.map((each: Json) => each.name)).toEqual([name]);
    const available = await api('/directoryObjects/getAvailableExtensionProperties').post({});
    expect(available.value.map((each: Json) => each.name)).toEqual([name]);
    expect((await refusal(register('costCenter', 'String'))).status).toBe(400);

    const user = await createUser(muster.graph, 'anna', { [name]: 'A-1' });
    const other = await createUser(muster.graph, 'bert');
    expect(await api(`/users/${user.id}`).get()).not.toHaveProperty(name);
    expect(await api(`/users/${user.id}`).select(`id,${name}`).get()).toMatchObject({ id: user.id, [name]: 'A-1' });
    expect(await api(`/users/${other.id}`).select(name).get()).not.toHaveProperty(name);
    expect(await namesIn(muster.graph, `/users?$filter=${name} eq 'a-1'`)).toEqual(['anna']);
    await api(`/users/${other.id}`).patch({ [name]: 'A-2' });
    expect(await namesIn(muster.graph, `/users?$filter=startsWith(${name},'A-')`)).toEqual(['anna', 'bert']);
    await api(`/users/${other.id}`).patch({ [name]: null });
    expect(await namesIn(muster.graph, `/users?$filter=startsWith(${name},'A-')`)).toEqual(['anna']);
  });

  it('is refused when unknown, of another type, or for another kind of object', async () => {
    const level = (await register('level', 'Integer')).name;
    const tag = (await register('tag', 'String', ['Group'])).name;
    const foreign = `extension_${'0'.repeat(32)}_costCenter`;
    expect((await refusal(createUser(muster.graph, 'x1', { [foreign]: 'A' }))).status).toBe(400);
    expect((await refusal(createUser(muster.graph, 'x2', { [level]: 'three' }))).status).toBe(400);
    expect((await refusal(createUser(muster.graph, 'x3', { [tag]: 'a' }))).status).toBe(400);
    const long = createUser(muster.graph, 'x4', { [(await register('note', 'String')).name]: 'n'.repeat(257) });
    expect((await refusal(long)).status).toBe(400);
    expect((await refusal(api('/users').filter(`${foreign} eq 'A'`).get())).code).toBe('Request_BadRequest');
    expect((await refusal(api('/users').filter(`${tag} eq 'a'`).get())).code).toBe('Request_BadRequest');
    expect((await refusal(api('/users').select(foreign).get())).status).toBe(400);
    const group = await createGroup(muster.graph, 'Tagged', null, { [tag]: 'a' });
    expect((await api(`/groups/${group.id}`).select(tag).get())[tag]).toBe('a');
    expect(await namesIn(muster.graph, "/users?$filter=startsWith(displayName,'x')")).toEqual([]);
    for (const body of [
      { name: 'bad name', dataType: 'String', targetObjects: ['User'] },
      { name: 'x', dataType: 'Text', targetObjects: ['User'] },
      { name: 'x', dataType: 'String', targetObjects: ['Planet'] },
      { name: 'x', dataType: 'String', targetObjects: [] },
      { name: 'x', dataType: 'String' },
    ]) {
      expect((await refusal(extensions().post(body))).status).toBe(400);
    }
  });

  it('drives a rule, and freezes the group when its definition goes', async () => {
    const extension = await register('plant', 'String');
    const { name } = extension;
    const user = await createUser(muster.graph, 'carla', { [name]: 'North' });
    const group = await createGroup(muster.graph, 'North', `user.${name} -eq "north"`);
    await muster.settled();
    expect(await members(group)).toEqual(['carla']);
    const other = await createUser(muster.graph, 'dina', { [name]: 'South' });
    await api(`/users/${other.id}`).patch({ [name]: 'NORTH' });
    expect(await members(group)).toEqual(['carla', 'dina']);
    await api(`/users/${user.id}`).patch({ [name]: null });
    expect(await members(group)).toEqual(['dina']);

    await api(`/applications/${application.id}/extensionProperties/${extension.id}`).delete();
    await muster.settled();
    const frozen = await status(group);
    expect(frozen.status).toBe('Failed');
    expect(frozen.errorMessage).toContain(name);
    expect(await members(group)).toEqual(['dina']);
    expect((await refusal(api(`/users/${other.id}`).select(name).get())).status).toBe(400);
    expect((await refusal(createUser(muster.graph, 'eva', { [name]: 'North' }))).status).toBe(400);
    const star = await api(`/users/${other.id}`).version('beta').get();
    expect(star).not.toHaveProperty(name);
    expect((await refusal(createGroup(muster.graph, 'South', `user.${name} -eq "South"`))).status).toBe(400);
    await createUser(muster.graph, 'frank');
    expect(await members(group)).toEqual(['dina']);

    await register('plant', 'String');
    await api(`/groups/${group.id}/reprocessMembership`).post({});
    await muster.settled();
    expect((await status(group)).status).toBe('Succeeded');
    expect(await members(group)).toEqual(['dina']);
    const again = api(`/applications/${application.id}/extensionProperties/${extension.id}`).delete();
    expect((await refusal(again)).status).toBe(404);
  });

  it('keeps numbers, truth values and dates', async () => {
    const [level, isVip, since] = [
      (await register('grade', 'Integer')).name,
      (await register('isVip', 'Boolean')).name,
      (await register('since', 'DateTime')).name,
    ];
    const values = { [level]: 7, [isVip]: true, [since]: '2024-05-01T00:00:00Z' };
    const user = await createUser(muster.graph, 'gina', values);
    expect(await api(`/users/${user.id}`).select([level, isVip, since]).get()).toMatchObject(values);
    const rules = [`user.${level} -eq "7"`, `user.${isVip} -eq "true"`, `user.${since} -startsWith "2024-05-01"`];
    const groups = await Promise.all(rules.map((rule, i) => createGroup(muster.graph, `Typed ${i}`, rule)));
    await muster.settled();
    for (const [i, group] of groups.entries()) expect(await members(group), rules[i]).toEqual(['gina']);
    await api(`/users/${user.id}`).patch({ [level]: 8, [isVip]: false, [since]: '2025-01-01T00:00:00Z' });
    for (const [i, group] of groups.entries()) expect(await members(group), rules[i]).toEqual([]);
  });

  it('goes to no rule with its application', async () => {
    const other = await api('/applications').post({ displayName: 'Short-lived' });
    const { name } = await api(`/applications/${other.id}/extensionProperties`).post({
      name: 'colour',
      dataType: 'String',
      targetObjects: ['User'],
    });
    const user = await createUser(muster.graph, 'hilda', { [name]: 'red' });
    const group = await createGroup(muster.graph, 'Red', `user.${name} -eq "red"`);
    await muster.settled();
    expect(await members(group)).toEqual(['hilda']);
    await api(`/applications/${other.id}`).delete();
    await muster.settled();
    expect(await members(group)).toEqual(['hilda']);
    await api(`/users/${user.id}`).delete();
    expect(await members(group)).toEqual([]);
  });
});

describe('extension attributes', () => {
  it('are read by rules, one by one', async () => {
    const group = await createGroup(
      muster.graph,
      'Attributes',
      'user.extensionAttribute1 -eq "one" -and user.extensionAttribute15 -startsWith "fif"',
    );
    await muster.settled();
    const set = (user: Json, onPremisesExtensionAttributes: object) =>
      api(`/users/${user.id}`).patch({ onPremisesExtensionAttributes });
    const user = await createUser(muster.graph, 'ines', {
      onPremisesExtensionAttributes: { extensionAttribute1: 'One', extensionAttribute15: 'fifteen' },
    });
    expect(await members(group)).toEqual(['ines']);
    await set(user, { extensionAttribute2: 'two' });
    expect(await members(group)).toEqual(['ines']);
    const read = await api(`/users/${user.id}`).select('onPremisesExtensionAttributes').get();
    expect(read.onPremisesExtensionAttributes).toMatchObject({
      extensionAttribute1: 'One',
      extensionAttribute2: 'two',
      extensionAttribute3: null,
      extensionAttribute15: 'fifteen',
    });
    await set(user, { extensionAttribute15: null });
    expect(await members(group)).toEqual([]);
    await set(user, { extensionAttribute15: 'fifth' });
    expect(await members(group)).toEqual(['ines']);
    const found = await api('/users')
      .filter("onPremisesExtensionAttributes/extensionAttribute1 eq 'one'")
      .count(true)
      .header('ConsistencyLevel', 'eventual')
      .get();
    expect(found.value.map((each: Json) => each.displayName)).toEqual(['ines']);
    expect(await everything(muster.graph, `/users/${user.id}/memberOf`)).toHaveLength(1);
  });
});
