// One file: every story is told with the same few words for a move, and read beside the others.
import {
  addMembers,
  approveMembershipChange,
  createExtensionProperty,
  deleteDevice,
  deleteExtensionProperty,
  deleteGroup,
  deleteUser,
  type ExplainedMove,
  explainMembership,
  followClock,
  type MembershipExplanation,
  membershipHistory,
  purgeDeletedItem,
  removeMember,
  reprocessRule,
  restoreDeletedItem,
  setManager,
  updateGroup,
  updateUser,
  writePeople,
} from '@muster/directory';
import { formatInstant, newObjectId, type ObjectId, parseInstant } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDevice, administrator, aGroup, anApplication, anApplicationWith, aUser, somePeople } from './builders.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

type Object = { readonly id: ObjectId };

const explained = (group: Object, member: Object, at?: string): Promise<MembershipExplanation> =>
  explainMembership(test.directory, administrator, {
    groupId: group.id,
    memberId: member.id,
    at: at === undefined ? null : parseInstant(at)!,
  });

/** A move in the words of a sentence. */
function words(move: ExplainedMove | null): unknown {
  if (move === null) return null;
  const { joined, reason, at, operation, actor } = move;
  return [joined ? 'joined' : 'left', reason, formatInstant(at), operation, actor.name];
}

const changed = (move: ExplainedMove | null) =>
  move?.changedProperties.map(({ name, before, after, isReadByRule }) => [name, before, after, isReadByRule]);

const write = (rule: string | null, group: Object, more = {}) =>
  updateGroup(test.directory, administrator, group.id, { properties: { membershipRule: rule, ...more } });

const sales = 'user.department -eq "Sales"';

