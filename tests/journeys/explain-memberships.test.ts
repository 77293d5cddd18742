import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDevice, createGroup, type Json, refusal } from './graph-client.ts';
import { cleanUp, runMuster } from './muster-process.ts';
import { sender, tokenWith } from './other-applications.ts';
import { type StartedServer, startServer } from './started-server.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let muster: StartedServer;
let ken: Json;
let group: Json;
/** An instant at which Ken was in the group. */
let inside: string;
const rule = '(user.department -eq "Executive") -and (user.accountEnabled -eq true)';

beforeAll(async () => {
  muster = await startServer({ demo: true });
  ken = await muster.graph.api('/users/ken0@adventure-works.com').get();
  group = await createGroup(muster.graph, 'Executives', rule);
  await muster.settled();
  inside = new Date().toISOString();
  await muster.graph.api(`/users/${ken.id}`).patch({ department: 'Sales' });
});
afterAll(async () => {
  await muster.stop();
  await cleanUp();
});

const path = (what: string, member: Json = ken, of: Json = group) => `/groups/${of.id}/members/${member.id}/${what}`;
const leaf = (expression: string, expressionResult: boolean, propertyName: string, propertyValue: string) => ({
  expression,
  expressionResult,
  propertyToEvaluate: { propertyName, propertyValue },
});

