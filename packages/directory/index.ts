export * from './actors/caller.ts';
export * from './administrative-units/create-administrative-unit.ts';
export * from './administrative-units/delete-administrative-unit.ts';
export { addUnitMembers, maxUnitsOfObject, removeUnitMember } from './administrative-units/unit-members.ts';
export * from './administrative-units/update-administrative-unit.ts';
export {
  type AppAccess,
  appAccessOfApplication,
  appAccessOfPerson,
  assignedGroupsOfPerson,
} from './app-roles/app-access.ts';
export { type AppRole, appRolesOf, graphAppRoles, noAppRoleId } from './app-roles/app-role.ts';
export {
  appRolePrincipalTypes,
  assignAppRole,
  mostAppRoleAssignments,
  type NewAppRoleAssignment,
} from './app-roles/assign-app-role.ts';
export {
  type AppRoleAssignmentPage,
  type AppRoleOwner,
  getAppRoleAssignment,
  listAppRoleAssignments,
  type ShownAppRoleAssignment,
} from './app-roles/list-app-role-assignments.ts';
export { type AppRoleSide, removeAppRoleAssignment } from './app-roles/remove-app-role-assignment.ts';
export { type RedirectPlatform, redirectPlatforms, redirectUrisOf } from './applications/check-application.ts';
export * from './applications/create-application.ts';
export * from './applications/create-service-principal.ts';
export * from './applications/delete-application.ts';
export * from './applications/extension-properties.ts';
export {
  firstAdministratorName,
  grantNewPermissions,
  rememberFirstAdministrator,
} from './applications/first-administrator.ts';
export { grantPermissions } from './applications/grant-permissions.ts';
export { permissionRoleId, permissionScopeId } from './applications/graph-permission-ids.ts';
export {
  givenClaimNames,
  type OptionalClaim,
  type OptionalClaims,
  optionalClaimsOf,
} from './applications/optional-claims.ts';
export { type RequiredAccess, requiredAccessOf } from './applications/required-access.ts';
export * from './applications/secrets.ts';
export * from './applications/update-application.ts';
export { type Activity, activities } from './audit-logs/activities.ts';
export * from './audit-logs/audit-chain.ts';
export * from './audit-logs/audit-movements.ts';
export * from './audit-logs/list-audits.ts';
export * from './audit-logs/list-sign-ins.ts';
export {
  type AuthenticationContext,
  createAuthenticationContext,
  deleteAuthenticationContext,
  getAuthenticationContext,
  listAuthenticationContexts,
  readAuthenticationContexts,
  updateAuthenticationContext,
} from './authentication-contexts/authentication-contexts.ts';
export * from './authorization/authorize.ts';
export * from './authorization/describe-permits.ts';
export * from './authorization/describe-sights.ts';
export * from './authorization/permission-table.ts';
export * from './authorization/person-rights.ts';
export * from './authorization/resolve-person.ts';
export * from './authorization/rights-of-person.ts';
export { rolesOfApplication } from './authorization/roles-of-application.ts';
export { isPropertyVisible } from './authorization/sight.ts';
export * from './authorization/visibility.ts';
export { type ClockOptions, followClock } from './clock/follow-clock.ts';
export {
  type ConsentForAll,
  giveConsentForAll,
  type NamedScopes,
  planConsentForAll,
  type WantedApi,
  type WantedPermission,
} from './consents/consent-for-all.ts';
export * from './consents/delegated-permissions.ts';
export * from './consents/permission-grants.ts';
export { type GivenConsent, recordConsent } from './consents/record-consent.ts';
export * from './context.ts';
export { convertToInternal, type InternalAccount } from './conversions/convert-user.ts';
export {
  type Conversion,
  type ConversionPreview,
  conversions,
  previewConversion,
} from './conversions/preview-conversion.ts';
export * from './create-directory.ts';
export { daysOfPurgedCreations, forgetOldCreations } from './creations/creation-quota.ts';
export * from './credentials/change-own-password.ts';
export * from './credentials/check-password.ts';
export * from './credentials/complete-sign-in.ts';
export { forgetOldCredentials } from './credentials/forget-old-credentials.ts';
export { makePassword } from './credentials/make-password.ts';
export * from './credentials/one-time-codes.ts';
export * from './credentials/passkey-registration.ts';
export * from './credentials/passkey-sign-in.ts';
export { hashSecret, verifySecret } from './credentials/password-hash.ts';
export { resetPassword } from './credentials/reset-password.ts';
export {
  type AuthenticationMethods,
  listAuthenticationMethods,
  listSecondFactors,
  removeSecondFactor,
  type SecondFactor,
} from './credentials/second-factors.ts';
export type { SignInDetails } from './credentials/sign-in-log.ts';
export { revokeSignInSessions, type SignInState, signInState } from './credentials/sign-in-sessions.ts';
export {
  type AccessPassCheck,
  type CheckAccessPass,
  checkTemporaryAccessPass,
  createTemporaryAccessPass,
  passUsability,
} from './credentials/temporary-access-passes.ts';
export { type SecretTry, tryApplicationSecret } from './credentials/try-application-secret.ts';
export { validatePassword } from './credentials/validate-password.ts';
export {
  type AccessTargets,
  type CollaborationSetting,
  crossTenantDefault,
  type DefaultAccess,
  type Partner,
  type PartnerAccess,
} from './cross-tenant/cross-tenant-access.ts';
export { getDefaultAccess, resetDefaultAccess, updateDefaultAccess } from './cross-tenant/default-access.ts';
export { type Comer, type InboundAccess, inboundAccess, outboundAccess } from './cross-tenant/inbound-access.ts';
export { createPartner, deletePartner, getPartner, listPartners, updatePartner } from './cross-tenant/partners.ts';
export * from './deleted-items/deleted-items.ts';
export * from './deleted-items/restore-deleted-item.ts';
export * from './devices/create-device.ts';
export * from './devices/delete-device.ts';
export * from './devices/device-links.ts';
export * from './devices/update-device.ts';
export { directoryErrors } from './errors.ts';
export { explainMembership, type MembershipQuestion } from './explanations/explain-membership.ts';
export * from './explanations/group-history.ts';
export * from './explanations/members-since.ts';
export * from './explanations/membership-explanation.ts';
export * from './explanations/membership-history.ts';
export * from './explanations/past-members.ts';
export { addMembers } from './groups/add-members.ts';
export { addOwners, type OwnedType, removeOwner } from './groups/add-owners.ts';
export * from './groups/create-group.ts';
export * from './groups/delete-group.ts';
export * from './groups/evaluate-dynamic-membership.ts';
export { groupKind, isDynamic, isRuleActive } from './groups/group-kind.ts';
export * from './groups/remove-member.ts';
export * from './groups/reprocess-rule.ts';
export * from './groups/update-group.ts';
export * from './guard/approve-membership-change.ts';
export { expireHolds } from './guard/expire-holds.ts';
export { defaultGuardLimits, type GuardLimits } from './guard/guard-limits.ts';
export type { SeenNumbers } from './guard/held-pass.ts';
export * from './guard/reject-membership-change.ts';
export { type Arrival, type ArrivingIdentity, arrive } from './identity-providers/arrive.ts';
export { namePlace } from './identity-providers/check-directory-connection.ts';
export { createIdentityProvider, type NewIdentityProvider } from './identity-providers/create-identity-provider.ts';
export { identityErrors } from './identity-providers/errors.ts';
export * from './identity-providers/identity-provider.ts';
export * from './identity-providers/linked-identities.ts';
export {
  getIdentityProvider,
  listIdentityProviders,
  readProviders,
} from './identity-providers/list-identity-providers.ts';
export { domainOf, type ProviderChoice, providerFor, providerForIn } from './identity-providers/provider-for.ts';
export {
  isLoopbackAddress,
  type ReachableAddresses,
  reachableAddresses,
} from './identity-providers/reachable-addresses.ts';
export * from './identity-providers/source.ts';
export {
  deleteIdentityProvider,
  inputOfConnection,
  inputOfOpenId,
  updateIdentityProvider,
} from './identity-providers/update-identity-provider.ts';
export { mostContaining, mostIdentical } from './insights/group-examiner.ts';
export type { GroupInsight, OverlappingGroup } from './insights/group-insight.ts';
export {
  type InsightPage,
  lintGroup,
  lintPage,
  lintRules,
  mostExaminedGroups,
} from './insights/lint-rules.ts';
export { invitationErrors } from './invitations/errors.ts';
export {
  type ExternalIdentitiesPolicy,
  getExternalIdentitiesPolicy,
  updateExternalIdentitiesPolicy,
} from './invitations/external-identities-policy.ts';
export { isExternal } from './invitations/external-user.ts';
export {
  type FoundInvitation,
  findInvitation,
  type InvitationState,
  invitationState,
} from './invitations/find-invitation.ts';
export { type InvitationInput, type InvitationMessage, longestMessage } from './invitations/invitation-input.ts';
export {
  defaultInvitationPolicy,
  getInvitationPolicy,
  type InvitationPolicy,
  longestDomainList,
  mostRedirectHosts,
  updateInvitationPolicy,
} from './invitations/invitation-policy.ts';
export { type InvitationTexts, invitationTexts } from './invitations/invitation-texts.ts';
export { type Invitation, type InvitationSite, invite } from './invitations/invite.ts';
export { addressKey, isInvitedAddress } from './invitations/invited-address.ts';
export { leaveDirectory } from './invitations/leave-directory.ts';
export { type InvitationProspect, mostPlannedAddresses, planInvitations } from './invitations/plan-invitations.ts';
export { type LeavingPreview, previewLeaving } from './invitations/preview-leaving.ts';
export {
  type RedeemingIdentity,
  type Redemption,
  type RedemptionOptions,
  redeemBySignIn,
  redeemInvitation,
} from './invitations/redeem-invitation.ts';
export { addSponsor, getInviter, mostSponsors, removeSponsor } from './invitations/sponsors.ts';
export { enqueueMail, type NewMail } from './mail/enqueue-mail.ts';
export { listMails, mostListedMails, retryMails } from './mail/queued-mails.ts';
export * from './memberships/compare-members.ts';
export * from './memberships/member-groups.ts';
export * from './objects/directory-object.ts';
export * from './objects/get-object.ts';
export * from './objects/get-objects-by-id.ts';
export { groupProperties } from './objects/group-properties.ts';
export * from './objects/property-definition.ts';
export * from './objects/property-tables.ts';
export * from './organization/change-domains.ts';
export * from './organization/organization.ts';
export { privacyStatementOf } from './organization/privacy-statement.ts';
export * from './organization/set-up.ts';
export { checkPasscode, type PasscodeAnswer, type PasscodeOutcome } from './passcodes/check-passcode.ts';
export { mayReceivePasscode } from './passcodes/may-receive.ts';
export { type PasscodeRequest, sendPasscode } from './passcodes/send-passcode.ts';
export * from './passes/list-passes.ts';
export * from './passes/list-processing.ts';
export type { PassOptions, PassOutcome } from './passes/pass.ts';
export * from './passes/pass-worker.ts';
export { withProcessingStatus } from './passes/processing-status.ts';
export * from './policies/authorization-policy.ts';
export * from './policies/change-authorization-policy.ts';
export { membersByRule } from './populations/members-by-rule.ts';
export * from './ports/app-role-store.ts';
export * from './ports/audit-log.ts';
export * from './ports/change-log.ts';
export * from './ports/consent-store.ts';
export * from './ports/creation-store.ts';
export * from './ports/credential-store.ts';
export * from './ports/directory-store.ts';
export * from './ports/history.ts';
export * from './ports/identity-store.ts';
export * from './ports/invitation-store.ts';
export * from './ports/job-store.ts';
export * from './ports/mail-queue.ts';
export * from './ports/object-store.ts';
export * from './ports/passcode-store.ts';
export * from './ports/privileged-access-store.ts';
export * from './ports/provider-probe.ts';
export * from './ports/relation-store.ts';
export * from './ports/remote-passwords.ts';
export * from './ports/role-store.ts';
export * from './ports/rule-store.ts';
export * from './ports/settings-store.ts';
export * from './ports/sign-in-records.ts';
export * from './previews/preview-rule.ts';
export {
  type AccessSettings,
  type ApprovalRule,
  type Approver,
  enablements,
  type RoleRules,
} from './privileged-access/access-settings.ts';
export { listApprovals } from './privileged-access/approvers.ts';
export type { NewAccessRequest } from './privileged-access/asked.ts';
export { cancelAccessRequest } from './privileged-access/cancel-request.ts';
export * from './privileged-access/change-access-settings.ts';
export { decideAccessRequest } from './privileged-access/decide-request.ts';
export { followSchedules } from './privileged-access/follow-schedules.ts';
export * from './privileged-access/list-requests.ts';
export * from './privileged-access/list-schedules.ts';
export * from './privileged-access/list-shown-roles.ts';
export * from './privileged-access/name-approvals.ts';
export type { GroupAccessQuestion } from './privileged-access/reading.ts';
export { requestAccess } from './privileged-access/request-access.ts';
export { findRuleId, kindOfRule, type RoleRuleId, roleRuleIds } from './privileged-access/rule-ids.ts';
export { isRunning } from './privileged-access/schedules.ts';
export { authorizeExtensionQuery, fewestLettersOfName } from './queries/check-visibility.ts';
export * from './queries/list-objects.ts';
export * from './queries/object-query.ts';
export { wordsOf } from './queries/words-of.ts';
export { type AssignedForGood, assignForGood } from './roles/assign-for-good.ts';
export * from './roles/assign-role.ts';
export { type BuiltInRole, builtInRoles } from './roles/built-in-roles.ts';
export * from './roles/change-role-definitions.ts';
export {
  activateDirectoryRole,
  type DirectoryRole,
  getDirectoryRole,
  listDirectoryRoles,
} from './roles/directory-roles.ts';
export * from './roles/list-role-assignments.ts';
export * from './roles/list-role-definitions.ts';
export * from './roles/recover-administrator.ts';
export { type NamedAssignment, removeRoleAssignment } from './roles/remove-role-assignment.ts';
export * from './roles/resource-actions.ts';
export type { RoleDefinition } from './roles/role-definition.ts';
export { type MemberRole, rolesOfMember } from './roles/roles-of-member.ts';
export { listScopedRoleMembers, type ScopedRoleMember, type ScopedRoles } from './roles/scoped-role-members.ts';
export * from './rule-tests/rule-test.ts';
export {
  type FrequentValue,
  listRuleValues,
  mostRuleValues,
  type RuleValues,
  type RuleValuesRequest,
} from './rule-values/list-rule-values.ts';
export { ruleErrors } from './rules/rule-errors.ts';
export { toRuleObject } from './rules/rule-object.ts';
export * from './users/create-user.ts';
export * from './users/delete-user.ts';
export { findPeople } from './users/find-people.ts';
export * from './users/get-manager.ts';
export * from './users/set-manager.ts';
export * from './users/update-user.ts';
export * from './users/write-people.ts';
export * from './verify/verify.ts';
