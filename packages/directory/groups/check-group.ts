import type { Caller } from '../actors/caller.ts';
import { directoryErrors } from '../errors.ts';
import { problemOfGuard } from '../guard/guard-limits.ts';
import type { Properties } from '../objects/directory-object.ts';
import { problemOfRuleTests } from '../rule-tests/rule-test.ts';
import { ruleErrors } from '../rules/rule-errors.ts';
import { type GroupKind, groupKind, isDynamic, isReadOnlyKind } from './group-kind.ts';

const nicknameForm = /^[\x21-\x7e]{1,64}$/;

/**
 * Checks that the properties together make a group of a known kind that may have the membership they ask for.
 *
 * @throws AppError PROPERTY_INVALID, PROPERTY_VALUES_INVALID, MAIL_ENABLED_GROUP_READ_ONLY, RULE_REQUIRED,
 *   RULE_ON_ASSIGNED_GROUP, ROLE_ASSIGNABLE_GROUP, GROUP_KIND_NOT_DYNAMIC
 * @see Graph surface spec §12.2; rule language spec §6.3
 */
export function checkGroupValues(caller: Caller, properties: Properties): GroupKind {
  const kind = groupKind(properties);
  if (kind === undefined) {
    throw directoryErrors.PROPERTY_VALUES_INVALID({
      reason: 'groupTypes, mailEnabled and securityEnabled together name no kind of group',
    });
  }
  if (isReadOnlyKind(kind) && (caller.actor.kind === 'application' || caller.actor.kind === 'user')) {
    throw directoryErrors.MAIL_ENABLED_GROUP_READ_ONLY({});
  }
  const nickname = properties.mailNickname as string;
  if (!nicknameForm.test(nickname) || /[@()\\[\]";:<>,]/.test(nickname)) {
    throw directoryErrors.PROPERTY_INVALID({
      property: 'mailNickname',
      reason: 'up to 64 ASCII characters without blanks and @ ( ) \\ [ ] " ; : < > , are expected',
    });
  }
  if (properties.visibility === 'HiddenMembership' && kind !== 'Microsoft 365') {
    throw directoryErrors.PROPERTY_INVALID({
      property: 'visibility',
      reason: 'HiddenMembership is for Microsoft 365 groups',
    });
  }
  const problem = problemOfGuard(properties.membershipGuard ?? null);
  if (problem !== undefined) {
    throw directoryErrors.PROPERTY_INVALID({ property: 'membershipGuard', reason: problem });
  }
  const problemOfTests = problemOfRuleTests(properties.membershipRuleTests ?? null);
  if (problemOfTests !== undefined) {
    throw directoryErrors.PROPERTY_INVALID({ property: 'membershipRuleTests', reason: problemOfTests });
  }
  if (isDynamic(properties)) checkDynamic(kind, properties);
  return kind;
}

function checkDynamic(kind: GroupKind, properties: Properties): void {
  if (isReadOnlyKind(kind)) throw ruleErrors.GROUP_KIND_NOT_DYNAMIC({ kind });
  if (properties.onPremisesSyncEnabled === true) throw ruleErrors.GROUP_KIND_NOT_DYNAMIC({ kind: 'synchronised' });
  if (properties.isAssignableToRole === true) throw ruleErrors.ROLE_ASSIGNABLE_GROUP({});
  if (properties.membershipRule === undefined || properties.membershipRule === null) {
    throw ruleErrors.RULE_REQUIRED({});
  }
}
