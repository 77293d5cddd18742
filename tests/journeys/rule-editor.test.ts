import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { demoPeople } from './demo-people.ts';
import { refusal } from './graph-client.ts';
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
