import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareTexts, type ExpectedUser, eventual, expectedUsers } from './expected-users.ts';
import { createGroup, everything, idsIn, type Json, reference } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
let outer: Json;
let inner: Json;
const sales = expectedUsers.filter((user) => user.department === 'Sales');
beforeAll(async () => {
  muster = await startServer({ demo: true });
  outer = await createGroup(muster.graph, 'Outer group', null);
  inner = await createGroup(muster.graph, 'Sales people', 'user.department -eq "Sales"');
  await muster.graph.api(`/groups/${outer.id}/members/$ref`).post(reference(inner.id));
  await muster.settled();
});
afterAll(() => muster.stop());

const get = (path: string, headers: Record<string, string> = {}) => muster.call('GET', path, undefined, headers);
const shown = (body: Json, property = 'displayName') => body.value.map((each: Json) => each[property]);
const names = (people: readonly ExpectedUser[]) => people.map((user) => user.displayName).sort(compareTexts);

describe('a list of related objects', () => {
  it('is filtered, sorted, searched and counted like any other', async () => {
    const members = `/v1.0/groups/${inner.id}/members`;
    const all = await get(`${members}?$top=999&$count=true&$orderby=displayName&$select=displayName`, eventual);
    expect([all.body['@odata.count'], shown(all.body)]).toEqual([sales.length, names(sales)]);
    const guests = await get(`${members}/microsoft.graph.user?$top=999&$filter=userType eq 'Guest'`);
    expect(shown(guests.body).sort(compareTexts)).toEqual(names(sales.filter((user) => user.userType === 'Guest')));
    const found = await get(`${members}?$search="displayName:d"&$count=true`, eventual);
    const words = sales.filter((user) => user.displayName.split(/[^\p{L}]+/u).some((word) => /^d/i.test(word)));
    expect(shown(found.body).sort(compareTexts)).toEqual(names(words));
    const count = await get(`${members}/$count?$filter=${encodeURIComponent("startsWith(displayName,'a')")}`, eventual);
    expect(Number(count.body)).toBe(sales.filter((user) => /^a/i.test(user.displayName)).length);
  });

  it('a cast of a transitive relation is an advanced query once it is filtered', async () => {
    const path = `/v1.0/groups/${outer.id}/transitiveMembers/microsoft.graph.user`;
    const options = `$top=999&$filter=${encodeURIComponent("userType eq 'Member'")}`;
    expect((await get(`${path}?${options}`)).body.error).toMatchObject({
      code: 'Request_UnsupportedQuery',
      message: 'Unsupported Query.',
    });
    const { body } = await get(`${path}?${options}&$count=true`, eventual);
    expect(shown(body).sort(compareTexts)).toEqual(names(sales.filter((user) => user.userType === 'Member')));
    expect((await everything(muster.graph, `/groups/${outer.id}/transitiveMembers?$top=13`)).length).toBe(
      sales.length + 1,
    );
  });

  it('goes both ways', async () => {
    const [person] = sales;
    const path = `/users/${encodeURIComponent(person!.userPrincipalName)}`;
    expect(await idsIn(muster.graph, `${path}/memberOf`)).toEqual([inner.id]);
    expect(await idsIn(muster.graph, `${path}/transitiveMemberOf`)).toEqual([inner.id, outer.id].sort());
    const one = await get(`/v1.0${path}/memberOf/${inner.id}`);
    expect([one.status, one.body.displayName]).toEqual([200, 'Sales people']);
    expect((await get(`/v1.0${path}/memberOf/${outer.id}`)).status).toBe(404);
    expect((await get(`/v1.0${path}/memberOf/microsoft.graph.directoryRole`)).body.value).toEqual([]);
    expect((await get(`/v1.0/groups/${inner.id}/memberOf/$count`, eventual)).body).toBe('1');
  });
});