describe('somebody in a dynamic group', () => {
  it('is explained by the change that brought them in: who, when, which values', async () => {
    const group = await aGroup(test.directory, `${sales} -and user.accountEnabled -eq true`);
    await test.settle();
    const ann = await aUser(test.directory, { department: 'HR' });
    expect(await explained(group, ann)).toMatchObject({ isMember: false, means: null, since: null, next: null });

    test.at('2026-06-16T09:00:00Z');
    const payroll = anApplicationWith('User.ReadWrite.All');
    await updateUser(test.directory, payroll, ann.id, { department: 'Sales', city: 'Bern' });
    test.at('2026-06-17T09:00:00Z');
    const found = await explained(group, ann);
    expect(found).toMatchObject({
      group: { id: group.id, displayName: group.properties.displayName, state: 'live' },
      member: { id: ann.id, userPrincipalName: ann.properties.userPrincipalName, state: 'live' },
      at: parseInstant('2026-06-17T09:00:00Z'),
      isMember: true,
      means: 'rule',
      path: [],
      rule: { standing: { kind: 'applied' }, setBy: { operation: 'create-group' }, isManagerMissing: false },
      next: null,
    });
    expect(found.rule!.details).toMatchObject({
      expression: '-and',
      result: true,
      children: [
        { expression: sales, result: true, propertyValue: 'Sales' },
        { expression: 'user.accountEnabled -eq true', result: true, propertyValue: 'true' },
      ],
    });
    expect(words(found.since)).toEqual(['joined', 'memberChanged', '2026-06-16T09:00:00Z', 'update-user', 'Payroll']);
    expect(found.since).toMatchObject({ requestId: 'request-1', ruleChange: null, turned: [], sources: [] });
    expect(changed(found.since)).toEqual([
      ['city', null, 'Bern', false],
      ['department', 'HR', 'Sales', true],
    ]);
  });

  it('by an import, with what the rule reads of a new person and everything that changed of a known one', async () => {
    const group = await aGroup(test.directory, sales);
    const [ann] = await somePeople(test.directory, [{ department: 'Sales', city: 'Bern' }, {}]);
    const born = await explained(group, ann!);
    expect(words(born.since)).toEqual(['joined', 'memberChanged', '2026-06-15T12:00:00Z', 'import', 'command line']);
    expect(changed(born.since)).toEqual([['department', null, 'Sales', true]]);
    const properties = { department: 'HR', city: 'Basel' };
    await writePeople(test.directory, administrator, 'import', [{ kind: 'update', id: ann!.id, properties }]);
    const { isMember, since } = await explained(group, ann!);
    expect([isMember, since!.joined]).toEqual([false, false]);
    expect(changed(since)).toEqual([
      ['city', 'Bern', 'Basel', false],
      ['department', 'Sales', 'HR', true],
    ]);
  });

  it('by a pass, which goes back to whoever changed the rule', async () => {
    const ann = await aUser(test.directory, { department: 'Sales' });
    const group = await aGroup(test.directory, 'user.department -eq "HR"');
    await test.settle();
    test.at('2026-06-16T09:00:00Z');
    const editor = anApplicationWith('Group.ReadWrite.All');
    await updateGroup(test.directory, editor, group.id, { properties: { membershipRule: sales } });
    const waiting = await explained(group, ann);
    expect(waiting).toMatchObject({ isMember: false, since: null });
    expect(waiting.rule).toMatchObject({
      details: { result: true },
      standing: { kind: 'pending', passStatus: 'NotStarted', passMessage: null },
    });

    test.at('2026-06-16T09:00:05Z');
    await test.settle();
    const { since } = await explained(group, ann);
    expect(words(since)).toEqual(['joined', 'pass', '2026-06-16T09:00:05Z', 'pass', 'Muster']);
    expect(since!.ruleChange).toMatchObject({
      at: parseInstant('2026-06-16T09:00:00Z'),
      actor: { name: 'Payroll' },
      operation: 'update-group',
      requestId: 'request-1',
      changedProperties: [{ name: 'membershipRule', before: 'user.department -eq "HR"', after: sales }],
    });

    // The same rule, looked at again: the pass belongs to that request, the membership to the pass before.
    await reprocessRule(test.directory, administrator, group.id);
    await test.settle();
    const again = await explained(group, ann);
    expect(again.since).toEqual(since);
    expect(again.rule!.setBy).toMatchObject({ operation: 'reprocess-rule', changedProperties: [] });
  });

  it('by the clock, with the date that turned', async () => {
    const group = await aGroup(
      test.directory,
      'user.employeeHireDate -le (system.now -plus p7d) -and user.employeeHireDate -ge (system.now -minus p10d)',
    );
    const ann = await aUser(test.directory, { employeeHireDate: parseInstant('2026-06-25')! });
    await test.settle();
    const follow = () =>
      followClock(test.directory, { worker: 'one', leaseMs: 10_000, signal: new AbortController().signal });
    await follow();
    test.at('2026-06-18T00:00:01Z');
    await follow();
    const joined = await explained(group, ann);
    expect(words(joined.since)).toEqual(['joined', 'clock', '2026-06-18T00:00:01Z', 'follow-clock', 'Muster']);
    const [hired, turned] = [parseInstant('2026-06-25')!, parseInstant('2026-06-18')!];
    expect(joined.since!.turned).toEqual([{ property: 'employeeHireDate', value: hired, turnedAt: turned }]);

    test.at('2026-07-05T00:00:02Z');
    const late = await explained(group, ann);
    expect(late.rule).toMatchObject({ details: { result: false }, standing: { kind: 'pending' } });
    await follow();
    const left = await explained(group, ann);
    expect(words(left.since)).toEqual(['left', 'clock', '2026-07-05T00:00:02Z', 'follow-clock', 'Muster']);
    expect(left.since!.turned).toMatchObject([{ value: hired, turnedAt: parseInstant('2026-07-05') }]);
    const then = await explained(group, ann, '2026-06-18T12:00:00Z');
    expect([then.isMember, words(then.next)]).toEqual([true, words(left.since)]);
  });

  it('through a source of a memberOf rule, by name', async () => {
    const source = await aGroup(test.directory, sales);
    const other = await aGroup(test.directory);
    const ids = `['${source.id}', '${other.id}']`;
    const group = await aGroup(test.directory, `user.memberOf -any (group.objectId -in ${ids})`);
    await test.settle();
    const ann = await aUser(test.directory, { department: 'HR' });
    await updateUser(test.directory, administrator, ann.id, { department: 'Sales' });
    const { since, rule } = await explained(group, ann);
    expect(words(since)).toEqual(['joined', 'source', '2026-06-15T12:00:00Z', 'update-user', 'command line']);
    const { displayName } = source.properties;
    expect(since!.sources).toEqual([{ id: source.id, displayName, joined: true }]);
    expect(changed(since)).toEqual([['department', 'HR', 'Sales', false]]);
    expect(rule!.details).toMatchObject({ result: true, propertyName: 'memberOf', propertyValue: source.id });

    // Bulk movements of the source are one row of each group, by a pass of the source.
    await write('user.department -eq "None"', source);
    await test.settle();
    const left = await explained(group, ann);
    expect(words(left.since)).toEqual(['left', 'source', '2026-06-15T12:00:00Z', 'pass', 'Muster']);
    expect(left.since!.sources).toEqual([{ id: source.id, displayName, joined: false }]);
    expect(left.rule!.details).toMatchObject({ result: false, propertyValue: '' });
  });

  it('under a manager who comes and goes', async () => {
    const [boss, ann, kim] = await somePeople(test.directory, [{}, {}, {}]);
    const group = await aGroup(test.directory, `Direct Reports for "${boss!.id}"`);
    await test.settle();
    await setManager(test.directory, administrator, ann!.id, boss!.id);
    await setManager(test.directory, administrator, kim!.id, boss!.id);
    const { since } = await explained(group, ann!);
    expect(changed(since)).toEqual([['managerId', null, boss!.id, true]]);
    test.at('2026-06-16T00:00:00Z');
    await deleteUser(test.directory, administrator, boss!.id);
    const gone = await explained(group, ann!);
    expect(gone).toMatchObject({ isMember: false, rule: { isManagerMissing: true, details: { result: false } } });
    expect(words(gone.since)).toEqual([
      'left',
      'managerDeleted',
      '2026-06-16T00:00:00Z',
      'delete-user',
      'command line',
    ]);
    test.at('2026-06-17T00:00:00Z');
    await restoreDeletedItem(test.directory, administrator, boss!.id);
    expect((await explained(group, ann!)).since).toMatchObject({ joined: true, reason: 'managerRestored' });
    test.at('2026-06-18T00:00:00Z');
    await deleteUser(test.directory, administrator, kim!.id);
    await deleteUser(test.directory, administrator, boss!.id);
    test.at('2026-06-19T00:00:00Z');
    await purgeDeletedItem(test.directory, administrator, boss!.id);
    // The purge took the manager from the row; the past still knows.
    for (const report of [ann!, kim!]) {
      const then = await explained(group, report, '2026-06-17T12:00:00Z');
      expect(then.isMember).toBe(true);
      expect(then.rule!.details).toMatchObject({ result: true, propertyValue: boss!.id });
    }
    const now = await explained(group, ann!);
    expect(now.rule!.details).toMatchObject({ result: false, propertyValue: '' });
  });
});

