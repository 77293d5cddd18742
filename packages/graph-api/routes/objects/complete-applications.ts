import type { ApplicationSecret, DirectoryObject, PropertyValue } from '@muster/directory';
import type { CompleteObjects } from './complete-objects.ts';

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
