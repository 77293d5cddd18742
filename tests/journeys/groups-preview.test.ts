import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoPeople, namesOf } from './demo-people.ts';
import { createGroup, type Json, namesIn, refusal } from './graph-client.ts';
import { cleanUp, runMuster, temporaryFolder } from './muster-process.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
let finance: Json;
beforeAll(async () => {
  muster = await startServer({ demo: true });
  finance = await createGroup(muster.graph, 'Finance', 'user.department -eq "Finance" -and user.userType -eq "Member"');
  await muster.settled();
});
afterAll(async () => {
  await muster.stop();
  await cleanUp();
});

const inDepartment = (department: string) => namesOf((person) => person.department === department && !person.isGuest);
const preview = (body: object, group?: Json): Promise<Json> =>
  muster.graph.api(group === undefined ? '/groups/previewRule' : `/groups/${group.id}/previewRule`).post(body);
const production = 'user.department -eq "Production" -and user.userType -eq "Member"';

describe('a preview over HTTP', () => {
  it('lists who would join and leave when the rule were saved', async () => {
    const joining = await preview({ membershipRule: production, list: 'joining', top: 999 }, finance);
    const [new_, old] = [inDepartment('Production'), inDepartment('Finance')];
    expect(joining).toMatchObject({
      '@odata.context': `${muster.url}/v1.0/$metadata#microsoft.graph.membershipRulePreview`,
      membershipRule: production,
      objectType: 'user',
      members: old.length,
      matching: new_.length,
      joining: new_.length,
      leaving: old.length,
      staying: 0,
      next: null,
    });
    expect(joining.value.map((each: Json) => each.displayName).sort()).toEqual(new_);
    const leaving = await preview({ membershipRule: production, list: 'leaving' }, finance);
    expect(leaving.value.map((each: Json) => each.displayName).sort()).toEqual(old);
    expect(Object.keys(leaving.value[0]).sort()).toEqual(['@odata.type', 'displayName', 'id', 'userPrincipalName']);
    expect(await namesIn(muster.graph, `/groups/${finance.id}/members?$select=displayName`)).toEqual(old);
  });

  it('goes on page by page', async () => {
    const seen: string[] = [];
    for (let next: number | null = 0; next !== null; ) {
      const page: Json = await preview({ membershipRule: production, top: 50, next });
      seen.push(...page.value.map((each: Json) => each.displayName));
      next = page.next;
    }
    expect(seen.sort()).toEqual(inDepartment('Production'));
  });

  it('names near misses with their clauses', async () => {
    const { value, missedClauses } = await preview({ membershipRule: production, list: 'nearMisses', top: 5 });
    expect(missedClauses).toHaveLength(1);
    expect(missedClauses[0].clause).toBe('user.department -eq "Production"');
    const members = demoPeople.filter((person) => !person.isGuest && person.department !== 'Production');
    expect(missedClauses[0].count).toBe(members.length);
    expect(value[0].clauses).toEqual(['user.department -eq "Production"']);
  });

  it.each([
    [{ membershipRule: production, list: 'everybody' }, "property 'list'"],
    [{ membershipRule: production, top: 1000 }, "property 'top'"],
    [{}, 'membershipRule'],
    [{ membershipRule: 'user.departmnt -eq "x"' }, 'departmnt'],
  ])('refuses %j', async (body, text) => {
    const { status, message } = await refusal(preview(body));
    expect(status).toBe(400);
    expect(message).toContain(text);
  });
});

describe('tests kept with a rule', () => {
  it('are told in previews, and stop a rule that fails them until it is to be saved all the same', async () => {
    const [inside, outside] = [true, false].map(
      (isInside) => demoPeople.find((person) => (person.department === 'Production') === isInside && !person.isGuest)!,
    );
    const idOf = async ({ displayName }: (typeof demoPeople)[number]): Promise<string> => {
      const filter = `displayName eq '${displayName.replaceAll("'", "''")}'`;
      return (await muster.graph.api('/users').filter(filter).select('id').get()).value[0].id;
    };
    const tests = [
      { memberId: await idOf(inside!), isMember: true },
      { memberId: await idOf(outside!), isMember: false },
    ];
    const group = await createGroup(muster.graph, 'Tested', production, { membershipRuleTests: tests });
    const kept = async (version = 'v1.0') =>
      (await muster.graph.api(`/groups/${group.id}`).version(version).select('membershipRuleTests').get())
        .membershipRuleTests;
    expect([await kept(), await kept('beta')]).toEqual([tests, tests]);
    expect(group).not.toHaveProperty('membershipRuleTests');

    const path = `/groups/${group.id}`;
    const membershipRule = 'user.department -ne "Production"';
    const previewed = await muster.graph.api(`${path}/previewRule`).post({ membershipRule, top: 0 });
    expect(previewed).toMatchObject({
      failedTestCount: 2,
      tests: [
        { ...tests[0], result: false, hasFailed: true },
        { ...tests[1], result: true, hasFailed: true },
      ],
    });
    const others = { membershipRuleTests: [{ ...tests[0], isMember: false }], top: 0 };
    expect(await muster.graph.api(`${path}/previewRule`).post(others)).toMatchObject({
      failedTestCount: 1,
      tests: [{ ...tests[0], isMember: false, result: true, hasFailed: true }],
    });

    const { status, error } = await refusal(muster.graph.api(path).patch({ membershipRule }));
    expect([status, error.code, error.innerError.failedTests]).toEqual([400, 'Request_BadRequest', tests]);
    expect(error.details.map(({ target }: Json) => target)).toEqual(
      tests.map(({ memberId }) => `membershipRuleTests/${memberId}`),
    );
    expect((await refusal(muster.graph.api(`${path}?ignoreRuleTests=yes`).patch({ membershipRule }))).status).toBe(400);
    await muster.graph.api(`${path}?ignoreRuleTests=true`).patch({ membershipRule });
    await muster.graph.api(path).patch({ membershipRuleTests: [] });
    expect(await kept()).toEqual([]);
    for (const wrong of [null, [{ memberId: 'x', isMember: true }], [{ memberId: tests[0]!.memberId }], 'x']) {
      expect((await refusal(muster.graph.api(path).patch({ membershipRuleTests: wrong }))).status).toBe(400);
    }
    await muster.graph.api(path).delete();
    await muster.settled();
  });
});

