import { type AppError, defineErrors } from '@muster/kernel';
import type { Diagnostic } from '@muster/rules';

const prefix = 'Dynamic membership rule validation error: ';

/**
 * Errors of saving a rule that need the directory to be found.
 *
 * @see rule language spec §6.3
 */
export const ruleErrors = defineErrors({
  RULE_INVALID: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { first: string }) => `${prefix}${p.first}`,
  },
  RULE_TESTS_FAILED: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { failed: number; tests: number; first: string }) =>
      `${prefix}${p.failed} of the ${p.tests} people and devices kept with the rule would be on the wrong side: ${p.first}`,
    help: () => 'change the rule or membershipRuleTests, or save it as it is with `?ignoreRuleTests=true`',
  },
  RULE_REQUIRED: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: Record<never, never>) => "A value is required for property 'membershipRule' of resource 'Group'.",
    help: () => 'a group with `DynamicMembership` in groupTypes needs a membershipRule',
  },
  RULE_ON_ASSIGNED_GROUP: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { property: string }) => `\`${p.property}\` belongs to groups with dynamic membership only`,
    help: () => 'add `DynamicMembership` to groupTypes in the same request',
  },
  OBJECT_TYPE_MISMATCH: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { rule: string; object: string }) =>
      `${prefix}the rule is about ${p.rule}s, the object is a ${p.object}`,
  },
  DEVICE_RULE_ON_M365_GROUP: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: Record<never, never>) => `${prefix}a Microsoft 365 group cannot have a rule about devices`,
  },
  ROLE_ASSIGNABLE_GROUP: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: Record<never, never>) => 'a group with isAssignableToRole cannot have dynamic membership',
  },
  GROUP_KIND_NOT_DYNAMIC: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { kind: string }) => `a ${p.kind} group cannot have dynamic membership`,
  },
  DYNAMIC_GROUP_QUOTA: {
    status: 403,
    apiCode: 'Directory_QuotaExceeded',
    message: (p: { limit: number }) =>
      `Dynamic group policies max allowed groups count reached: the limit is ${p.limit} dynamic groups, deleted ones included`,
  },
  MEMBEROF_QUOTA: {
    status: 403,
    apiCode: 'Directory_QuotaExceeded',
    message: (p: { limit: number }) =>
      `Dynamic group policies max allowed groups count reached: the limit is ${p.limit} groups with memberOf rules`,
  },
  MEMBEROF_SOURCE_NOT_FOUND: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { ids: readonly string[] }) => `${prefix}no group has the id ${p.ids.join(', ')}`,
  },
  MEMBEROF_SOURCE_IS_MEMBEROF: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { ids: readonly string[] }) =>
      `${prefix}a group with a memberOf rule cannot be the source of another: ${p.ids.join(', ')}`,
  },
  RULE_CIRCLE: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { path: string }) => `${prefix}groups would depend on themselves: ${p.path}`,
    help: () => 'take one of the groups of the path out of a rule, or out of the group that contains it',
  },
  RULE_CHAIN_TOO_LONG: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { length: number; limit: number }) =>
      `${prefix}${p.length} rules would stand one upon another; the limit is ${p.limit}`,
  },
  RULE_DIALECT_NEEDED: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { groups: readonly string[]; count: number }) =>
      `the rules of ${p.count} groups need the extended language: ${p.groups.join(', ')}`,
    help: () => 'change these rules, or delete the groups, first',
  },
  EXTENSION_NOT_REGISTERED: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { names: readonly string[] }) =>
      `${prefix}no application of this directory has registered ${p.names.join(', ')}`,
    help: () => 'register it with POST /applications/{id}/extensionProperties',
  },
  RULE_PROPERTY_UNKNOWN: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { property: string; suggestion: string | undefined }) => `rules know no property \`${p.property}\``,
    help: (p) =>
      p.suggestion === undefined ? 'write it as in rules: `user.department`' : `did you mean \`${p.suggestion}\`?`,
  },
  RULE_PROPERTY_UNLISTED: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { property: string }) => `the values of \`${p.property}\` are no texts and cannot be listed`,
  },
  RULE_VALUES_NOT_IN_MEMORY: {
    status: 501,
    apiCode: 'notSupported',
    message: (_: Record<never, never>) => 'this server keeps nobody in memory and lists no values',
    help: () => 'start it without `--population database`',
  },
});

/** The refusal of a rule that does not compile, with every diagnostic. */
export function ruleInvalid(diagnostics: readonly Diagnostic[]): AppError {
  const problems = diagnostics.filter((d) => d.severity === 'error');
  return ruleErrors.RULE_INVALID(
    { first: problems[0]?.message ?? 'the rule is not valid' },
    {
      details: problems.map((d) => ({ code: d.code, target: 'membershipRule', message: d.message })),
      inner: { diagnostics },
    },
  );
}
