import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { demoPeople } from './demo-people.ts';
import { createGroup, type Json, refusal } from './graph-client.ts';
import { cleanUp } from './muster-process.ts';
import { type StartedServer, startServer } from './started-server.ts';

vi.setConfig({ testTimeout: 60_000 });

let muster: StartedServer;
beforeAll(async () => {
  muster = await startServer({ demo: true });
});
afterAll(async () => {
  await muster.stop();
  await cleanUp();
});

const inDepartment = (department: string) => demoPeople.filter((person) => person.department === department).length;

describe('the values of an attribute over HTTP', () => {
  const address = "/groups/ruleValues(property='user.department')";

  it('are found by a part of them, with how many have each', async () => {
    const departments = demoPeople.map(({ department }) => String(department));
    const fitting = new Set(departments.filter((each) => each.toLowerCase().includes('produc')));
    const found = await muster.graph.api(`${address}?$search="produc"&$count=true&$top=1`).get();
    expect(found).toEqual({
      '@odata.context': `${muster.url}/v1.0/$metadata#Collection(muster.ruleValue)`,
      '@odata.count': fitting.size,
      value: [{ value: 'Production', count: inDepartment('Production') }],
    });
  });

  it('are all there without a search', async () => {
    const { value } = await muster.graph.api(address).get();
    const departments = new Set(demoPeople.flatMap(({ department }) => department || []));
    expect(value.length).toBe(departments.size);
    for (const each of value) expect(each.count).toBe(inDepartment(each.value));
  });

  it.each([
    [`${address}?$top=201`, 400],
    [`${address}?$filter=count eq 1`, 400],
    ["/groups/ruleValues(property='user.departmnt')", 400],
    ["/groups/ruleValues(name='user.department')", 400],
  ])('refuses %s', async (path, status) => {
    expect((await refusal(muster.graph.api(path).get())).status).toBe(status);
  });
});

describe('the nodes of a previewed rule over HTTP', () => {
  const membershipRule = 'user.userType -eq "Member" -and user.department -eq "Finance"';
  const preview = (body: object) => muster.graph.api('/groups/previewRule').post({ membershipRule, top: 0, ...body });

  it('come with their place and their counts when they are asked for', async () => {
    const { nodes, matching, objects } = await preview({ includeNodes: true });
    const [first, second] = membershipRule.split(' -and ');
    const shown = ({ depth, kind, position, length }: Json) =>
      [depth, kind, membershipRule.slice(position, position + length)] as const;
    expect(nodes.map(shown)).toEqual([
      [0, 'and', membershipRule],
      [1, 'comparison', first],
      [1, 'comparison', second],
    ]);
    expect(nodes[0]).toMatchObject({ text: membershipRule, matching, reached: objects, kept: matching });
    const members = demoPeople.filter(({ isGuest }) => !isGuest).length;
    expect(nodes[1]).toMatchObject({ matching: members, kept: members });
    expect(nodes[2]).toMatchObject({ matching: inDepartment('Finance'), reached: members, kept: matching });
    expect(await preview({})).not.toHaveProperty('nodes');
    expect((await refusal(preview({ includeNodes: 'yes' }))).status).toBe(400);
  });
});

describe('two groups compared over HTTP', () => {
  const compare = (body: object): Promise<Json> => muster.graph.api('/groups/compareMembers').post(body);

  it('have members in common and apart', async () => {
    const finance = await createGroup(muster.graph, 'In finance', 'user.department -eq "Finance"');
    const guests = await createGroup(muster.graph, 'No guests', 'user.userType -eq "Member"');
    await muster.settled();
    const groupIds = [finance.id, guests.id];
    const inBoth = demoPeople.filter(({ department, isGuest }) => department === 'Finance' && !isGuest).length;
    const answer = await compare({ groupIds, top: 1 });
    expect(answer).toMatchObject({
      '@odata.context': `${muster.url}/v1.0/$metadata#muster.memberComparison`,
      inBoth,
      onlyInFirst: inDepartment('Finance') - inBoth,
      onlyInSecond: demoPeople.filter(({ isGuest }) => !isGuest).length - inBoth,
    });
    expect(Object.keys(answer.value[0]).sort()).toEqual(['@odata.type', 'displayName', 'id', 'userPrincipalName']);
    const { value } = await compare({ groupIds, list: 'inBoth', next: answer.next, top: 999 });
    expect(value).toHaveLength(inBoth - 1);
    for (const body of [{}, { groupIds: [finance.id] }, { groupIds, list: 'all' }, { groupIds, top: 1000 }]) {
      expect((await refusal(compare(body))).status).toBe(400);
    }
  });
});
