import { expect } from 'vitest';
import type { Json, MusterProcess } from '../muster-process.ts';

/** A rule that selects people by department, in a form that can be checked without Muster. */
export const departmentRule = (departments: readonly string[]) =>
  `user.department -in ${JSON.stringify([...departments].sort())}`;

/** Creates a dynamic group; returns its id. */
export async function createDepartmentGroup(
  muster: MusterProcess,
  name: string,
  departments: readonly string[],
): Promise<string> {
  const { status, body } = await muster.call('POST', '/v1.0/groups', {
    displayName: name,
    mailNickname: name,
    mailEnabled: false,
    securityEnabled: true,
    groupTypes: ['DynamicMembership'],
    membershipRule: departmentRule(departments),
    membershipRuleProcessingState: 'On',
  });
  expect(status, JSON.stringify(body)).toBe(201);
  return body.id;
}

/** Everybody whom a department rule selects, as its text says. */
function selected(rule: string, users: readonly Json[]): string[] {
  const departments = new Set<string>(JSON.parse(rule.slice(rule.indexOf('['))));
  return users.filter((user) => departments.has(user.department)).map((user) => user.id);
}

/** Holds the members of every group against the users, both read over Graph. */
export async function expectRightMembers(muster: MusterProcess, users: readonly Json[], hint: string): Promise<void> {
  const groups = await muster.all('/v1.0/groups?$select=id,displayName,membershipRule');
  for (const group of groups) {
    const members = await muster.all(`/v1.0/groups/${group.id}/members?$select=id&$top=999`);
    const found = new Set(members.map((member) => member.id));
    const wanted = selected(group.membershipRule, users);
    const missing = wanted.filter((id) => !found.delete(id));
    expect({ missing, tooMany: [...found] }, `${hint}: members of ${group.displayName}`).toEqual({
      missing: [],
      tooMany: [],
    });
  }
}
