import {
  type AuthorizationPolicy,
  type AuthorizationPolicyPatch,
  complex,
  flag,
  getAuthorizationPolicy,
  guestRoleIds,
  guid,
  invitationRights,
  type PropertyTable,
  readOnly,
  text,
  updateAuthorizationPolicy,
} from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import { type GraphRequest, type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { isJsonObject, type JsonObject, type JsonValue, readJsonObject } from '../../wire/json-body.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { readRecordBody } from '../organization/read-record-body.ts';
import { answerRecord, type RecordType } from '../organization/record-answers.ts';

const resource = 'AuthorizationPolicy';
const granted = 'permissionGrantPoliciesAssigned';
/** What beta calls the same. */
const grantedInBeta = 'permissionGrantPolicyIdsAssignedToDefaultUserRole';

const common: JsonMembers = {
  id: 'authorizationPolicy',
  allowedToSignUpEmailBasedSubscriptions: true,
  allowedToUseSSPR: true,
  allowEmailVerifiedUsersToJoinOrganization: false,
  allowInvitesFrom: 'everyone',
  allowUserConsentForRiskyApps: false,
  blockMsolPowerShell: false,
  defaultUserRolePermissions: {},
  description: 'What people may do without a role.',
  displayName: 'Authorization Policy',
  guestUserRoleId: guestRoleIds.guest,
};

/** @see Graph schema v1.0 and beta, type authorizationPolicy */
const types: Readonly<Record<GraphRequest['version'], RecordType>> = {
  'v1.0': { name: 'authorizationPolicy', empty: common },
  beta: { name: 'authorizationPolicy', empty: { ...common, enabledPreviewFeatures: [], [grantedInBeta]: [] } },
};

function present(policy: AuthorizationPolicy, version: GraphRequest['version']): JsonMembers {
  const { defaultUserRolePermissions, ...rest } = policy;
  const { [granted]: grants, ...permissions } = defaultUserRolePermissions;
  if (version === 'beta') return { ...rest, defaultUserRolePermissions: permissions, [grantedInBeta]: grants };
  return { ...rest, defaultUserRolePermissions: { ...permissions, [granted]: grants } };
}

const read: Handler = async (api, request) => {
  const policy = await getAuthorizationPolicy(api.directory, request.caller);
  return answerRecord(
    request,
    'policies/authorizationPolicy',
    types[request.version],
    present(policy, request.version),
  );
};

const setFlag = flag({ isNullable: false });

const policyTable: PropertyTable = {
  id: text(64, readOnly),
  allowedToSignUpEmailBasedSubscriptions: setFlag,
  allowedToUseSSPR: setFlag,
  allowEmailVerifiedUsersToJoinOrganization: setFlag,
  allowInvitesFrom: text(64, { allowed: invitationRights, isNullable: false }),
  allowUserConsentForRiskyApps: setFlag,
  blockMsolPowerShell: setFlag,
  defaultUserRolePermissions: complex(
    {
      allowedToCreateApps: 'Boolean',
      allowedToCreateSecurityGroups: 'Boolean',
      allowedToCreateTenants: 'Boolean',
      allowedToReadBitlockerKeysForOwnedDevice: 'Boolean',
      allowedToReadOtherUsers: 'Boolean',
    },
    { isNullable: false },
  ),
  guestUserRoleId: guid({ isNullable: false }),
};

const update: Handler = async (api, request) => {
  await updateAuthorizationPolicy(api.directory, request.caller, readPatch(request));
  return noContent;
};

function readPatch(request: GraphRequest): AuthorizationPolicyPatch {
  const { body, grants } = withoutGrants(readJsonObject(request.body));
  const patch = readRecordBody(JSON.stringify(body), policyTable, resource) as AuthorizationPolicyPatch;
  const permissions = patch.defaultUserRolePermissions ?? {};
  for (const [name, value] of Object.entries(permissions)) {
    if (value === null) throw invalid(`defaultUserRolePermissions/${name}`, 'the value is not true or false');
  }
  if (grants === undefined) return patch;
  return { ...patch, defaultUserRolePermissions: { ...permissions, [granted]: grants } };
}

function invalid(property: string, reason: string) {
  return graphErrors.BODY_INVALID_VALUE({ property, resource, reason });
}

/** A list inside a complex value, which the tables cannot say; beta has it outside. What describes the policy is fixed. */
function withoutGrants(body: JsonObject): { body: JsonObject; grants: readonly string[] | undefined } {
  const kept: Record<string, JsonValue> = {};
  let grants: JsonValue | undefined;
  for (const [name, value] of Object.entries(body)) {
    const lower = name.toLowerCase();
    if (lower === grantedInBeta.toLowerCase()) grants = value;
    else if (lower === 'defaultuserrolepermissions' && isJsonObject(value)) {
      const own = Object.entries(value).find(([inner]) => inner.toLowerCase() === granted.toLowerCase());
      if (own !== undefined) grants = own[1];
      kept[name] = Object.fromEntries(Object.entries(value).filter((each) => each[0] !== own?.[0]));
    } else if (!['id', 'displayname', 'description', 'enabledpreviewfeatures'].includes(lower)) kept[name] = value;
  }
  if (grants === undefined) return { body: kept, grants };
  const isList = Array.isArray(grants) && grants.every((each: JsonValue) => typeof each === 'string');
  if (!isList) throw invalid(granted, 'the value is not a list of texts');
  return { body: kept, grants: grants as readonly string[] };
}

/** @see Graph surface spec §11.4, §12.5 */
export const authorizationPolicyRoutes: readonly Route[] = [
  route('GET policies/authorizationPolicy', read),
  route('PATCH policies/authorizationPolicy', update),
  route('GET policies/authorizationPolicy/authorizationPolicy', read, { version: 'beta' }),
  route('PATCH policies/authorizationPolicy/authorizationPolicy', update, { version: 'beta' }),
];
