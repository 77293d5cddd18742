import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGroup, createUser, idsIn, type Json, refusal } from './graph-client.ts';
import { runMuster } from './muster-process.ts';
import { clientWith } from './other-applications.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
beforeAll(async () => {
  muster = await startServer();
});
afterAll(() => muster.stop());

const organization = async (): Promise<Json> => (await muster.graph.api('/organization').get()).value[0];
const members = (group: Json) => idsIn(muster.graph, `/groups/${group.id}/members`);

it('an administrator switches the extended language on over Graph, uses it, and sees what keeps it from being switched off', async () => {
  const { id, ruleDialect } = await organization();
  expect(ruleDialect).toBe('entra');
  const sales = await createGroup(muster.graph, 'Sales', 'user.department -eq "Sales"');
  const rule = `-not (user.memberOf -any (group.objectId -in ['${sales.id}'])) -and user.employeeType -eq "Contractor"`;
  expect(await refusal(createGroup(muster.graph, 'Others', rule))).toMatchObject({ status: 400 });
  const set = (value: unknown) => muster.graph.api(`/organization/${id}`).patch({ ruleDialect: value });
  expect((await refusal(set('french'))).status).toBe(400);
  const reader = await clientWith(muster, 'Organization.Read.All');
  expect((await refusal(reader.api(`/organization/${id}`).patch({ ruleDialect: 'extended' }))).status).toBe(403);
  await set('extended');
  expect((await organization()).ruleDialect).toBe('extended');

  const others = await createGroup(muster.graph, 'Others', rule);
  const ann = await createUser(muster.graph, 'ann', { employeeType: 'Contractor', department: 'Sales' });
  const ben = await createUser(muster.graph, 'ben', { employeeType: 'Contractor' });
  expect([await members(sales), await members(others)]).toEqual([[ann.id], [ben.id]]);
  await muster.graph.api(`/users/${ann.id}`).patch({ department: 'HR' });
  expect([await members(sales), await members(others)]).toEqual([[], [ann.id, ben.id].sort()]);

  const circle = `user.memberOf -any (group.objectId -in ['${others.id}'])`;
  const refused = await refusal(muster.graph.api(`/groups/${sales.id}`).patch({ membershipRule: circle }));
  expect(refused.status).toBe(400);
  expect(refused.message).toContain(`Sales (${sales.id}) reads Others (${others.id}) reads Sales (${sales.id})`);
  expect((await refusal(set('entra'))).message).toContain(`Others (${others.id})`);
});

it('the command line shows and changes the setting beside the running server', async () => {
  const args = ['--database-url', muster.databaseUrl];
  await muster.graph.api(`/organization/${(await organization()).id}`).patch({ ruleDialect: 'extended' });
  expect(await runMuster(['settings', 'list', ...args])).toMatchObject({ code: 0, out: 'ruleDialect = extended\n' });
  const listed = await runMuster(['settings', 'list', '--json', ...args]);
  expect(JSON.parse(listed.out)).toEqual({ ruleDialect: 'extended' });
  const set = (name: string, value: string) => runMuster(['settings', 'set', name, value, ...args]);
  const refused = await set('ruleDialect', 'entra');
  expect(refused).toMatchObject({ code: 2, err: expect.stringContaining('Others') });
  for (const group of (await muster.graph.api('/groups').get()).value)
    await muster.graph.api(`/groups/${group.id}`).delete();
  expect(await set('ruleDialect', 'entra')).toMatchObject({ code: 0, out: 'ruleDialect = entra\n', err: '' });
  const rule = await refusal(createGroup(muster.graph, 'Contractors', 'user.employeeType -eq "Contractor"'));
  expect(rule.status).toBe(400);
  expect(await set('ruleDialect', 'french')).toMatchObject({ code: 2, err: expect.stringContaining('french') });
  expect(await set('colour', 'blue')).toMatchObject({ code: 2, err: expect.stringContaining('ruleDialect') });
});