describe('explaining a membership over Graph', () => {
  it('tells who is out, by which clause, and who changed what', async () => {
    const found = await muster.graph.api(path('explain')).get();
    expect(found).toMatchObject({
      '@odata.context': `${muster.url}/v1.0/$metadata#muster.membershipExplanation`,
      group: { id: group.id, type: '#microsoft.graph.group', displayName: 'Executives', state: 'live' },
      member: { id: ken.id, userPrincipalName: 'ken0@adventure-works.com', state: 'live' },
      isMember: false,
      means: null,
      path: [],
      rule: {
        membershipRule: rule,
        standing: 'applied',
        membershipRuleEvaluationResult: false,
        membershipRuleEvaluationDetails: {
          expression: '-and',
          expressionResult: false,
          expressionEvaluationDetails: [
            leaf('user.department -eq "Executive"', false, 'department', 'Sales'),
            leaf('user.accountEnabled -eq true', true, 'accountEnabled', 'true'),
          ],
        },
        setBy: { operation: 'create-group', actor: { kind: 'application', displayName: 'Muster administration' } },
      },
      since: {
        joined: false,
        reason: 'memberChanged',
        operation: 'update-user',
        actor: { kind: 'application', displayName: 'Muster administration' },
        changedProperties: [{ name: 'department', oldValue: 'Executive', newValue: 'Sales', isReadByRule: true }],
      },
      next: null,
    });
    expect(found.since.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(Date.parse(found.since.at)).toBeGreaterThanOrEqual(Date.parse(inside));
  });

  it('tells of many members since when they are in, as each explanation does', async () => {
    const { value: members } = await muster.graph.api(`/groups/${group.id}/members`).get();
    const ids = members.map(({ id }: Json) => id);
    const { value } = await muster.graph.api(`/groups/${group.id}/membersSince`).post({ ids: [...ids, ken.id] });
    expect(value.map(({ id }: Json) => id).sort()).toEqual([...ids].sort());
    const first = await muster.graph.api(path('explain', { id: value[0].id })).get();
    expect(value[0].since).toBe(first.since.at);
    const refused = await muster.call('POST', `/v1.0/groups/${group.id}/membersSince`, {
      ids: Array(1000).fill(ken.id),
    });
    expect(refused.status).toBe(400);
  });

  it('tells the same of the past', async () => {
    const answer = await muster.call('GET', `/v1.0${path('explain')}?at=${encodeURIComponent(inside)}`);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      at: inside.replace('.000Z', 'Z'),
      isMember: true,
      means: 'rule',
      rule: { membershipRuleEvaluationResult: true },
      since: { joined: true, reason: 'pass', ruleChange: { operation: 'create-group' } },
      next: { joined: false, changedProperties: [{ name: 'department' }] },
    });
    const other = inside.replace('Z', '+00:00');
    expect((await muster.call('GET', `/beta${path('explain')}?AT=${other}`)).body.isMember).toBe(true);
  });

  it('gives every coming and going in pages', async () => {
    const first = await muster.graph.api(path('history')).query({ $top: 1 }).get();
    expect(first.value).toMatchObject([{ joined: false, reason: 'memberChanged' }]);
    const second = await muster.graph.api(first['@odata.nextLink']).get();
    expect(second.value).toMatchObject([{ joined: true, reason: 'pass', operation: 'pass' }]);
    expect(second['@odata.nextLink']).toBeUndefined();
    const oldest = await muster.graph.api(path('history')).query({ $orderby: 'at' }).get();
    expect(oldest.value).toEqual([...second.value, ...first.value]);
  });

  it('counts who came and went, with what passes moved', async () => {
    const from = new Date(Date.parse(inside) - 86_400_000).toISOString();
    const found = await muster.graph.api(`/groups/${group.id}/membershipHistory?interval=day&from=${from}`).get();
    const present = await muster.graph.api(`/groups/${group.id}/members?$select=id`).get();
    const memberCount = present.value.length;
    expect(found).toEqual({
      '@odata.context': `${muster.url}/v1.0/$metadata#muster.membershipHistory`,
      fromDateTime: expect.any(String),
      toDateTime: expect.any(String),
      interval: 'day',
      isShortened: false,
      memberCount,
      value: expect.any(Array),
      passes: [
        {
          startedDateTime: expect.any(String),
          finishedDateTime: expect.any(String),
          joinedCount: memberCount + 1,
          leftCount: 0,
          ruleChange: expect.objectContaining({ operation: 'create-group' }),
        },
      ],
    });
    const sums = ['joinedCount', 'leftCount'].map((name) =>
      found.value.reduce((sum: number, each: Json) => sum + each[name], 0),
    );
    expect(sums).toEqual([memberCount + 1, 1]);
    expect(found.value[0].startDateTime).toBe(found.fromDateTime);
    expect(found.value.at(-1)).toMatchObject({ endDateTime: found.toDateTime, memberCount });
    for (const wrong of [
      'interval=month',
      'from=yesterday',
      'to=2999-01-01T00:00:00Z',
      'interval=hour&from=2020-01-01',
      '$top=1',
    ]) {
      expect((await refusal(muster.graph.api(`/groups/${group.id}/membershipHistory?${wrong}`).get())).status).toBe(
        400,
      );
    }
  });

  it('tells who was in at an instant', async () => {
    const asOf = `/groups/${group.id}/membersAsOf`;
    const found = await muster.graph.api(`${asOf}?at=${inside}&list=leftSince`).get();
    const present = await muster.graph.api(`/groups/${group.id}/members?$select=id`).get();
    expect(found).toEqual({
      '@odata.context': `${muster.url}/v1.0/$metadata#muster.pastMembers`,
      at: expect.any(String),
      memberCount: present.value.length + 1,
      joinedSinceCount: 0,
      leftSinceCount: 1,
      value: [
        {
          '@odata.type': '#microsoft.graph.user',
          id: ken.id,
          displayName: 'Ken Sánchez',
          userPrincipalName: 'ken0@adventure-works.com',
        },
      ],
    });
    const pages = [await muster.graph.api(`${asOf}?at=${inside}&$top=1`).get()];
    while (pages.at(-1)['@odata.nextLink'] !== undefined) {
      pages.push(await muster.graph.api(pages.at(-1)['@odata.nextLink']).get());
    }
    const ids = pages.flatMap(({ value }) => value.map((each: Json) => each.id));
    expect([...ids].sort()).toEqual([ken.id, ...present.value.map((each: Json) => each.id)].sort());
    for (const wrong of ['', 'at=x', `at=${inside}&list=all`, `at=${inside}&$top=1000`, `at=${inside}&$skiptoken=x`]) {
      expect((await refusal(muster.graph.api(`${asOf}?${wrong}`).get())).status).toBe(400);
    }
  });

  it('knows devices, dates in time and nested groups', async () => {
    const laptop = await createDevice(muster.graph, 'laptop');
    const outer = await createGroup(muster.graph, 'Outer', null);
    const inner = await createGroup(muster.graph, 'Inner', null);
    const add = (to: Json, member: Json) =>
      muster.graph
        .api(`/groups/${to.id}/members/$ref`)
        .post({ '@odata.id': `${muster.url}/v1.0/directoryObjects/${member.id}` });
    await add(inner, laptop);
    await add(outer, inner);
    const found = await muster.graph.api(path('explain', laptop, outer)).get();
    expect(found).toMatchObject({ isMember: true, means: 'nested', rule: null, since: { reason: 'assigned' } });
    expect(found.path.map((step: Json) => [step.group.displayName, step.member.displayName])).toEqual([
      ['Outer', 'Inner'],
      ['Inner', 'laptop'],
    ]);
    const hired = await createGroup(muster.graph, 'Hired', 'user.employeeHireDate -le system.now');
    await muster.settled();
    await muster.graph.api(`/users/${ken.id}`).patch({ employeeHireDate: '2099-01-01T00:00:00Z' });
    const left = await muster.graph.api(path('explain', ken, hired)).get();
    expect(left.since.changedProperties).toEqual([
      {
        name: 'employeeHireDate',
        oldValue: ken.employeeHireDate ?? '2008-08-14T00:00:00Z',
        newValue: '2099-01-01T00:00:00Z',
        isReadByRule: true,
      },
    ]);
  });

  it('refuses what it cannot answer, in the form of Graph', async () => {
    const at = async (text: string) => {
      const { status, error } = await refusal(muster.graph.api(path('explain')).query({ at: text }).get());
      return [status, error.code, error.message];
    };
    expect(await at('yesterday')).toEqual([400, 'BadRequest', expect.stringContaining('invalid query option `at`')]);
    expect(await at('2020-01-01')).toEqual([
      400,
      'Request_BadRequest',
      expect.stringMatching(/^nothing is known of 2020-01-01T00:00:00Z: history begins at 20/),
    ]);
    expect(await at('2999-01-01')).toEqual([400, 'Request_BadRequest', expect.stringContaining('lies in the future')]);
    const status = async (query: string) => (await muster.call('GET', `/v1.0${query}`)).status;
    expect([
      await status(`${path('explain')}?at=2026-01-01&at=2026-01-02`),
      await status(`${path('explain')}?$top=1`),
      await status(`${path('history')}?$orderby=reason`),
      await status(`${path('history')}?$skiptoken=x`),
      await status(`${path('history')}?$top=0`),
      await status(path('explain', { id: 'ken' })),
      await status(path('explain', group)),
      await status(path('explain', ken, { id: crypto.randomUUID() })),
    ]).toEqual([400, 400, 400, 400, 400, 400, 200, 404]);
  });

  it('takes the permission to see who changed what', async () => {
    const send = sender(() => muster);
    const ask = async (...permissions: string[]) =>
      (await send(await tokenWith(muster, ...permissions), `/v1.0${path('explain')}`)).status;
    expect(await ask('User.Read.All', 'GroupMember.Read.All')).toBe(403);
    expect(await ask('AuditLog.Read.All')).toBe(403);
    expect(await ask('User.Read.All', 'GroupMember.Read.All', 'AuditLog.Read.All')).toBe(200);
    expect(await ask('Directory.Read.All')).toBe(200);
  });
});

