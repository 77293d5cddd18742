import type { ExplainedMove, ExplainedRule, MembershipExplanation, NamedObject } from '@muster/directory';
import { type ObjectId, parseInstant } from '@muster/kernel';
import { expect, it } from 'vitest';
import { RecordedTerminal } from '../testing/recorded-terminal.ts';
import { drawMembership } from './draw-membership.ts';
import { drawMove } from './draw-move.ts';

const id = '5c1c3b0e-8f4b-4d0e-9a53-0d4b2f6f7f10' as ObjectId;
const at = parseInstant('2026-06-15T12:00:00Z')!;
const named = (type: NamedObject['type'], displayName: string | null): NamedObject => ({
  id,
  type,
  displayName,
  userPrincipalName: null,
});

const move: ExplainedMove = {
  seq: 7,
  at,
  actor: { kind: 'system', id: null, name: 'Muster' },
  operation: 'follow-clock',
  requestId: null,
  changedProperties: [],
  joined: true,
  reason: 'other',
  ruleChange: null,
  approval: null,
  turned: [],
  sources: [],
  schedule: null,
};
const rule: ExplainedRule = {
  text: 'user.city -eq "Ulm"',
  standing: { kind: 'applied' },
  setBy: null,
  details: null,
  isManagerMissing: false,
};
const explanation: MembershipExplanation = {
  group: { ...named('group', 'Sales'), state: 'live' },
  member: { ...named('device', 'laptop\u001b[31m'), state: 'live' },
  at,
  isMember: false,
  means: null,
  path: [],
  rule: null,
  schedule: null,
  since: null,
  next: null,
};

const terminal = new RecordedTerminal();
const drawn = (more: Partial<MembershipExplanation>, isPast = false) =>
  drawMembership({ ...explanation, ...more }, terminal, { isPast });

it('says so when nobody ever was in, and lets no name steer the terminal', () => {
  expect(drawn({})).toBe('✗ laptop␛[31m is not a member of "Sales"\n  never was in it directly\n');
  const gone = { ...named('device', null), state: 'purged' } as const;
  const [deleted, unmade] = [
    { ...explanation.group, state: 'deleted' } as const,
    { ...explanation.group, state: 'notYet' } as const,
  ];
  expect(drawn({ member: gone, group: deleted })).toContain(
    `✗ device ${id} is not a member of "Sales"\n  the member is deleted for good\n  the group is deleted\n`,
  );
  expect(drawn({ group: unmade, next: move }, true)).toBe(
    `✗ on 2026-06-15T12:00:00Z laptop␛[31m was not a member of "Sales"
  the group was not made yet
  had never been in it directly
  until 2026-06-15T12:00:00Z, when of follow-clock
    by Muster (follow-clock)
`,
  );
});

it.each<[ExplainedRule['standing'], string]>([
  [{ kind: 'applied' }, 'applied'],
  [{ kind: 'paused' }, 'not applied, members stay as they are'],
  [{ kind: 'broken', problem: 'no x' }, 'cannot be applied, members stay as they are (no x)'],
  [
    { kind: 'held', leaving: 40, joining: 0, until: at },
    'not applied, held by the guard until 2026-06-15T12:00:00Z: 40 would leave, 0 would join',
  ],
  [{ kind: 'pending', passStatus: null, passMessage: null }, 'not yet applied to this member'],
  [{ kind: 'pending', passStatus: 'Running', passMessage: null }, 'not yet applied to this member (pass Running)'],
  [{ kind: 'pending', passStatus: 'Failed', passMessage: 'x' }, 'not yet applied to this member (pass Failed: x)'],
])('says how the membership stands to its rule: %j', (standing, text) => {
  expect(drawn({ rule: { ...rule, standing } })).toContain(`\nrule: ${text}\n  user.city -eq "Ulm"\n`);
});

it('says by what means', () => {
  const member = { isMember: true, since: move } as const;
  expect(drawn({ ...member, means: 'assigned' })).toContain('is a member of "Sales", by hand\n');
  expect(drawn({ ...member, means: 'rule', rule })).toContain(', by its rule\n');
  const schedule = { isActivated: true, until: at, since: at, justification: 'Ticket\n7', approvedBy: 'Ben' };
  expect(drawn({ ...member, means: 'assigned', schedule })).toMatch(
    /, activated, until 2026-06-15T12:00:00Z\n[\s\S]*reason: Ticket.+7\n {2}approved by Ben\n/,
  );
  const forEver = { ...schedule, isActivated: false, until: null, justification: null, approvedBy: null };
  expect(drawn({ ...member, means: 'assigned', schedule: forEver })).toContain('is a member of "Sales", by hand\n');
  const paused = { ...rule, standing: { kind: 'paused' } } as const;
  expect(drawn({ ...member, means: 'rule', rule: paused })).toContain(', from the time before\n');
  expect(drawn({ rule: { ...rule, isManagerMissing: true } })).toContain('  the manager does not exist');
});

