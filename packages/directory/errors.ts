import { defineErrors } from '@muster/kernel';

/**
 * The directory's errors. Sentences that the Graph surface spec §5 fixes word for word are kept so, because clients
 * match them; all others are fragments in our own style.
 */
export const directoryErrors = defineErrors({
  RESOURCE_NOT_FOUND: {
    status: 404,
    apiCode: 'Request_ResourceNotFound',
    message: (p: { id: string }) =>
      `Resource '${p.id}' does not exist or one of its queried reference-property objects are not present.`,
  },
  INSUFFICIENT_PRIVILEGES: {
    status: 403,
    apiCode: 'Authorization_RequestDenied',
    message: (_: { operation: string; anyOf: readonly string[]; kind: 'permissions' | 'scopes' | 'roles' }) =>
      'Insufficient privileges to complete the operation.',
    help: (p) =>
      p.kind === 'roles' && p.anyOf.length === 0
        ? `nobody's role allows \`${p.operation}\``
        : `\`${p.operation}\` needs one of the ${p.kind} ${p.anyOf.join(', ')}`,
  },
  PERSON_NOT_SIGNED_IN: {
    status: 401,
    apiCode: 'InvalidAuthenticationToken',
    message: (_: Record<never, never>) => 'Access token has expired or is not yet valid.',
    help: () => 'sign in again',
  },
  DUPLICATE_VALUES: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: Record<never, never>) => 'Request contains a property with duplicate values',
    help: () => 'whoever creates the object becomes its owner and need not be named',
  },
  DYNAMIC_GROUP_MEMBERS: {
    status: 403,
    apiCode: 'Authorization_RequestDenied',
    message: (_: Record<never, never>) =>
      'Insufficient privileges to complete the operation. The membership rule of the group decides who is a member.',
    help: () => 'change the rule, or convert the group to assigned membership first',
  },
  CREATION_QUOTA_REACHED: {
    status: 403,
    apiCode: 'Directory_QuotaExceeded',
    message: (_: { limit: number }) =>
      'The directory object quota limit for the Principal has been exceeded. Please ask your administrator to increase the quota limit or delete objects to reduce the used quota.',
    help: (p) =>
      `whoever holds no role creates ${p.limit} objects; deleted ones count until they are gone for good, and a quarter for 30 days more`,
  },
  IMPORT_EMPTIES_GROUP: {
    status: 409,
    apiCode: 'Request_BadRequest',
    message: (p: { group: string; left: number; members: number }) =>
      `with this batch ${p.left} of ${p.members} members would have left the group \`${p.group}\` by its rule within an hour`,
    help: () =>
      'nothing of the batch was written; if this is wanted, raise membershipGuard of the group, or run the import again with --allow-removals',
  },
  PREVIEW_PAGE_INVALID: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { limit: number }) => `a page of a preview holds 0 to ${p.limit} objects`,
    help: () => 'ask for less with `top` and go on with `next`',
  },
  APPROVAL_NOT_WANTED: {
    status: 409,
    apiCode: 'Request_BadRequest',
    message: (p: { id: string }) => `no change of the members of the group ${p.id} waits for an approval`,
    help: () => 'membershipRuleProcessingStatus of the group says whether one does',
  },
  APPROVAL_OUTDATED: {
    status: 409,
    apiCode: 'Request_BadRequest',
    message: (p: { leaving: number; joining: number }) =>
      `the change that waits now has ${p.leaving} members leaving and ${p.joining} joining`,
    help: () => 'look at the preview again and approve these numbers',
  },
  PREVIOUS_RULE_UNKNOWN: {
    status: 409,
    apiCode: 'Request_BadRequest',
    message: (p: { id: string }) =>
      `the rule of the group ${p.id} is the one it had before: there is none to go back to`,
    help: () => 'pause the group instead, or give it another rule',
  },
  PROPERTY_REQUIRED: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { property: string; resource: string }) =>
      `A value is required for property '${p.property}' of resource '${p.resource}'.`,
  },
  PROPERTY_INVALID: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { property: string; reason: string }) => `invalid value for property '${p.property}': ${p.reason}`,
  },
  PROPERTY_VALUES_INVALID: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: { reason: string }) => 'One or more property values specified are invalid.',
    help: (p) => p.reason,
  },
  PROPERTY_READ_ONLY: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { property: string }) => `Property '${p.property}' is read-only and cannot be set.`,
  },
  SYNCED_OBJECT: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: { properties: readonly string[] }) =>
      'Unable to update the specified properties for on-premises mastered Directory Sync objects or objects currently undergoing migration.',
    help: (p) => `change ${p.properties.join(', ')} in the directory the object is synchronised from`,
  },
  DOMAIN_NOT_VERIFIED: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: { domain: string }) =>
      'The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization.',
    help: (p) => `\`${p.domain}\` is not a verified domain of this directory`,
  },
  PASSWORD_TOO_WEAK: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: { reason: string }) =>
      'The specified password does not comply with password complexity requirements. Please provide a different password.',
    help: (p) => p.reason,
  },
  WRONG_CURRENT_PASSWORD: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: { retryAfterMs: number }) => 'The specified current password is not right.',
    help: (p) =>
      p.retryAfterMs === 0
        ? 'give the password with which you signed in last'
        : `there were too many tries; the next one counts in ${Math.ceil(p.retryAfterMs / 1000)} seconds`,
  },
  TOO_MANY_CHECKS: {
    status: 503,
    apiCode: 'ServiceUnavailable',
    message: (_: Record<never, never>) => 'more passwords wait for a check than can be checked in a few seconds',
    help: () => 'try again in a few seconds',
  },
  TOO_MANY_WRONG_SECRETS: {
    status: 429,
    apiCode: 'TooManyRequests',
    message: (_: { seconds: number }) => 'too many wrong client secrets came from this network',
    help: (p) => `try again in ${p.seconds} seconds`,
  },
  FRESH_PROOF_NEEDED: {
    status: 403,
    apiCode: 'Authorization_RequestDenied',
    message: (_: { hasTwo: boolean }) =>
      'A sign-in of the last ten minutes is needed to change what you sign in with yourself.',
    help: (p) =>
      `sign in again for a new token (\`prompt=login\` or \`max_age=0\`)${p.hasTwo ? ', with the password and the second factor, or with a passkey' : ''}`,
  },
  SECOND_FACTOR_REFUSED: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { reason: string }) => `the second factor was not accepted: ${p.reason}`,
  },
  TOO_MANY_FACTORS: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { kind: string; limit: number }) =>
      `the user has ${p.limit} methods of the kind ${p.kind}, which is the limit`,
    help: () => 'remove one first',
  },
  MAIL_ENABLED_GROUP_READ_ONLY: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: Record<never, never>) =>
      'The service does not currently support writes of mail-enabled groups. Please ensure that the mail-enablement property is unset and the security-enablement property is set.',
  },
  MAIL_ENABLED_GROUP_MEMBERS: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: Record<never, never>) => 'Cannot Update a mail-enabled security groups and or distribution list.',
  },
  REFERENCE_EXISTS: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { relation: string }) =>
      `One or more added object references already exist for the following modified properties: '${p.relation}'.`,
  },
  MEMBER_TYPE_NOT_ALLOWED: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { member: string; group: string }) => `a ${p.member} cannot be a member of a ${p.group}`,
    help: () => 'docs/administrators/operate.md has the table of what may contain what',
  },
  GROUP_CONTAINS_ITSELF: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: Record<never, never>) => 'a group cannot be a member of itself',
  },
  OWNER_TYPE_NOT_ALLOWED: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { owner: string }) => `a ${p.owner} cannot be an owner`,
    help: () => 'owners are users or service principals',
  },
  OWN_API_STAYS: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: Record<never, never>) =>
      'the service principal of Microsoft Graph, which is the own API of the directory, cannot be deleted',
    help: () =>
      'consents are kept under it; delete those that are not wanted, or disable the application that has them',
  },
  TOO_MANY_SECRETS: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { limit: number }) => `the application has ${p.limit} secrets, which is the limit`,
    help: () => 'remove one first; secrets that have expired count, too',
  },
  TOO_MANY_OWNERS: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: Record<never, never>) => 'the object has 100 owners, which is the limit',
  },
  ROLE_ASSIGNMENT_EXISTS: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: Record<never, never>) =>
      'A conflicting object with one or more of the specified property values is present in the directory.',
    help: () => 'the principal holds the role there already, the role is activated already, or another role has its id',
  },
  ROLE_IS_BUILT_IN: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { role: string }) => `\`${p.role}\` is a built-in role, which cannot be changed or deleted`,
    help: () => 'create a role of your own with the resource actions you need',
  },
  ROLE_IN_USE: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { role: string; count: number }) => `the role \`${p.role}\` is assigned ${p.count} times`,
    help: () => 'remove its assignments first',
  },
  ROLE_PRINCIPAL_NOT_ALLOWED: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { principal: string }) => `a ${p.principal} cannot hold a role`,
    help: () =>
      'users, service principals and groups that were created with isAssignableToRole can; others must be created anew',
  },
  ROLE_SCOPE_NOT_ALLOWED: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { scope: string; reason: string }) => `a role cannot be assigned at \`${p.scope}\`: ${p.reason}`,
    help: () => 'the scope is `/` for the whole directory, /administrativeUnits/{id}, or /{id} of one object',
  },
  UNIT_MEMBER_EXISTS: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: Record<never, never>) =>
      'A conflicting object with one or more of the specified property values is present in the directory.',
    help: () => 'the object is in the administrative unit already',
  },
  TOO_MANY_UNITS: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { limit: number }) => `the object is in ${p.limit} administrative units, which is the limit`,
    help: () => 'take it out of another unit first',
  },
  TOO_MANY_ROLES: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { what: string; limit: number }) => `there are ${p.limit} ${p.what}, which is the limit`,
  },
  SCHEDULE_EXISTS: {
    status: 400,
    apiCode: 'RoleAssignmentExists',
    message: (_: Record<never, never>) => 'The Role assignment already exists.',
    help: () => 'change it with adminUpdate or adminExtend, or end it first',
  },
  SCHEDULE_NOT_FOUND: {
    status: 400,
    apiCode: 'RoleAssignmentDoesNotExist',
    message: (_: Record<never, never>) => 'The Role assignment does not exist.',
    help: () => 'the schedules list what the principal holds or can activate; it may have ended',
  },
  SCHEDULE_ROLE_NOT_FOUND: {
    status: 400,
    apiCode: 'RoleNotFound',
    message: (p: { id: string }) => `The role \`${p.id}\` is not found.`,
    help: () => 'roleManagement/directory/roleDefinitions lists the roles',
  },
  SCHEDULE_GROUP_NOT_FOUND: {
    status: 400,
    apiCode: 'ResourceNotFound',
    message: (p: { id: string }) => `The group \`${p.id}\` is not found.`,
    help: () => 'groups lists the groups that you see',
  },
  GROUP_ACCESS_NOT_MANAGED: {
    status: 400,
    apiCode: 'ResourceTypeNotSupported',
    message: (p: { reason: string }) =>
      `nobody can be made eligible for the group, nor be in it for a time: ${p.reason}`,
    help: () =>
      'groups with dynamic membership and groups synchronised from elsewhere cannot be managed this way; use a group with assigned membership',
  },
  SCHEDULE_SUBJECT_NOT_FOUND: {
    status: 400,
    apiCode: 'SubjectNotFound',
    message: (p: { id: string }) => `The subject \`${p.id}\` is not found.`,
    help: () => 'a user, a role-assignable group or, for active roles, a service principal is expected',
  },
  ROLE_REQUEST_PENDING: {
    status: 400,
    apiCode: 'PendingRoleAssignmentRequest',
    message: (_: Record<never, never>) => 'There is already an existing pending Role assignment request.',
    help: () => 'cancel that request, or wait for its answer',
  },
  ROLE_REQUEST_NOT_PENDING: {
    status: 400,
    apiCode: 'RequestCannotBeProcessed',
    message: (p: { id: string }) => `the request ${p.id} does not wait any more`,
    help: () => 'its status says how it ended',
  },
  ROLE_REQUEST_NOT_OWN: {
    status: 400,
    apiCode: 'InvalidRoleAssignmentRequest',
    message: (p: { action: string }) =>
      `\`${p.action}\` is for people themselves: the principal has to be who is signed in`,
    help: () => 'administrators use the actions whose names begin with `admin`',
  },
  ROLE_REQUEST_INVALID: {
    status: 400,
    apiCode: 'InvalidRoleAssignmentRequest',
    message: (p: { reason: string }) => `the request cannot be made: ${p.reason}`,
  },
  ROLE_POLICY_VALIDATION_FAILED: {
    status: 400,
    apiCode: 'RoleAssignmentRequestPolicyValidationFailed',
    message: (p: { rules: readonly string[] }) => `The following policy rules failed: ${JSON.stringify([...p.rules])}`,
    help: () => 'the rules of the role stand in its role management policy',
  },
  ROLE_REQUEST_CONTEXT_MISSING: {
    status: 400,
    apiCode: 'RoleAssignmentRequestAcrsValidationFailed',
    message: (p: { claim: string }) =>
      `&claims=${encodeURIComponent(JSON.stringify({ access_token: { acrs: { essential: true, value: p.claim } } }))}`,
    help: (p) => `sign in again with the authentication context \`${p.claim}\``,
  },
  ACTIVE_DURATION_TOO_SHORT: {
    status: 400,
    apiCode: 'ActiveDurationTooShort',
    message: (_: Record<never, never>) => 'The Active duration is too short. Miniumum Required is 5 minutes.',
    help: () => 'an activation lasts at least five minutes and cannot be ended sooner',
  },
  APP_ROLE_UNKNOWN: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { id: string; appId: string }) =>
      `Permission being assigned was not found on application '${p.appId}': no enabled role \`${p.id}\` for such principals`,
    help: () => 'the id without a role, all zeros, is for applications that declare none',
  },
  APP_ROLE_ASSIGNED: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: Record<never, never>) => 'Permission being assigned already exists on the object',
  },
  APP_ROLE_ENABLED: {
    status: 400,
    apiCode: 'CannotDeleteOrUpdateEnabledEntitlement',
    message: (p: { role: string }) =>
      `Permission (scope or role) \`${p.role}\` cannot be deleted or updated unless disabled first`,
    help: () => 'set isEnabled of the role to false with one change, and take it away with the next',
  },
  TOO_MANY_APP_ROLES: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { limit: number }) => `the principal has more than ${p.limit} assignments to applications`,
    help: () => 'assign a group of which the principal is a direct member',
  },
  AUTHENTICATION_CONTEXT_TAKEN: {
    status: 400,
    apiCode: 'BadRequest',
    message: (p: { id: string }) => `there is an authentication context \`${p.id}\` already`,
    help: () => 'choose another id from c1 to c99, or change this one',
  },
  CONSENT_NOTHING: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { appId: string }) => `the application ${p.appId} asks for no permission that is known here`,
    help: () => 'its requiredResourceAccess says what it asks for',
  },
  LAST_GLOBAL_ADMINISTRATOR: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: Record<never, never>) =>
      'this would leave the directory without a Global Administrator who can sign in',
    help: () => 'give somebody else the role Global Administrator first',
  },
  LAST_OWNER: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: Record<never, never>) => 'The group must have at least one owner, hence this owner cannot be removed.',
  },
  TOO_MANY_REFERENCES: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { count: number }) => `${p.count} references in one request; the limit is 20`,
  },
  MANAGER_INVALID: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { reason: string }) => `invalid manager: ${p.reason}`,
  },
  TOO_MANY_IDS: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { property: string; count: number; limit: number }) =>
      `\`${p.property}\` has ${p.count} entries; the limit is ${p.limit}`,
  },
  RESULT_TOO_LARGE: {
    status: 400,
    apiCode: 'Directory_ResultSizeLimitExceeded',
    message: (p: { limit: number }) => `the result has more than ${p.limit} ids`,
  },
  DELETED_VALUE_TAKEN: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { property: string }) =>
      `Another object with the same value for property ${p.property} already exists.`,
    help: () => 'change the value of the other object, then restore again',
  },
  APP_ID_UNKNOWN: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { appId: string }) =>
      `The appId '${p.appId}' of the service principal does not reference a valid application object.`,
  },
  EXTENSION_IN_USE: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { name: string }) => `an extension property \`${p.name}\` exists already`,
  },
  TOO_MANY_EXTENSION_VALUES: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (_: Record<never, never>) => 'the object has 100 extension values, which is the limit',
  },
  DOMAIN_INVALID: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { domain: string; reason: string }) => `domain \`${p.domain}\`: ${p.reason}`,
  },
  HISTORY_TOO_SHORT: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { at: string; earliest: string }) => `nothing is known of ${p.at}: history begins at ${p.earliest}`,
    help: (p) => `ask for ${p.earliest} or later`,
  },
  HISTORY_TOO_BUSY: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { at: string }) => `more has happened since ${p.at} than one answer looks at`,
    help: () => 'ask for a later instant, or for one member after another',
  },
  HISTORY_PERIOD_INVALID: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { limit: number }) => `the period is empty, or longer than ${p.limit} intervals`,
    help: () => 'let it begin before it ends, or ask by longer intervals',
  },
  INSTANT_IN_FUTURE: {
    status: 400,
    apiCode: 'Request_BadRequest',
    message: (p: { at: string }) => `${p.at} lies in the future`,
    help: () => 'leave the instant out to ask about the present',
  },
  DIRECTORY_NOT_SET_UP: {
    status: 503,
    apiCode: 'ServiceUnavailable',
    message: (_: Record<never, never>) => 'this directory is not set up yet',
    help: () => 'start the server once with `muster serve`',
  },
});