describe('the past', () => {
  it('has the rule and the values of the instant, across edits of both', async () => {
    const ann = await aUser(test.directory, { department: 'Sales', city: 'Bern' });
    const group = await aGroup(test.directory, sales);
    await test.settle();
    test.at('2026-06-16T00:00:00Z');
    await write('user.city -eq "Basel"', group);
    await test.settle();
    test.at('2026-06-17T00:00:00Z');
    await updateUser(test.directory, administrator, ann.id, { city: 'Basel', department: 'HR' });
    test.at('2026-06-18T00:00:00Z');
    await write('user.city -eq "Bern"', group);
    await test.settle();
    test.at('2026-06-19T00:00:00Z');
    const at = async (instant?: string) => {
      const { isMember, rule, since, next } = await explained(group, ann, instant);
      return [isMember, rule!.text, rule!.details!.propertyValue, rule!.standing.kind, since?.seq, next?.seq];
    };
    const { moves } = await membershipHistory(test.directory, administrator, {
      groupId: group.id,
      memberId: ann.id,
      order: 'oldest',
      limit: 10,
      after: null,
    });
    const [first, second, third, fourth] = moves.map((move) => move.seq);
    expect(moves.map((move) => [move.joined, move.reason])).toEqual([
      [true, 'pass'],
      [false, 'pass'],
      [true, 'memberChanged'],
      [false, 'pass'],
    ]);
    expect(await at('2026-06-15T13:00:00Z')).toEqual([true, sales, 'Sales', 'applied', first, second]);
    expect(await at('2026-06-16T23:59:59Z')).toEqual([
      false,
      'user.city -eq "Basel"',
      'Bern',
      'applied',
      second,
      third,
    ]);
    expect(await at('2026-06-17T00:00:00Z')).toEqual([
      true,
      'user.city -eq "Basel"',
      'Basel',
      'applied',
      third,
      fourth,
    ]);
    expect(await at()).toEqual([false, 'user.city -eq "Bern"', 'Basel', 'applied', fourth, undefined]);
  });

  it('ends where the directory begins, and does not reach into the future', async () => {
    const [ann, group] = [await aUser(test.directory), await aGroup(test.directory)];
    const problem = await explained(group, ann, '2026-06-15T11:59:59Z').catch((error) => error);
    expect(problem).toMatchObject({
      code: 'HISTORY_TOO_SHORT',
      message: expect.stringContaining('2026-06-15T12:00:00Z'),
      extras: { inner: { earliest: '2026-06-15T12:00:00Z' } },
    });
    expect(await codeOf(explained(group, ann, '2026-06-15T12:00:01Z'))).toBe('INSTANT_IN_FUTURE');
    expect(await codeOf(explained(group, ann, '2026-06-15T12:00:00Z'))).toBe('none');
  });

  it('knows values of directory extensions, also of those that are gone', async () => {
    const { application } = await anApplication(test.directory);
    const define = (name: string, dataType: string) =>
      createExtensionProperty(test.directory, administrator, application.id, {
        name,
        dataType,
        targetObjects: ['User'],
      });
    const badge = await define('badge', 'String');
    const start = await define('start', 'DateTime');
    const begun = parseInstant('2026-01-31T08:00:00Z')!;
    const ann = await aUser(test.directory, { [badge.name]: 'A7', [start.name]: begun });
    const group = await aGroup(
      test.directory,
      `user.${badge.name} -eq "A7" -or user.${start.name} -startsWith "2026-01"`,
    );
    await test.settle();
    test.at('2026-06-16T00:00:00Z');
    await updateUser(test.directory, administrator, ann.id, { [badge.name]: 'B8' });
    test.at('2026-06-17T00:00:00Z');
    await deleteExtensionProperty(test.directory, administrator, application.id, start.id);
    await test.settle();
    test.at('2026-06-18T00:00:00Z');
    const values = async (at?: string) => (await explained(group, ann, at)).rule!.details!.children;
    expect(await values('2026-06-15T13:00:00Z')).toMatchObject([
      { result: true, propertyValue: 'A7' },
      { result: true, propertyValue: '2026-01-31T08:00:00Z' },
    ]);
    expect(await values('2026-06-16T13:00:00Z')).toMatchObject([
      { result: false, propertyValue: 'B8' },
      { result: true },
    ]);
    const frozen = { standing: { kind: 'broken', problem: expect.stringContaining(start.name) } };
    expect((await explained(group, ann)).rule).toMatchObject(frozen);
    expect((await explained(group, ann, '2026-06-17T13:00:00Z')).rule).toMatchObject(frozen);
    expect((await explained(group, ann, '2026-06-16T13:00:00Z')).rule).toMatchObject({ standing: { kind: 'applied' } });
  });

  it('agrees with the memberships of every moment, whatever was done', async () => {
    const people = await somePeople(
      test.directory,
      Array.from({ length: 12 }, (_, i) => ({ department: i % 2 === 0 ? 'Sales' : 'HR' })),
    );
    const group = await aGroup(test.directory, sales);
    const seen: [string, readonly number[]][] = [];
    const note = (at: string) => seen.push([at, [...test.directory.memberships.membersOf(group.number)]]);
    const steps = [
      () => test.settle(),
      () => updateUser(test.directory, administrator, people[0]!.id, { department: 'HR' }),
      () => deleteUser(test.directory, administrator, people[2]!.id),
      () => write('user.department -eq "HR"', group),
      () => test.settle(),
      () => restoreDeletedItem(test.directory, administrator, people[2]!.id),
      () => updateUser(test.directory, administrator, people[2]!.id, { department: 'HR' }),
      () => deleteGroup(test.directory, administrator, group.id),
      () => restoreDeletedItem(test.directory, administrator, group.id),
      () => test.settle(),
    ];
    for (const [i, step] of steps.entries()) {
      const at = `2026-06-${16 + i}T00:00:00Z`;
      test.at(at);
      await step();
      note(at);
    }
    // Compaction changes nothing.
    await test.open.compact({ rows: 0, rowsPerMember: 0, age: 0, groups: 1000 });
    for (const [at, members] of seen) {
      for (const person of people) {
        const { isMember } = await explained(group, person, at);
        expect([at, person.number, isMember]).toEqual([at, person.number, members.includes(person.number)]);
      }
    }
  });
});

