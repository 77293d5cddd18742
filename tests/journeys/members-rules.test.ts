import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoPerson, namesOf } from './demo-people.ts';
import { createGroup, createUser, type Json, namesIn, reference } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
beforeAll(async () => {
  muster = await startServer({ demo: true });
});
afterAll(() => muster.stop());

const members = (group: Json) => namesIn(muster.graph, `/groups/${group.id}/members?$select=displayName&$top=999`);

async function filled(name: string, rule: string): Promise<Json> {
  const group = await createGroup(muster.graph, name, rule);
  await muster.settled();
  return group;
}

const everybody: readonly [rule: string, expected: (person: DemoPerson) => boolean][] = [
  ['user.objectId -ne null', () => true],
  ['(user.objectId -ne null) -and (user.userType -eq "Member")', (person) => !person.isGuest],
  ['(user.objectId -ne null) and (user.userType -eq "Guest")', (person) => person.isGuest],
  ['user.department -eq "finance"', (person) => person.department === 'Finance'],
  ['user.department -eq null', (person) => person.department === ''],
  ['user.companyName -startsWith "oracle"', (person) => person.isGuest],
  [
    '((user.city -in ["Seattle", "Renton"]) -and -not (user.jobTitle -contains "Technician")) -or ((user.department -match "^(IT|Sales)$") -and (user.userType -eq "Guest") -and not (user.surname -startsWith "S"))',
    (person) =>
      (['Seattle', 'Renton'].includes(person.city as string) && !(person.jobTitle as string).includes('Technician')) ||
      (['IT', 'Sales'].includes(person.department as string) &&
        person.isGuest &&
        !(person.surname as string).startsWith('S')),
  ],
  [
    'user.proxyAddresses -any (_ -startsWith "SMTP:s")',
    (person) => ((person.mail ?? person.userName) as string).startsWith('s'),
  ],
  ['user.employeeHireDate -le 2008-12-31T23:59:59Z', (person) => (person.employeeHireDate as string) < '2009'],
];

describe('rules over the demo company', () => {
  it('fill several groups made at the same time with exactly the people of the files', async () => {
    const groups = await Promise.all(everybody.map(([rule], i) => createGroup(muster.graph, `Rule ${i}`, rule)));
    await muster.settled();
    for (const [i, group] of groups.entries()) {
      const expected = namesOf(everybody[i]![1]);
      expect(expected.length, everybody[i]![0]).toBeGreaterThan(0);
      expect(await members(group), everybody[i]![0]).toEqual(expected);
    }
  });
});

describe('a person', () => {
  let marketing: Json;
  let notMarketing: Json;
  const isMarketing = (person: DemoPerson) => person.department === 'Marketing';
  beforeAll(async () => {
    [marketing, notMarketing] = await Promise.all([
      createGroup(muster.graph, 'Marketing', 'user.department -eq "Marketing"'),
      createGroup(muster.graph, 'Not marketing', 'user.department -ne "Marketing"'),
    ]);
    await muster.settled();
  });

  it('joins as soon as created to match, and leaves when deleted', async () => {
    const paula = await createUser(muster.graph, 'paula.new', { department: 'marketing' });
    expect(await members(marketing)).toEqual([...namesOf(isMarketing), 'paula.new'].sort());
    await muster.graph.api(`/users/${paula.id}`).delete();
    expect(await members(marketing)).toEqual(namesOf(isMarketing));
  });

  it('joins and leaves with every change that matters, in the same breath', async () => {
    const path = '/users/ken0@adventure-works.com';
    for (let round = 0; round < 3; round++) {
      await muster.graph.api(path).patch({ department: 'Marketing' });
      expect(await members(marketing)).toEqual([...namesOf(isMarketing), 'Ken Sánchez'].sort());
      expect(await members(notMarketing)).not.toContain('Ken Sánchez');
      await muster.graph.api(path).patch({ department: round === 1 ? null : 'Executive' });
      expect(await members(marketing)).toEqual(namesOf(isMarketing));
      expect(await members(notMarketing)).toContain('Ken Sánchez');
    }
    await muster.graph.api(path).patch({ department: 'Executive' });
  });

  it('never joins by a change that does not matter', async () => {
    await muster.graph.api('/users/terri0@adventure-works.com').patch({ city: 'Marketing', officeLocation: '1' });
    expect(await members(marketing)).toEqual(namesOf(isMarketing));
  });

  it('sees the groups that it joined', async () => {
    const path = '/users/ken0@adventure-works.com';
    await muster.graph.api(path).patch({ department: 'Marketing' });
    expect(await namesIn(muster.graph, `${path}/memberOf/microsoft.graph.group?$select=displayName`)).toEqual(
      expect.arrayContaining(['Marketing']),
    );
    const { value } = await muster.graph
      .api(`${path}/checkMemberGroups`)
      .post({ groupIds: [marketing.id, notMarketing.id] });
    expect(value).toEqual([marketing.id]);
    await muster.graph.api(path).patch({ department: 'Executive' });
  });
});

