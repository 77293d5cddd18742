import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGroup, type Json, refusal } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
let group: Json;
beforeAll(async () => {
  muster = await startServer();
  group = await createGroup(muster.graph, 'Ruled', 'user.department -eq "Sales"');
  await muster.settled();
});
afterAll(() => muster.stop());

let lastSeen = 0;
/** The newest place in the change log. */
async function head(): Promise<number> {
  const changes = await muster.server.directory.store.read(({ log }) => log.changesAfter(lastSeen, 1000));
  lastSeen = changes.at(-1)?.seq ?? lastSeen;
  return lastSeen;
}

/** What creating and changing a group with the rule answers; both must say the same and change nothing. */
async function diagnosticsOf(rule: string): Promise<Json[]> {
  const before = await head();
  const created = await refusal(createGroup(muster.graph, 'Never', rule));
  const changed = await refusal(muster.graph.api(`/groups/${group.id}`).patch({ membershipRule: rule }));
  expect(changed.error.innerError.diagnostics).toEqual(created.error.innerError.diagnostics);
  for (const { status, code, message, error } of [created, changed]) {
    expect([status, code]).toEqual([400, 'Request_BadRequest']);
    expect(message).toMatch(/^Dynamic membership rule validation error: /);
    expect(error.details.map((detail: Json) => [detail.target, detail.code])).toEqual(
      error.innerError.diagnostics.map((each: Json) => ['membershipRule', each.code]),
    );
  }
  expect(await head()).toBe(before);
  return created.error.innerError.diagnostics;
}

describe('a wrong rule is refused with every mistake in its place', () => {
  it('names all unknown attributes, with what may have been meant', async () => {
    const rule = 'user.departmnt -eq "Sales" and\nuser.cty -eq "Ulm"';
    const found = await diagnosticsOf(rule);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({ position: 0, length: 14, line: 1, column: 1, severity: 'error' });
    expect(found[1]).toMatchObject({ position: rule.indexOf('user.cty'), length: 8, line: 2, column: 1 });
    expect(JSON.stringify(found[0])).toContain('department');
    expect(JSON.stringify(found[1])).toContain('city');
    for (const { message, code } of found) {
      expect(message).toMatch(/\S/);
      expect(code).toMatch(/^[A-Z_]+$/);
    }
  });

  it.each([
    ['(user.city -eq "x"', 'UNBALANCED_PARENTHESIS', 0],
    ['user.city -foo "x"', 'UNKNOWN_OPERATOR', 10],
    ['user.city -eq "open', undefined, 14],
    ['user.city -eq "x" and', undefined, undefined],
    ['user.city', undefined, undefined],
    ['user.accountEnabled -eq "maybe"', undefined, undefined],
    ['user.city -match "("', undefined, undefined],
    ['device.displayName -eq "a" and user.city -eq "b"', undefined, undefined],
    ['drop table objects', undefined, undefined],
    ['😀', undefined, 0],
    ['x'.repeat(3073), 'RULE_TOO_LONG', 3072],
    [`${'('.repeat(1000)}user.city -eq "x"${')'.repeat(1000)}`, undefined, undefined],
  ])('%s', async (rule, code, position) => {
    const found = await diagnosticsOf(rule);
    expect(found.length).toBeGreaterThan(0);
    if (code !== undefined) expect(found[0].code).toBe(code);
    if (position !== undefined) expect(found[0].position).toBe(position);
    for (const each of found) {
      expect(each.position).toBeGreaterThanOrEqual(0);
      expect(each.position).toBeLessThanOrEqual(rule.length);
      expect([each.line, each.column]).toEqual([1, expect.any(Number)]);
    }
  });

  it('an empty rule is no rule', async () => {
    for (const membershipRule of ['', null])
      expect((await muster.call('PATCH', `/v1.0/groups/${group.id}`, { membershipRule })).status).toBe(400);
    const { membershipRule } = await muster.graph.api(`/groups/${group.id}`).get();
    expect(membershipRule).toBe('user.department -eq "Sales"');
  });

  it('members of a ruled group are not changed by hand', async () => {
    const before = await head();
    const reference = { '@odata.id': `${muster.url}/v1.0/directoryObjects/${group.id}` };
    const { status, code, message } = await refusal(
      muster.graph.api(`/groups/${group.id}/members/$ref`).post(reference),
    );
    expect([status, code]).toEqual([403, 'Authorization_RequestDenied']);
    expect(message).toContain('Insufficient privileges to complete the operation.');
    expect(await head()).toBe(before);
  });
});