describe('muster explain', () => {
  const explain = (...args: string[]) => runMuster(['explain', ...args, '--database-url', muster.databaseUrl]);

  it('draws the clauses, and names the change', async () => {
    const { code, out, err } = await explain('KEN0@adventure-works.com', 'executives');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^✗ Ken Sánchez <ken0@adventure-works\.com> is not a member of "Executives"\n {2}since \S+ because department changed from "Executive" to "Sales"\n {4}by Muster administration \(update-user, /,
    );
    expect(out).toContain('├─ ✗ user.department -eq "Executive"   department is "Sales"\n');
    expect(out).not.toContain('\u001b');
    const past = await explain(ken.id, group.id, '--at', inside);
    expect(past.out).toContain('├─ ✓ user.department -eq "Executive"   department is "Executive"\n');
    const history = await explain(ken.id, group.id, '--history');
    expect(history.out.match(/^[+-] \S+ (joined|left)/gm)).toHaveLength(2);
  });

  it('prints as JSON what the API answers', async () => {
    const { out } = await explain(ken.id, 'Executives', '--at', inside, '--json');
    const answer = await muster.graph.api(path('explain')).query({ at: inside }).get();
    expect({ '@odata.context': answer['@odata.context'], ...JSON.parse(out) }).toEqual(answer);
    const moves = await explain(ken.id, 'Executives', '--history', '--json');
    const history = await muster.graph.api(path('history')).query({ $orderby: 'at' }).get();
    expect(
      moves.out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(history.value);
  });

  it('finds devices by name and id, and says so when a name fits several or nobody', async () => {
    const device = await createDevice(muster.graph, 'printer');
    const twins = [await createGroup(muster.graph, 'Twins', null), await createGroup(muster.graph, 'Twins', null)];
    for (const name of ['printer', device.id, device.deviceId]) {
      expect((await explain(name, 'Executives')).out).toContain('✗ printer is not a member of "Executives"\n');
    }
    const several = await explain('printer', 'twins');
    expect([several.code, several.out]).toEqual([2, '']);
    for (const twin of twins) expect(several.err).toContain(twin.id);
    const nobody = await explain('nobody@adventure-works.com', 'Executives');
    expect([nobody.code, nobody.err]).toEqual([1, expect.stringContaining('no user or device `nobody@')]);
    expect(await explain('printer', 'Nobodies')).toMatchObject({ code: 1, out: '' });
    expect(await explain('printer', 'Executives', '--at', 'now')).toMatchObject({ code: 2, out: '' });
    expect(await explain('printer', 'Executives', '--at', '2020-01-01')).toMatchObject({
      code: 2,
      err: expect.stringContaining('history begins at'),
    });
    expect(await explain('printer', 'Executives', '--history')).toMatchObject({ out: 'never was a direct member\n' });
    expect(await explain('printer', 'Executives', '--history', '--at', inside)).toMatchObject({ code: 2 });
  });
});