describe('an assigned group', () => {
  it('names whoever added and removed the member', async () => {
    const [ann, group] = [await aUser(test.directory), await aGroup(test.directory)];
    test.at('2026-06-16T00:00:00Z');
    await addMembers(test.directory, anApplicationWith('GroupMember.ReadWrite.All'), group.id, [ann.id]);
    const added = await explained(group, ann);
    expect(added).toMatchObject({ isMember: true, means: 'assigned', rule: null });
    expect(words(added.since)).toEqual(['joined', 'assigned', '2026-06-16T00:00:00Z', 'add-members', 'Payroll']);
    test.at('2026-06-17T00:00:00Z');
    await removeMember(test.directory, administrator, group.id, ann.id);
    const removed = await explained(group, ann);
    expect(removed).toMatchObject({ isMember: false, means: null });
    expect(words(removed.since)).toEqual(['left', 'assigned', '2026-06-17T00:00:00Z', 'remove-member', 'command line']);
  });

  it('keeps members when its rule is taken away, and tells of both times', async () => {
    const [ann, group] = [await aUser(test.directory, { department: 'Sales' }), await aGroup(test.directory, sales)];
    await test.settle();
    test.at('2026-06-16T00:00:00Z');
    await updateGroup(test.directory, administrator, group.id, { properties: { groupTypes: [] } });
    expect(await explained(group, ann)).toMatchObject({ means: 'assigned', rule: null, since: { reason: 'pass' } });
    expect(await explained(group, ann, '2026-06-15T13:00:00Z')).toMatchObject({ means: 'rule', rule: { text: sales } });
  });

  it('holds members of groups inside it: the path, step by step, since the youngest', async () => {
    const [outer, middle, inner] = [
      await aGroup(test.directory),
      await aGroup(test.directory),
      await aGroup(test.directory, sales),
    ];
    await test.settle();
    const ann = await aUser(test.directory, { department: 'Sales' });
    const nest = (group: Object, member: Object) => addMembers(test.directory, administrator, group.id, [member.id]);
    expect(await explained(outer, ann)).toMatchObject({ isMember: false, path: [] });
    test.at('2026-06-16T00:00:00Z');
    await nest(middle, inner);
    test.at('2026-06-17T00:00:00Z');
    await nest(outer, middle);
    await nest(middle, outer); // in a circle
    test.at('2026-06-18T00:00:00Z');
    const found = await explained(outer, ann);
    expect(found).toMatchObject({ isMember: true, means: 'nested', rule: null });
    expect(found.path.map(({ group, member, since }) => [group.id, member.id, formatInstant(since)])).toEqual([
      [outer.id, middle.id, '2026-06-17T00:00:00Z'],
      [middle.id, inner.id, '2026-06-16T00:00:00Z'],
      [inner.id, ann.id, '2026-06-15T12:00:00Z'],
    ]);
    expect(words(found.since)).toEqual(['joined', 'assigned', '2026-06-17T00:00:00Z', 'add-members', 'command line']);
    expect(await explained(outer, ann, '2026-06-16T12:00:00Z')).toMatchObject({ isMember: false, path: [] });

    await deleteGroup(test.directory, administrator, middle.id);
    expect(await explained(outer, ann)).toMatchObject({ isMember: false });
    test.at('2026-06-19T00:00:00Z');
    await restoreDeletedItem(test.directory, administrator, middle.id);
    const again = await explained(outer, ann);
    expect(again.path.map((step) => formatInstant(step.since))).toEqual([
      '2026-06-19T00:00:00Z',
      '2026-06-19T00:00:00Z',
      '2026-06-15T12:00:00Z',
    ]);
    test.at('2026-06-20T00:00:00Z');
    await deleteGroup(test.directory, administrator, middle.id);
    await purgeDeletedItem(test.directory, administrator, middle.id);
    const then = await explained(outer, ann, '2026-06-19T12:00:00Z');
    expect(then.path.map((step) => step.member.id)).toEqual([middle.id, inner.id, ann.id]);
  });
});

