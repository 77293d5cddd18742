import type { Properties } from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import type { GraphRequest } from '../../routing/graph-request.ts';
import { readJsonObject } from '../../wire/json-body.ts';
import type { ObjectReference } from '../../wire/object-reference.ts';
import { type NewPassword, readPatch } from '../../wire/read-patch.ts';

/** What a body says about a user, as the use cases take it. */
export interface UserBody {
  /** With `passwordProfile` when the body sets a password. */
  readonly properties: Properties;
  readonly manager: ObjectReference | undefined;
}

/**
 * Reads the body of a create or an update of a user.
 *
 * @throws AppError those of `readPatch`; QUERY_PROPERTY_ELSEWHERE for sponsors, which are added in requests of their own
 */
export function readUserBody(request: GraphRequest, mode: 'create' | 'update'): UserBody {
  const { knownExtensions } = request;
  const patch = readPatch({ type: 'user', mode, body: readJsonObject(request.body), knownExtensions });
  const { manager, sponsors } = patch.references;
  if (sponsors.length > 0) throw graphErrors.QUERY_PROPERTY_ELSEWHERE({ property: 'sponsors' });
  const { password } = patch;
  const properties =
    password === undefined ? patch.properties : { ...patch.properties, passwordProfile: toProfile(password) };
  return { properties, manager };
}

function toProfile(password: NewPassword): Properties {
  const profile: Record<string, string | boolean> = {};
  for (const [name, value] of Object.entries(password)) if (value !== undefined) profile[name] = value;
  return profile;
}