describe('a pass that the guard holds', () => {
  it('is seen in Graph and on the command line, and goes on when it is approved', async () => {
    const group = await createGroup(muster.graph, 'Held', production);
    await muster.settled();
    const before = inDepartment('Production').length;
    expect(before).toBeGreaterThan(25);
    await muster.graph.api(`/groups/${group.id}`).patch({ membershipRule: 'user.department -eq "Prodcution"' });
    const status = async () => {
      const select = 'membershipRuleProcessingStatus';
      const shown = await muster.graph.api(`/groups/${group.id}`).version('beta').select(select).get();
      return shown.membershipRuleProcessingStatus;
    };
    while ((await status()).isApprovalRequired !== true) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await status()).toMatchObject({ status: 'NotStarted', leavingCount: before, joiningCount: 0 });
    expect((await namesIn(muster.graph, `/groups/${group.id}/members?$select=displayName`)).length).toBe(before);

    const overview = await muster.graph.api('/groups/ruleProcessing?$top=1&state=held').get();
    expect(overview).toEqual({
      '@odata.context': `${muster.url}/v1.0/$metadata#muster.ruleProcessing`,
      heldCount: 1,
      failedCount: 0,
      runningCount: 0,
      waitingCount: 0,
      value: [
        {
          id: group.id,
          displayName: 'Held',
          membershipRuleProcessingStatus: await status(),
          state: 'held',
          sinceDateTime: expect.stringMatching(/^20\d\d-/),
          memberCount: before,
        },
      ],
    });
    for (const wrong of ['$top=201', 'state=done', '$skiptoken=x', '$filter=id eq 1']) {
      expect((await refusal(muster.graph.api(`/groups/ruleProcessing?${wrong}`).get())).status).toBe(400);
    }

    const reject = (body: object) => muster.graph.api(`/groups/${group.id}/rejectMembershipChange`).post(body);
    expect((await refusal(reject({ outcome: 'restoreRule', leavingCount: 1 }))).status).toBe(409);
    expect((await refusal(reject({ outcome: 'forget' }))).status).toBe(400);
    await reject({ outcome: 'restoreRule', leavingCount: before });
    expect((await muster.graph.api(`/groups/${group.id}`).get()).membershipRule).toBe(production);
    await muster.settled();
    await muster.graph.api(`/groups/${group.id}`).patch({ membershipRule: 'user.department -eq "Prodcution"' });
    while ((await status()).isApprovalRequired !== true) await new Promise((resolve) => setTimeout(resolve, 20));

    const at = ['--database-url', muster.databaseUrl];
    const listed = await runMuster(['pass', 'list', ...at]);
    expect(listed.out).toContain(
      `Held  ${group.id}\n  held: ${before} of ${before} members would leave, 0 would join;`,
    );
    const wrong = await runMuster(['pass', 'approve', group.id, '--leaving', '1', ...at]);
    expect([wrong.code, wrong.out]).toEqual([1, '']);
    expect(wrong.err).toContain(`the change that waits now has ${before} members leaving and 0 joining`);
    const approved = await runMuster(['pass', 'approve', group.id, '--leaving', `${before}`, ...at]);
    expect([approved.code, approved.out]).toEqual([0, 'approved; the pass goes on\n']);
    await muster.settled();
    expect(await namesIn(muster.graph, `/groups/${group.id}/members?$select=displayName`)).toEqual([]);
    expect((await muster.graph.api('/groups/ruleProcessing').get()).value).toEqual([]);
    expect((await runMuster(['pass', 'list', ...at])).out).toBe('no pass runs, waits or is held\n');
    const again = await refusal(muster.graph.api(`/groups/${group.id}/approveMembershipChange`).post({}));
    expect(again.status).toBe(409);
  });

  it('stops an import that empties a group, unless it may', async () => {
    const people = Array.from({ length: 40 }, (_, i) => `e${i},Person ${i},p${i}@adventure-works.com,Tower`);
    const folder = await temporaryFolder();
    const file = async (name: string, office: string) => {
      const path = join(folder, name);
      const rows = people.map((row) => row.replace('Tower', office));
      await writeFile(path, `employeeId,displayName,userPrincipalName,officeLocation\n${rows.join('\n')}\n`);
      return path;
    };
    const at = ['--database-url', muster.databaseUrl];
    expect((await runMuster(['import', 'csv', await file('in.csv', 'Tower'), ...at])).code).toBe(0);
    const group = await createGroup(muster.graph, 'Tower', 'user.physicalDeliveryOfficeName -eq "Tower"');
    await muster.settled();
    const count = async () => (await namesIn(muster.graph, `/groups/${group.id}/members?$select=displayName`)).length;
    expect(await count()).toBe(40);
    const out = await file('out.csv', 'Hall');
    const stopped = await runMuster(['import', 'csv', out, ...at]);
    expect(stopped.code).toBe(1);
    expect(stopped.err).toContain('40 of 40 members would have left the group `Tower`');
    expect(stopped.err).toContain('--allow-removals');
    expect(await count()).toBe(40);
    expect((await runMuster(['import', 'csv', out, '--allow-removals', ...at])).code).toBe(0);
    expect(await count()).toBe(0);
  });
});