describe('frozen memberships', () => {
  it('a paused rule: what it says, who paused it, and that nothing follows', async () => {
    const [ann, group] = [await aUser(test.directory, { department: 'Sales' }), await aGroup(test.directory, sales)];
    await test.settle();
    test.at('2026-06-16T00:00:00Z');
    await write(sales, group, { membershipRuleProcessingState: 'Paused' });
    await updateUser(test.directory, administrator, ann.id, { department: 'HR' });
    const { isMember, means, rule, since } = await explained(group, ann);
    expect([isMember, means, rule!.standing.kind, rule!.details!.result]).toEqual([true, 'rule', 'paused', false]);
    expect(rule!.setBy).toMatchObject({
      at: parseInstant('2026-06-16T00:00:00Z'),
      changedProperties: [{ name: 'membershipRuleProcessingState', before: 'On', after: 'Paused' }],
    });
    expect(since!.ruleChange).toMatchObject({ operation: 'create-group' });
  });

  it('a pass that the guard holds: how many would leave, and until when it waits', async () => {
    const people = await somePeople(
      test.directory,
      Array.from({ length: 40 }, () => ({ department: 'Sales' })),
    );
    const group = await aGroup(test.directory, sales);
    await test.settle();
    await write('user.department -eq "None"', group);
    await test.settle();
    const { isMember, rule } = await explained(group, people[0]!);
    const until = parseInstant('2026-06-18T12:00:00Z');
    expect([isMember, rule!.standing]).toEqual([true, { kind: 'held', leaving: 40, joining: 0, until }]);
    test.at('2026-06-16T00:00:00Z');
    await approveMembershipChange(test.directory, anApplicationWith('Group.ReadWrite.All'), group.id);
    await test.settle();
    const { since } = await explained(group, people[0]!);
    expect(words(since)).toEqual(['left', 'pass', '2026-06-16T00:00:00Z', 'pass', 'Muster']);
    expect(since!.ruleChange).toMatchObject({ operation: 'update-group', actor: { name: 'command line' } });
    expect(since!.approval).toMatchObject({ operation: 'approve-membership-change', actor: { name: 'Payroll' } });
  });

  it('a rule about devices says no to a user in one clause', async () => {
    const group = await aGroup(test.directory, 'device.displayName -eq "x"');
    const ann = await aUser(test.directory);
    expect((await explained(group, ann)).rule!.details).toMatchObject({ result: false, children: [] });
  });
});

