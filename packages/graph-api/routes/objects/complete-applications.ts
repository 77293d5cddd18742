import {
  type ApplicationSecret,
  type DirectoryObject,
  graphApplicationId,
  graphAppRoles,
  graphDelegatedPermissions,
  type Properties,
  type PropertyValue,
  permissionScopeId,
} from '@muster/directory';
import type { CompleteObjects, Shows } from './complete-objects.ts';

/** What a secret shows of itself: everything but the text, which nobody has any more. */
function credentialOf({ displayName, endsAt, hint, keyId, startsAt }: ApplicationSecret): PropertyValue {
  return { displayName, endDateTime: endsAt, hint, keyId, startDateTime: startsAt };
}

/**
 * Applications with their `passwordCredentials` filled in; other objects as they are. Who may read an application as a
 * whole may read these, too. One statement for all of them.
 */
export const completeApplications: CompleteObjects = async (api, objects, shows) => {
  const asked = objects.filter((each) => each.type === 'application' && shows(each, 'passwordCredentials'));
  if (asked.length === 0) return objects;
  const ids = asked.map((each) => each.id);
  const secrets = await api.directory.store.read((session) => session.settings.secretsOf(ids));
  return objects.map((object): DirectoryObject => {
    const own = secrets.filter((secret) => secret.applicationId === object.id);
    if (own.length === 0) return object;
    return { ...object, properties: { ...object.properties, passwordCredentials: own.map(credentialOf) } };
  });
};

const graphScopes = graphDelegatedPermissions.map(({ value, isForPeopleToGrant }) => ({
  id: permissionScopeId(value),
  value,
  isEnabled: true,
  type: isForPeopleToGrant ? 'User' : 'Admin',
  adminConsentDisplayName: value,
  adminConsentDescription: `Lets the application use ${value} in the name of people.`,
  userConsentDisplayName: null,
  userConsentDescription: null,
})) as PropertyValue;
const ownDeclarations = { appRoles: graphAppRoles as unknown as PropertyValue, oauth2PermissionScopes: graphScopes };

/** The directory's own API with its permissions, and roles with their origin; other objects as they are. */
export function completeDeclarations(objects: readonly DirectoryObject[], shows: Shows): readonly DirectoryObject[] {
  return objects.map((object) => {
    if (object.type !== 'application' && object.type !== 'servicePrincipal') return object;
    const isOwn = object.type === 'servicePrincipal' && object.properties.appId === graphApplicationId;
    const given: Properties = isOwn ? ownDeclarations : object.properties;
    const shown: Record<string, PropertyValue> = { ...object.properties };
    for (const name of ['appRoles', 'oauth2PermissionScopes']) {
      if (given[name] !== undefined && shows(object, name)) shown[name] = given[name];
    }
    if (Array.isArray(shown.appRoles)) {
      shown.appRoles = (shown.appRoles as readonly Properties[]).map((role) => ({ ...role, origin: 'Application' }));
    }
    return { ...object, properties: shown };
  });
}
