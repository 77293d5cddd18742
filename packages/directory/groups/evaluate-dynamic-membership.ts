import type { ObjectId } from '@muster/kernel';
import { type CheckedRule, checkRule, type Explanation, explain } from '@muster/rules';
import type { Caller } from '../actors/caller.ts';
import { authorize, authorizeAny } from '../authorization/authorize.ts';
import { authorizeMembers } from '../authorization/sight.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { Device, User } from '../objects/directory-object.ts';
import { requireObject } from '../objects/require-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { ReportingLines } from '../relations/reporting-lines.ts';
import { ruleErrors, ruleInvalid } from '../rules/rule-errors.ts';
import { toRuleObject } from '../rules/rule-object.ts';
import { checkExtensions, requireSources } from './check-rule.ts';

export interface EvaluationRequest {
  readonly memberId: ObjectId;
  /** The group whose rule is asked; null to ask `membershipRule` alone. */
  readonly groupId: ObjectId | null;
  /** Used instead of the group's rule when given. */
  readonly membershipRule: string | null;
}

export interface Evaluation {
  /** The rule that was evaluated, as written. */
  readonly membershipRule: string;
  readonly result: boolean;
  readonly details: Explanation;
}

/**
 * What a rule says about one user or device, clause by clause. It tells what the rule says now, not who is a member. Of a
 * group with hidden membership, and of a rule over the members of one, only those may ask who may know its members.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, RULE_REQUIRED for a group without rule, RULE_INVALID,
 *   OBJECT_TYPE_MISMATCH
 * @see rule language spec §7.13
 */
export async function evaluateDynamicMembership(
  directory: Directory,
  caller: Caller,
  request: EvaluationRequest,
): Promise<Evaluation> {
  if (request.groupId !== null) authorize(caller, 'read groups');
  authorizeAny(caller, ['read users', 'read devices']);
  return directory.store.read(async (session) => {
    const text = await ruleToAsk(session, caller, request);
    await directory.rules.refresh(session);
    const checked = checkRule(text, { dialect: directory.rules.dialect });
    if (!checked.ok) throw ruleInvalid(checked.diagnostics);
    await checkExtensions(session, checked.rule);
    if (request.membershipRule !== null) {
      const sources = await requireSources(session, checked.rule.sourceGroupIds as readonly ObjectId[]);
      authorizeMembers(caller, sources.values());
    }
    const [member] = await session.objects.findMany([request.memberId], ['user', 'device']);
    if (member === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: request.memberId });
    authorize(caller, member.type === 'user' ? 'read users' : 'read devices');
    if (member.type !== checked.rule.objectType) {
      throw ruleErrors.OBJECT_TYPE_MISMATCH({ rule: checked.rule.objectType, object: member.type });
    }
    const details = await explainFor(directory, session, checked.rule, member as User | Device);
    return { membershipRule: text, result: details.result, details };
  });
}

async function ruleToAsk(session: ReadSession, caller: Caller, request: EvaluationRequest): Promise<string> {
  const group = request.groupId === null ? null : await requireObject(session, 'group', request.groupId);
  if (group !== null) authorizeMembers(caller, [group]);
  const text = request.membershipRule ?? (group?.properties.membershipRule as string | null | undefined) ?? null;
  if (text === null) throw ruleErrors.RULE_REQUIRED({});
  return text;
}

async function explainFor(
  directory: Directory,
  session: ReadSession,
  rule: CheckedRule,
  member: User | Device,
): Promise<Explanation> {
  await session.catchUpMemberships();
  const { relations } = rule;
  const { memberships } = directory;
  const idsOf = async (numbers: Iterable<number>) =>
    (await session.objects.findByNumbers([...numbers], ['group'])).map((group) => group.id);
  const lines = new ReportingLines(session);
  if (relations.directReportsOf.length + relations.allReportsOf.length > 0) await lines.load([member.managerId]);
  const memberOf = relations.groups.length > 0 ? await idsOf(memberships.groupsOf(member.number)) : [];
  const object = toRuleObject(member, memberOf, directory.rules);
  const transitiveMemberOf =
    relations.groupsWithin.length > 0 ? await idsOf(memberships.transitiveGroupsOf(member.number)) : [];
  const values = { ...object.values, transitiveMemberOf, managerIds: lines.above(member.managerId) };
  return explain(rule, { ...object, values }, directory.clock());
}
