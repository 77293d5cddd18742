import {
  type BuiltInRole,
  type DirectoryRole,
  type ResourceAction,
  type RoleAssignment,
  type RoleDefinition,
  resourceActions,
} from '@muster/directory';
import type { JsonMembers } from '../../wire/present-object.ts';
import type { RecordType } from '../organization/record-answers.ts';

/** @see Graph schema v1.0, type unifiedRoleDefinition; `isPrivileged` is of beta */
export const roleDefinitionType: RecordType = {
  name: 'unifiedRoleDefinition',
  empty: {
    id: null,
    description: null,
    displayName: null,
    isBuiltIn: false,
    isEnabled: true,
    isPrivileged: false,
    resourceScopes: [],
    rolePermissions: [],
    templateId: null,
    version: null,
  },
};

export function presentRoleDefinition(role: RoleDefinition): JsonMembers {
  const { id, description, displayName, isBuiltIn, isEnabled, isPrivileged, version, actions } = role;
  return {
    id,
    description,
    displayName,
    isBuiltIn,
    isEnabled,
    isPrivileged,
    resourceScopes: ['/'],
    rolePermissions: [{ allowedResourceActions: [...actions], condition: null }],
    templateId: id,
    version,
  };
}

/** @see Graph schema v1.0, type unifiedRoleAssignment */
export const roleAssignmentType: RecordType = {
  name: 'unifiedRoleAssignment',
  empty: {
    id: null,
    appScopeId: null,
    condition: null,
    directoryScopeId: null,
    principalId: null,
    principalOrganizationId: null,
    resourceScope: null,
    roleDefinitionId: null,
  },
};

export function presentRoleAssignment({ id, principalId, roleId, scope }: RoleAssignment): JsonMembers {
  return { id, directoryScopeId: scope, principalId, resourceScope: scope, roleDefinitionId: roleId };
}

/** @see Graph schema v1.0, type directoryRole */
export const directoryRoleType: RecordType = {
  name: 'directoryRole',
  empty: { id: null, deletedDateTime: null, description: null, displayName: null, roleTemplateId: null },
};

export function presentDirectoryRole({ id, templateId, displayName, description }: DirectoryRole): JsonMembers {
  return { id, description, displayName, roleTemplateId: templateId };
}

/** @see Graph schema v1.0, type directoryRoleTemplate */
export const roleTemplateType: RecordType = {
  name: 'directoryRoleTemplate',
  empty: { id: null, deletedDateTime: null, description: null, displayName: null },
};

export function presentRoleTemplate({ templateId, displayName, description }: BuiltInRole): JsonMembers {
  return { id: templateId, description, displayName };
}

/** @see Graph schema v1.0, type unifiedRbacResourceNamespace */
export const resourceNamespaceType: RecordType = {
  name: 'unifiedRbacResourceNamespace',
  empty: { id: null, name: null },
};

/** @see Graph schema v1.0, type unifiedRbacResourceAction; `isPrivileged` is of beta */
export const resourceActionType: RecordType = {
  name: 'unifiedRbacResourceAction',
  empty: {
    id: null,
    actionVerb: null,
    authenticationContextId: null,
    description: null,
    isAuthenticationContextSettable: false,
    isPrivileged: false,
    name: null,
    resourceScopeId: null,
  },
};

export function presentResourceAction(name: ResourceAction): JsonMembers {
  const { verb, description, isPrivileged } = resourceActions[name];
  const id = [name.replaceAll('/', '-'), ...(verb === null ? [] : [verb.toLowerCase()])].join('-');
  return { id, actionVerb: verb, description, isPrivileged, name };
}

/** The type as this version of the API has it. */
export function typeIn(version: 'v1.0' | 'beta', type: RecordType): RecordType {
  if (version === 'beta') return type;
  const { isPrivileged: _, resourceScope: __, ...empty } = type.empty;
  return { ...type, empty };
}
