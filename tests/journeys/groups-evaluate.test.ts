import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDevice, createGroup, idsIn, type Json, refusal } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
let ken: Json;
let laptop: Json;
beforeAll(async () => {
  muster = await startServer({ demo: true });
  ken = await muster.graph.api('/users/ken0@adventure-works.com').get();
  laptop = await createDevice(muster.graph, 'laptop');
});
afterAll(() => muster.stop());

const evaluate = (body: object, group?: Json): Promise<Json> => {
  const place = group === undefined ? '/groups' : `/groups/${group.id}`;
  return muster.graph.api(`${place}/evaluateDynamicMembership`).version('beta').post(body);
};
const ask = (membershipRule: string, memberId: string = ken.id) => evaluate({ memberId, membershipRule });
const leaf = (expression: string, expressionResult: boolean, propertyName: string, propertyValue: string) => ({
  expression,
  expressionResult,
  propertyToEvaluate: { propertyName, propertyValue },
});

describe('evaluating a rule for one object', () => {
  it('gives one leaf for one comparison, and the rule as written', async () => {
    const rule = '( USER.department   eq "executive" )';
    expect(await ask(rule)).toEqual({
      '@odata.context': `${muster.url}/beta/$metadata#microsoft.graph.evaluateDynamicMembershipResult`,
      membershipRule: rule,
      membershipRuleEvaluationResult: true,
      membershipRuleEvaluationDetails: leaf('user.department -eq "executive"', true, 'department', 'Executive'),
    });
  });

  it('gives a tree for a combined rule, with every operand', async () => {
    const rule =
      '(user.department -eq "Executive" -and (user.accountEnabled -eq true and user.physicalDeliveryOfficeName -eq null)) or not (user.proxyAddresses -any (_ -startsWith "SMTP:ken0"))';
    const { membershipRuleEvaluationResult, membershipRuleEvaluationDetails } = await ask(rule);
    expect(membershipRuleEvaluationResult).toBe(true);
    expect(membershipRuleEvaluationDetails).toEqual({
      expression: '-or',
      expressionResult: true,
      expressionEvaluationDetails: [
        {
          expression: '-and',
          expressionResult: true,
          expressionEvaluationDetails: [
            leaf('user.department -eq "Executive"', true, 'department', 'Executive'),
            leaf('user.accountEnabled -eq true', true, 'accountEnabled', 'true'),
            leaf('user.physicalDeliveryOfficeName -eq null', true, 'physicalDeliveryOfficeName', ''),
          ],
        },
        {
          expression: '-not',
          expressionResult: false,
          expressionEvaluationDetails: [
            leaf(
              'user.proxyAddresses -any (_ -startsWith "SMTP:ken0")',
              true,
              'proxyAddresses',
              'SMTP:ken0@adventure-works.com',
            ),
          ],
        },
      ],
    });
  });

  it('knows managers, groups, dates and devices', async () => {
    const report = await muster.graph.api('/users/terri0@adventure-works.com').get();
    const reports = await ask(`Direct Reports for "${ken.id}"`, report.id);
    expect(reports.membershipRuleEvaluationDetails).toEqual(
      leaf(`Direct Reports for "${ken.id}"`, true, 'manager', ken.id),
    );
    expect((await ask(`Direct Reports for "${report.id}"`)).membershipRuleEvaluationResult).toBe(false);

    const source = await createGroup(muster.graph, 'Source', 'user.department -eq "Executive"');
    await muster.settled();
    const memberOf = `user.memberOf -any (group.objectId -in ["${source.id}"])`;
    expect((await ask(memberOf)).membershipRuleEvaluationDetails).toEqual(leaf(memberOf, true, 'memberOf', source.id));
    const hired = (await ask('user.employeeHireDate -le 2010-01-01T00:00:00Z')).membershipRuleEvaluationDetails;
    expect(hired.propertyToEvaluate).toEqual({
      propertyName: 'employeeHireDate',
      propertyValue: '2008-08-14T00:00:00Z',
    });
    const version = await ask('device.deviceOSVersion -startsWith "10.0"', laptop.id);
    expect(version.membershipRuleEvaluationDetails).toEqual(
      leaf('device.deviceOSVersion -startsWith "10.0"', true, 'deviceOSVersion', '10.0.22631.1'),
    );
  });
});

describe('evaluating the rule of a group', () => {
  it('tells what the rule says, paused or not, and leaves the members alone', async () => {
    const group = await createGroup(muster.graph, 'Executives', 'user.department -eq "Executive"');
    await muster.settled();
    await muster.graph.api(`/groups/${group.id}`).patch({ membershipRuleProcessingState: 'Paused' });
    await muster.graph.api(`/users/${ken.id}`).patch({ department: 'Sales' });
    const { membershipRuleEvaluationResult, membershipRule } = await evaluate({ memberId: ken.id }, group);
    expect([membershipRuleEvaluationResult, membershipRule]).toEqual([false, 'user.department -eq "Executive"']);
    expect(await idsIn(muster.graph, `/groups/${group.id}/members`)).toContain(ken.id);
    const other = await evaluate({ memberId: ken.id, membershipRule: 'user.department -eq "Sales"' }, group);
    expect(other.membershipRuleEvaluationResult).toBe(true);
    expect((await muster.graph.api(`/groups/${group.id}`).get()).membershipRule).toBe(
      'user.department -eq "Executive"',
    );
    await muster.graph.api(`/users/${ken.id}`).patch({ department: 'Executive' });
  });

  it('is refused when there is nothing to evaluate', async () => {
    const assigned = await createGroup(muster.graph, 'Assigned', null);
    const dynamic = await createGroup(muster.graph, 'Dynamic', 'user.department -eq "Executive"');
    const unknown = randomUUID();
    const rule = 'user.department -eq "Executive"';
    const refused: readonly [status: number, () => Promise<unknown>][] = [
      [400, () => evaluate({ memberId: ken.id }, assigned)],
      [400, () => evaluate({ memberId: ken.id })],
      [400, () => evaluate({ membershipRule: rule })],
      [400, () => evaluate({ memberId: 'ken', membershipRule: rule })],
      [400, () => ask('user.departmnt -eq "x"')],
      [400, () => ask('user.department -eq')],
      [400, () => ask('')],
      [400, () => ask('device.displayName -eq "x"')],
      [400, () => ask(rule, laptop.id)],
      [404, () => ask(rule, unknown)],
      [404, () => ask(rule, assigned.id)],
      [404, () => evaluate({ memberId: unknown }, dynamic)],
      [404, () => evaluate({ memberId: ken.id }, { id: unknown })],
    ];
    for (const [status, attempt] of refused) {
      expect((await refusal(attempt())).status, attempt.toString()).toBe(status);
    }
    const { error } = await refusal(ask('user.departmnt -eq "x"'));
    expect(error.message).toContain('Dynamic membership rule validation error');
    expect(error.details[0]).toMatchObject({ target: 'membershipRule' });
    expect(error.innerError.diagnostics[0]).toMatchObject({
      code: 'UNKNOWN_PROPERTY',
      position: 0,
      suggestion: 'user.department',
    });
    await muster.settled();
  });
});