const property = (name: string, before: string | null, after: string | null, isReadByRule = true) => ({
  name,
  before,
  after,
  isReadByRule,
});
const written = { ...move, operation: 'update-group', requestId: 'r1' };

it.each<[Partial<ExplainedMove>, string]>([
  [{ reason: 'memberChanged', operation: 'create-user' }, 'the member was created'],
  [{ reason: 'memberChanged', operation: 'import' }, 'the member changed'],
  [
    { reason: 'memberChanged', changedProperties: [property('city', 'Ulm', null), property('state', 'x', 'y', false)] },
    'city "Ulm" was cleared',
  ],
  [
    { reason: 'memberChanged', changedProperties: [property('state', 'x', 'y', false)] },
    'state changed from "x" to "y"',
  ],
  [
    {
      reason: 'memberChanged',
      changedProperties: ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((n) => property(n, null, n)),
    },
    'e became "e", 2 more properties changed',
  ],
  [{ reason: 'memberChanged', changedProperties: [property('a', null, 'x'.repeat(200))] }, `"${'x'.repeat(120)}…"`],
  [{ reason: 'assigned' }, 'somebody added the member'],
  [{ reason: 'assigned', joined: false }, 'somebody removed the member'],
  [
    { reason: 'scheduleBegan', schedule: { isActivated: true, until: at } },
    'it was activated, until 2026-06-15T12:00:00Z',
  ],
  [{ reason: 'scheduleBegan', schedule: { isActivated: false, until: null } }, 'it was given for a time'],
  [{ reason: 'scheduleEnded', joined: false }, 'its time was over'],
  [{ reason: 'scheduleEnded', joined: false, actor: { kind: 'user', id, name: 'Ann' } }, 'it was ended by request'],
  [{ reason: 'clock' }, 'time passed'],
  [
    { reason: 'clock', turned: [{ property: 'employeeHireDate', value: parseInstant('2026-07-01')!, turnedAt: at }] },
    'time passed: employeeHireDate 2026-07-01T00:00:00Z counts from 2026-06-15T12:00:00Z on',
  ],
  [{ reason: 'source', sources: [{ id, displayName: 'All', joined: true }] }, 'the member came into "All"'],
  [{ reason: 'source', sources: [{ id, displayName: null, joined: false }] }, `the member left "${id}"`],
  [{ reason: 'memberDeleted' }, 'the member was deleted'],
  [{ reason: 'memberRestored' }, 'the member was restored'],
  [{ reason: 'groupDeleted' }, 'the group was deleted'],
  [{ reason: 'groupRestored' }, 'the group was restored'],
  [{ reason: 'managerDeleted' }, 'the manager was deleted'],
  [{ reason: 'managerRestored' }, 'the manager was restored'],
  [{ reason: 'other' }, 'of follow-clock'],
])('tells a reason: %j', (more, text) => {
  expect(drawMove({ ...move, ...more }, terminal)).toContain(text);
});

it.each([
  [[property('membershipRule', 'a', 'b')], 'written', '    in place of a\n'],
  [[property('membershipRule', null, 'b')], 'written', ''],
  [[property('membershipRuleProcessingState', 'Paused', 'On')], 'resumed', ''],
  [[property('membershipRuleProcessingState', 'On', 'Paused')], 'paused', ''],
  [[], 'put in force again', ''],
])('tells who set the rule that a pass applied: %j', (changedProperties, verb, more) => {
  const text = drawMove({ ...move, reason: 'pass', ruleChange: { ...written, changedProperties } }, terminal);
  expect(text).toBe(
    `+ 2026-06-15T12:00:00Z joined because a pass brought the group in line with its rule
    by Muster (follow-clock)
    the rule was ${verb} 2026-06-15T12:00:00Z by Muster (update-group, request r1)
${more}`,
  );
});

it('tells who let a held pass go on', () => {
  const approval = { ...written, seq: 9, operation: 'approve-membership-change' };
  expect(drawMove({ ...move, reason: 'pass', ruleChange: written, approval }, terminal)).toContain(
    '\n    approved 2026-06-15T12:00:00Z by Muster (approve-membership-change, request r1)\n',
  );
});
