import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGroup, everything, idsIn, type Json, namesIn } from './graph-client.ts';
import { type Answer, type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
let people: Json[];
beforeAll(async () => {
  muster = await startServer({ demo: true });
  // Rules change at random here: nobody is asked whether it was meant.
  const [organization] = (await muster.graph.api('/organization').get()).value;
  await muster.graph.api(`/organization/${organization.id}`).patch({ membershipGuard: { leavingPercent: 100 } });
  people = (await everything(muster.graph, '/users?$select=id,displayName,department,city&$top=999')).sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
});
afterAll(() => muster.stop());

const departments = ['Sales', 'Finance', 'Marketing', 'Production'];

/** The same order of "random" numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** Runs the tasks, a few at a time. */
async function inParallel(tasks: readonly (() => Promise<unknown>)[], width: number): Promise<void> {
  const queue = [...tasks];
  const worker = async () => {
    for (let task = queue.shift(); task !== undefined; task = queue.shift()) await task();
  };
  await Promise.all(Array.from({ length: width }, worker));
}

describe('everything at the same time', () => {
  it('leaves exactly the members that rules and requests say', async () => {
    const rules = departments.map((department) => `user.department -eq "${department}"`);
    const groups = await Promise.all(rules.map((rule, i) => createGroup(muster.graph, `Load ${i}`, rule)));
    const assigned = await createGroup(muster.graph, 'Load assigned', null);
    const followed = [groups[0], assigned].map((group) => `'${group.id}'`).join(', ');
    const follower = await createGroup(
      muster.graph,
      'Load both',
      `user.memberOf -any (group.objectId -in [${followed}])`,
    );
    const { call } = muster;
    const random = numbers(7);
    const answers: Answer[] = [];
    const send = async (method: string, path: string, body?: unknown) => {
      answers.push(await call(method, `/v1.0${path}`, body));
    };
    const someone = () => people[random(people.length)].id as string;
    const restored = new Set<string>();
    const choices: readonly (() => Promise<unknown>)[] = [
      ...Array.from(
        { length: 10 },
        () => () => send('PATCH', `/users/${someone()}`, { department: departments[random(departments.length)] }),
      ),
      () => send('PATCH', `/groups/${groups[random(4)].id}`, { membershipRule: `${rules[random(4)]} ` }),
      () => {
        const body = { membershipRuleProcessingState: random(3) === 0 ? 'Paused' : 'On' };
        return send('PATCH', `/groups/${groups[random(4)].id}`, body);
      },
      () => send('POST', `/groups/${groups[random(4)].id}/reprocessMembership`),
      ...Array.from(
        { length: 4 },
        () => () =>
          send('POST', `/groups/${assigned.id}/members/$ref`, {
            '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${someone()}`,
          }),
      ),
      async () => send('DELETE', `/groups/${assigned.id}/members/${someone()}/$ref`),
      async () => {
        const id = someone();
        restored.add(id);
        await send('DELETE', `/users/${id}`);
        await send('POST', `/directory/deletedItems/${id}/restore`, {});
      },
    ];
    const tasks = Array.from({ length: 300 }, () => choices[random(choices.length)]!);
    await inParallel(tasks, 8);
    expect(answers.filter((answer) => answer.status >= 500)).toEqual([]);
    expect(answers.filter((answer) => answer.status < 300).length).toBeGreaterThan(150);

    const wanted = [...rules];
    for (const [i, group] of groups.entries()) {
      const body = { membershipRule: `${wanted[i]}  `, membershipRuleProcessingState: 'On' };
      expect((await call('PATCH', `/v1.0/groups/${group.id}`, body)).status).toBe(204);
    }
    for (const id of restored) await call('POST', `/v1.0/directory/deletedItems/${id}/restore`, {});
    await muster.settled();
    const now = await everything(muster.graph, '/users?$select=id,displayName,department&$top=999');
    expect(now).toHaveLength(people.length);
    for (const [i, group] of groups.entries()) {
      const expected = now.filter((each) => each.department === departments[i]).map((each) => each.displayName);
      expect(await namesIn(muster.graph, `/groups/${group.id}/members?$select=displayName`)).toEqual(expected.sort());
    }
    const [first, chosen] = [
      await idsIn(muster.graph, `/groups/${groups[0].id}/members?$select=id`),
      await idsIn(muster.graph, `/groups/${assigned.id}/members?$select=id`),
    ];
    expect(await idsIn(muster.graph, `/groups/${follower.id}/members?$select=id`)).toEqual(
      [...new Set([...first, ...chosen])].sort(),
    );
  });

  it('adds a member once, however often it is asked at once', async () => {
    const group = await createGroup(muster.graph, 'Once', null);
    const body = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${people[0].id}` };
    const add = () => muster.call('POST', `/v1.0/groups/${group.id}/members/$ref`, body);
    const added = await Promise.all(Array.from({ length: 8 }, add));
    expect(added.map((answer) => answer.status).sort()).toEqual([204, ...Array(7).fill(400)]);
    const remove = () => muster.call('DELETE', `/v1.0/groups/${group.id}/members/${people[0].id}/$ref`);
    const removed = await Promise.all(Array.from({ length: 8 }, remove));
    expect(removed.map((answer) => answer.status).sort()).toEqual([204, ...Array(7).fill(404)]);
    expect(await idsIn(muster.graph, `/groups/${group.id}/members`)).toEqual([]);
  });

  it('gives a name to one user, however many ask for it at once', async () => {
    const create = (i: number) =>
      muster.call('POST', '/v1.0/users', {
        accountEnabled: true,
        displayName: `Wanted ${i}`,
        mailNickname: 'wanted',
        userPrincipalName: 'wanted@adventure-works.com',
        passwordProfile: { password: 'Str0ng-enough-for-all' },
      });
    const created = await Promise.all(Array.from({ length: 5 }, (_, i) => create(i)));
    expect(created.map((answer) => answer.status).sort()).toEqual([201, 400, 400, 400, 400]);
    expect(await namesIn(muster.graph, "/users?$filter=startsWith(displayName,'Wanted')")).toHaveLength(1);
    const upsert = () =>
      muster.call(
        'PATCH',
        "/v1.0/groups(uniqueName='only-one')",
        { displayName: 'Only one', mailEnabled: false, mailNickname: 'one', securityEnabled: true },
        { Prefer: 'create-if-missing' },
      );
    const upserted = (await Promise.all(Array.from({ length: 5 }, upsert))).map((answer) => answer.status);
    expect(upserted.sort()).toEqual([201, 204, 204, 204, 204]);
  });
});