describe('a rule over direct reports', () => {
  const isReportOfTerri = (person: DemoPerson) => !person.isGuest && person.managerEmployeeId === '2';
  const expected = () => [...namesOf(isReportOfTerri), 'Terri Duffy'].sort();

  it('follows the manager links', async () => {
    const terri = await muster.graph.api('/users/terri0@adventure-works.com').get();
    const group = await filled('Reports of Terri', `Direct Reports for "${terri.id}"`);
    expect(await members(group)).toEqual(expected());

    const ken = await muster.graph.api('/users/ken0@adventure-works.com').get();
    const newcomer = await createUser(muster.graph, 'newcomer', {});
    const manager = muster.graph.api(`/users/${newcomer.id}/manager/$ref`);
    await manager.put(reference(terri.id));
    expect(await members(group)).toEqual([...expected(), 'newcomer'].sort());
    const read = await muster.graph.api(`/users/${newcomer.id}/manager`).get();
    expect(read).toMatchObject({ '@odata.type': '#microsoft.graph.user', id: terri.id, displayName: 'Terri Duffy' });
    expect(await namesIn(muster.graph, `/users/${terri.id}/directReports`)).toContain('newcomer');

    await manager.put(reference(ken.id));
    expect(await members(group)).toEqual(expected());
    await manager.put(reference(terri.id));
    await manager.delete();
    expect(await members(group)).toEqual(expected());
    expect(await namesIn(muster.graph, `/users/${terri.id}/directReports`)).toEqual(namesOf(isReportOfTerri));
  });

  it('is emptied with its manager', async () => {
    const boss = await createUser(muster.graph, 'boss');
    const group = await filled('Reports of the boss', `Direct Reports for '${boss.id}'`);
    expect(await members(group)).toEqual(['boss']);
    const report = await createUser(muster.graph, 'report', {
      'manager@odata.bind': `https://graph.microsoft.com/v1.0/users/${boss.id}`,
    });
    expect(await members(group)).toEqual(['boss', 'report']);
    await muster.graph.api(`/users/${boss.id}`).delete();
    expect(await members(group)).toEqual([]);
    await muster.graph.api(`/users/${report.id}`).delete();
  });
});

describe('a memberOf rule', () => {
  it('follows assigned and dynamic sources at once', async () => {
    const tools = await filled('Tool design', 'user.department -eq "Tool Design"');
    const picked = await createGroup(muster.graph, 'Picked', null);
    const group = await filled('Both', `user.memberOf -any (group.objectId -in ['${tools.id}', '${picked.id}'])`);
    const toolNames = namesOf((person) => person.department === 'Tool Design');
    expect(await members(group)).toEqual(toolNames);

    const ken = await muster.graph.api('/users/ken0@adventure-works.com').get();
    await muster.graph.api(`/groups/${picked.id}/members/$ref`).post(reference(ken.id));
    expect(await members(group)).toEqual([...toolNames, 'Ken Sánchez'].sort());
    await muster.graph.api(`/groups/${picked.id}/members/${ken.id}/$ref`).delete();
    expect(await members(group)).toEqual(toolNames);
    await muster.graph.api('/users/terri0@adventure-works.com').patch({ department: 'Tool Design' });
    expect(await members(group)).toEqual([...toolNames, 'Terri Duffy'].sort());
    await muster.graph.api('/users/terri0@adventure-works.com').patch({ department: 'Engineering' });

    await muster.graph.api(`/groups/${tools.id}`).delete();
    await muster.settled();
    expect(await members(group)).toEqual([]);
  });
});
