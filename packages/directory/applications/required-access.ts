import { isGuid } from '@muster/kernel';
import { directoryErrors } from '../errors.ts';
import type { Properties } from '../objects/directory-object.ts';

/** What an application says it needs of one API: ids of delegated permissions (`Scope`) and of roles (`Role`). */
export interface RequiredAccess {
  readonly resourceAppId: string;
  readonly resourceAccess: readonly { readonly id: string; readonly type: 'Scope' | 'Role' }[];
}

const mostApis = 50;
const mostPermissions = 400;

/** What the application says it needs. */
export function requiredAccessOf({ requiredResourceAccess }: Properties): readonly RequiredAccess[] {
  return (requiredResourceAccess ?? []) as unknown as readonly RequiredAccess[];
}

/**
 * Whether the list is well formed. Whether the API and the permission exist shows when somebody consents, as in Entra.
 *
 * @throws AppError PROPERTY_INVALID
 * @see "requiredResourceAccess resource type": 50 APIs and 400 permissions
 */
export function checkRequiredAccess(properties: Properties): void {
  const property = 'requiredResourceAccess';
  const invalid = (reason: string) => directoryErrors.PROPERTY_INVALID({ property, reason });
  const apis = requiredAccessOf(properties);
  if (apis.length > mostApis) throw invalid(`${apis.length} APIs; the limit is ${mostApis}`);
  const names = new Set<string>();
  let count = 0;
  for (const { resourceAppId, resourceAccess } of apis) {
    if (typeof resourceAppId !== 'string' || !isGuid(resourceAppId))
      throw invalid('resourceAppId is an application id');
    const name = resourceAppId.toLowerCase();
    if (names.has(name)) throw invalid(`\`${resourceAppId}\` stands there twice`);
    names.add(name);
    for (const { id, type } of resourceAccess ?? []) {
      if (typeof id !== 'string') throw invalid('each permission has an id');
      if (type !== 'Scope' && type !== 'Role') throw invalid('type is Scope or Role');
      count += 1;
    }
  }
  if (count > mostPermissions) throw invalid(`${count} permissions; the limit is ${mostPermissions}`);
}
