import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoPerson, namesOf } from './demo-people.ts';
import { createGroup, everything, type Json, namesIn, reference, refusal } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
let production: Json;
let parent: Json;
beforeAll(async () => {
  muster = await startServer({ demo: true });
  production = await createGroup(muster.graph, 'Production', 'user.department -eq "Production"');
  parent = await createGroup(muster.graph, 'Parent', null, {
    'members@odata.bind': [reference(production.id)['@odata.id']],
  });
  const ken = await muster.graph.api('/users/ken0@adventure-works.com').get();
  await muster.graph.api(`/groups/${parent.id}/members/$ref`).post(reference(ken.id.toUpperCase()));
  await muster.settled();
});
afterAll(() => muster.stop());

const isProduction = (person: DemoPerson) => person.department === 'Production';
const eventual = (path: string) => muster.graph.api(path).header('ConsistencyLevel', 'eventual');

describe('members', () => {
  it('come in pages of any size, each once', async () => {
    for (const size of [7, 50, 100, 999]) {
      const path = `/groups/${production.id}/members?$select=displayName&$top=${size}`;
      expect(await namesIn(muster.graph, path), String(size)).toEqual(namesOf(isProduction));
    }
    const first = await muster.graph.api(`/groups/${production.id}/members`).get();
    expect(first.value).toHaveLength(100);
    expect(first['@odata.context']).toMatch(/\/v1\.0\/\$metadata#directoryObjects$/);
    const references = await everything(muster.graph, `/groups/${production.id}/members/$ref`);
    expect(new Set(references.map((each) => each['@odata.id'])).size).toBe(namesOf(isProduction).length);
    expect((await refusal(muster.graph.api(`/groups/${production.id}/members`).top(1000).get())).status).toBe(400);
  });

  it('are counted', async () => {
    const count = (path: string) => eventual(`/groups/${path}/$count`).get();
    expect(Number(await count(`${production.id}/members`))).toBe(namesOf(isProduction).length);
    expect(Number(await count(`${parent.id}/members`))).toBe(2);
    expect(Number(await count(`${parent.id}/transitiveMembers`))).toBe(namesOf(isProduction).length + 2);
    expect(Number(await count(`${parent.id}/transitiveMembers/microsoft.graph.user`))).toBe(
      namesOf(isProduction).length + 1,
    );
    expect((await refusal(muster.graph.api(`/groups/${parent.id}/members/$count`).get())).status).toBe(400);
  });

  it('are filtered, searched and sorted', async () => {
    const path = `/groups/${production.id}/members/microsoft.graph.user`;
    const renton = namesOf((person) => isProduction(person) && person.city === 'Renton');
    const filtered = await eventual(path)
      .query({
        $filter: "city eq 'Renton'",
        $count: 'true',
        $orderby: 'displayName',
        $select: 'displayName',
        $top: '999',
      })
      .get();
    expect(filtered['@odata.count']).toBe(renton.length);
    expect(filtered.value.map((each: Json) => each.displayName).sort()).toEqual(renton);
    const jo = await eventual(path).query({ $search: '"displayName:jo"', $select: 'displayName', $top: '999' }).get();
    const startsWithJo = (name: string) => name.split(/[ -]/).some((word) => /^jo/i.test(word));
    expect(jo.value.map((each: Json) => each.displayName).sort()).toEqual(
      namesOf((person) => isProduction(person) && startsWithJo(person.displayName)),
    );
    const sorted = await eventual(path).query({ $orderby: 'displayName desc', $count: 'true', $top: '5' }).get();
    expect(sorted.value).toHaveLength(5);
    const next = await eventual(sorted['@odata.nextLink']).get();
    const names = [...sorted.value, ...next.value].map((each: Json) => each.displayName as string);
    expect(new Set(names).size).toBe(10);
    expect(names[0]! > names[9]!).toBe(true);
  });

  it('come along with their group, twenty at most', async () => {
    const expanded = await muster.graph.api(`/groups/${parent.id}`).expand('members($select=id,displayName)').get();
    expect(expanded.members.map((each: Json) => each.displayName).sort()).toEqual(['Ken Sánchez', 'Production']);
    const large = await muster.graph.api(`/groups/${production.id}`).expand('members').get();
    expect(large.members).toHaveLength(20);
    const ken = await muster.graph.api('/users/ken0@adventure-works.com').expand('memberOf').get();
    expect(ken.memberOf.map((each: Json) => each.displayName)).toEqual(['Parent']);
  });

  it('answer the same under every spelling of the address', async () => {
    const spellings = [
      `/v1.0/groups/${parent.id}/members`,
      `/v1.0/groups('${parent.id}')/members`,
      `/v1.0/GROUPS/${parent.id.toUpperCase()}/Members/`,
      `/v1.0/myorganization/groups/${parent.id}/members`,
      `/beta/groups/${parent.id}/members`,
    ];
    for (const path of spellings) {
      const { status, body } = await muster.call('GET', `${path}?$select=id`);
      expect([status, body.value?.length], path).toEqual([200, 2]);
    }
    const none = await muster.call('GET', `/v1.0/groups/${parent.id}/members`, undefined, {
      Accept: 'application/json;odata.metadata=none',
    });
    expect(JSON.stringify(none.body)).not.toContain('@odata');
  });
});

describe('a person in rules', () => {
  it('moves with type, state, mail and sign-in name', async () => {
    const path = '/users/syed0@adventure-works.com';
    const rules = {
      guest: '(user.userType -eq "Guest") -and (user.surname -eq "Abbas")',
      disabled: '(user.accountEnabled -eq false) -and (user.surname -eq "Abbas")',
      mail: 'user.proxyAddresses -any (_ -eq "SMTP:abbas@adventure-works.com")',
      name: 'user.userPrincipalName -startsWith "abbas@"',
    };
    const groups = await Promise.all(
      Object.entries(rules).map(([name, rule]) => createGroup(muster.graph, name, rule)),
    );
    await muster.settled();
    const counts = async () => {
      const sizes: number[] = [];
      for (const group of groups) sizes.push((await everything(muster.graph, `/groups/${group.id}/members`)).length);
      return sizes;
    };
    expect(await counts()).toEqual([0, 0, 0, 0]);
    await muster.graph.api(path).patch({ userType: 'Guest', accountEnabled: false });
    expect(await counts()).toEqual([1, 1, 0, 0]);
    await muster.graph.api(path).patch({ mail: 'abbas@adventure-works.com', accountEnabled: true });
    expect(await counts()).toEqual([1, 0, 1, 0]);
    await muster.graph.api(path).patch({ userPrincipalName: 'abbas@adventure-works.com', userType: 'Member' });
    expect(await counts()).toEqual([0, 0, 1, 1]);
  });
});