describe('what is deleted', () => {
  it('a person: left when deleted, by whom; back when restored; told after the purge as well', async () => {
    const group = await aGroup(test.directory, sales);
    await test.settle();
    const ann = await aUser(test.directory, { department: 'Sales' });
    test.at('2026-06-16T00:00:00Z');
    await deleteUser(test.directory, anApplicationWith('User.ReadWrite.All'), ann.id);
    const gone = await explained(group, ann);
    expect(gone).toMatchObject({ isMember: false, member: { state: 'deleted' }, rule: { details: null } });
    expect(words(gone.since)).toEqual(['left', 'memberDeleted', '2026-06-16T00:00:00Z', 'delete-user', 'Payroll']);
    test.at('2026-06-17T00:00:00Z');
    await restoreDeletedItem(test.directory, administrator, ann.id);
    expect((await explained(group, ann)).since).toMatchObject({ joined: true, reason: 'memberRestored' });
    test.at('2026-06-18T00:00:00Z');
    await deleteUser(test.directory, administrator, ann.id);
    test.at('2026-06-19T00:00:00Z');
    await purgeDeletedItem(test.directory, administrator, ann.id);
    expect(await explained(group, ann)).toMatchObject({
      member: { state: 'purged', displayName: ann.properties.displayName },
      since: { reason: 'memberDeleted' },
    });
    const then = await explained(group, ann, '2026-06-17T12:00:00Z');
    expect(then).toMatchObject({
      isMember: true,
      member: { state: 'live', userPrincipalName: ann.properties.userPrincipalName },
      rule: { details: { result: true, propertyValue: 'Sales' } },
    });
    // The name that deletion put in place of the real one is not what a rule saw before.
    expect(await explained(group, ann, '2026-06-16T12:00:00Z')).toMatchObject({ member: { state: 'deleted' } });
  });

  it('a device, which is gone at once', async () => {
    const group = await aGroup(test.directory, 'device.deviceOSType -eq "Windows"');
    await test.settle();
    const laptop = await aDevice(test.directory);
    test.at('2026-06-16T00:00:00Z');
    await deleteDevice(test.directory, administrator, laptop.id);
    expect(await explained(group, laptop)).toMatchObject({
      member: { state: 'purged', type: 'device' },
      since: { joined: false, reason: 'memberDeleted' },
    });
    expect(await explained(group, laptop, '2026-06-15T13:00:00Z')).toMatchObject({
      isMember: true,
      rule: { details: { result: true, propertyValue: 'Windows' } },
    });
  });

  it('a group, and things that were not there yet or never', async () => {
    const ann = await aUser(test.directory, { department: 'Sales' });
    test.at('2026-06-16T00:00:00Z');
    const group = await aGroup(test.directory, sales);
    await test.settle();
    test.at('2026-06-17T00:00:00Z');
    await deleteGroup(test.directory, administrator, group.id);
    const gone = await explained(group, ann);
    expect(gone).toMatchObject({ isMember: false, group: { state: 'deleted' }, rule: null });
    expect(gone.since).toMatchObject({ joined: false, reason: 'groupDeleted', operation: 'delete-group' });
    const before = await explained(group, ann, '2026-06-15T13:00:00Z');
    expect(before).toMatchObject({ group: { state: 'notYet' }, isMember: false, since: null, next: { joined: true } });
    await purgeDeletedItem(test.directory, administrator, group.id);
    expect(await explained(group, ann, '2026-06-16T12:00:00Z')).toMatchObject({
      isMember: true,
      group: { state: 'live', displayName: group.properties.displayName },
      rule: { text: sales, details: { result: true } },
    });
    expect(await explained(group, ann, '2026-06-15T13:00:00Z')).toMatchObject({
      group: { state: 'notYet', displayName: group.properties.displayName },
    });
    const nobody = { id: newObjectId() };
    expect([
      await codeOf(explained(group, nobody)),
      await codeOf(explained(nobody, ann)),
      await codeOf(explained(ann, ann)),
    ]).toEqual(['RESOURCE_NOT_FOUND', 'RESOURCE_NOT_FOUND', 'RESOURCE_NOT_FOUND']);
  });
});

describe('history', () => {
  it('comes in pages, from either end', async () => {
    const group = await aGroup(test.directory, sales);
    const ann = await aUser(test.directory, { department: 'Sales' });
    for (let i = 0; i < 6; i++) {
      await updateUser(test.directory, administrator, ann.id, { department: i % 2 === 0 ? 'HR' : 'Sales' });
      if (i === 3) await write('user.department -startsWith "S"', group);
      await test.settle();
    }
    const question = { groupId: group.id, memberId: ann.id };
    const read = async (order: 'oldest' | 'newest', limit: number) => {
      const pages: ExplainedMove[][] = [];
      for (let after: number | null = null; ; ) {
        const page = await membershipHistory(test.directory, administrator, { ...question, order, limit, after });
        pages.push([...page.moves]);
        if (page.next === null) return pages;
        after = page.next;
      }
    };
    const all = (await read('oldest', 100)).flat();
    expect(all.map((move) => move.joined)).toEqual([true, false, true, false, true, false, true]);
    const pages = await read('oldest', 3);
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
    expect(pages.flat()).toEqual(all);
    expect((await read('newest', 2)).flat().reverse()).toEqual(all);
  });
});
