import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { demoPeople, namesOf } from './demo-people.ts';
import { createGroup, everything, type Json, refusal } from './graph-client.ts';
import { cleanUp, runMuster } from './muster-process.ts';
import { type StartedServer, startServer } from './started-server.ts';

vi.setConfig({ testTimeout: 60_000 });

let muster: StartedServer;
const groups: Record<string, Json> = {};
const rules = {
  Finance: 'user.department -eq "Finance" -and user.userType -eq "Member"',
  'Finance again': 'user.department -match "^Finance$" -and user.userType -eq "Member"',
  Prodution: 'user.department -eq "Prodution" -and user.userType -ne "Guest"',
  Nobody: 'user.department -eq "Finance" -and user.department -eq "Sales"',
  'No guests': 'user.userType -ne "Guest"',
};
beforeAll(async () => {
  muster = await startServer({ demo: true });
  for (const [name, rule] of Object.entries(rules)) groups[name] = await createGroup(muster.graph, name, rule);
  await muster.settled();
});
afterAll(async () => {
  await muster.stop();
  await cleanUp();
});

const codes = ({ diagnostics }: Json) => diagnostics.map(({ code }: Json) => code);
const inProduction = () => demoPeople.filter((person) => person.department === 'Production').length;

describe('rule insights over HTTP', () => {
  it('of one group: values that nobody has, with the nearest and its place', async () => {
    const insight: Json = await muster.graph.api(`/groups/${groups.Prodution.id}/ruleInsights`).get();
    expect(insight).toMatchObject({
      '@odata.context': `${muster.url}/v1.0/$metadata#microsoft.graph.groupRuleInsight`,
      groupId: groups.Prodution.id,
      displayName: 'Prodution',
      membershipRule: rules.Prodution,
      members: 0,
      identicalTo: [],
      containedIn: [],
      isHeldAgainstDirectory: true,
      isComplete: true,
    });
    expect(insight.diagnostics).toEqual([
      {
        code: 'W_VALUE_NOWHERE',
        severity: 'warning',
        message: `user.department -eq "Prodution" fits no user. The nearest is "Production", which ${inProduction()} have.`,
        position: 20,
        length: 11,
        line: 1,
        column: 21,
        fix: '"Production"',
        help: 'Check the spelling; or the value is still to come.',
      },
    ]);
  });

  it('of all groups, page by page', async () => {
    const all = await everything(muster.graph, '/groups/ruleInsights');
    const byName = new Map(all.map((each) => [each.displayName, each]));
    const finance = namesOf((person) => person.department === 'Finance' && !person.isGuest).length;
    expect(codes(byName.get('Nobody'))).toEqual(['W_NEVER_TRUE']);
    expect(codes(byName.get('Finance again'))).toContain('W_PLAIN_PATTERN');
    expect(byName.get('Finance').identicalTo).toEqual([
      { groupId: groups['Finance again'].id, displayName: 'Finance again', members: finance },
    ]);
    expect(await everything(muster.graph, '/groups/ruleInsights?$top=2')).toEqual(all);
    const first: Json = await muster.graph.api('/groups/ruleInsights').top(1).get();
    expect(first['@odata.nextLink']).toMatch(/\/v1\.0\/groups\/ruleInsights\?\$top=1&\$skiptoken=\d+$/);
  });

  it.each([
    ['?$top=0', 400],
    ['?$top=201', 400],
    ['?$skiptoken=x', 400],
    ['?$filter=members eq 1', 400],
  ])('refuses %s', async (query, status) => {
    expect((await refusal(muster.graph.api(`/groups/ruleInsights${query}`).get())).status).toBe(status);
  });
});

describe('muster rule lint --directory', () => {
  const lint = (...args: readonly string[]) =>
    runMuster(['rule', 'lint', '--directory', '--database-url', muster.databaseUrl, ...args]);

  it('draws what it finds in one group', async () => {
    const { code, out, err } = await lint('--group', 'Prodution');
    expect([code, err]).toEqual([0, '']);
    expect(out).toBe(
      [
        `Prodution  ${groups.Prodution.id}  0 members`,
        '',
        `warning W_VALUE_NOWHERE: user.department -eq "Prodution" fits no user. The nearest is "Production", which ${inProduction()} have.`,
        `  1 | ${rules.Prodution}`,
        '    |                     ^~~~~~~~~~~',
        '    = write: "Production"',
        '',
        '1 finding',
        '',
      ].join('\n'),
    );
    expect((await lint('--group', groups.Prodution.id, '--strict')).code).toBe(1);
  });

  it('says the same of all groups as the API', async () => {
    const { code, out } = await lint('--json');
    expect(code).toBe(0);
    const printed = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(printed).toEqual(await everything(muster.graph, '/groups/ruleInsights'));
    const drawn = await lint();
    expect(drawn.out).toContain(`same members as Finance again (${groups['Finance again'].id})`);
    expect(drawn.out).toMatch(/\n\d+ groups looked at: \d+ with findings\n$/);
  });

  it.each([
    [['--group', 'Nowhere'], 'no group is called `Nowhere`'],
    [['user.city -eq "x"'], 'a rule was given together with --directory'],
  ])('with %j: %s', async (args, problem) => {
    const { code, out, err } = await lint(...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(problem);
  });
});

describe('muster rule lint', () => {
  it('looks at one rule alone', async () => {
    const { code, out } = await runMuster(['rule', 'lint', rules.Nobody]);
    expect(code).toBe(0);
    expect(out).toContain(`  1 | ${rules.Nobody}\n    | ^~~`);
    expect((await runMuster(['rule', 'lint', '--strict', rules.Nobody])).code).toBe(1);
    const quiet = await runMuster(['rule', 'lint', '--strict', rules['No guests']]);
    expect([quiet.code, quiet.out]).toEqual([0, '✓ nothing to say about the rule\n']);
    const json = await runMuster(['rule', 'lint', '--json', rules.Finance]);
    expect(JSON.parse(json.out)).toEqual({ valid: true, diagnostics: [], isComplete: true });
    const invalid = await runMuster(['rule', 'lint', 'user.citty -eq "x"']);
    expect(invalid.code).toBe(1);
    expect(invalid.out).toContain('UNKNOWN_PROPERTY');
    const misplaced = await runMuster(['rule', 'lint', '--group', 'x', rules.Finance]);
    expect([misplaced.code, misplaced.out]).toEqual([2, '']);
  });
});
