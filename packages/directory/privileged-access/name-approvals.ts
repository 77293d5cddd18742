import { type ObjectId, toObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import type { Directory } from '../context.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { ObjectType } from '../objects/property-definition.ts';
import type { Held } from '../ports/privileged-access-store.ts';
import { everyRole } from '../roles/every-role.ts';
import type { RoleDefinition } from '../roles/role-definition.ts';
import { listApprovals } from './approvers.ts';

/** An object that a request names: what it is and what it is called, no more. */
export interface ConcernedObject {
  readonly id: ObjectId;
  readonly type: ObjectType;
  readonly displayName: string | null;
}

/** What requests are about, for those who decide about them. */
export interface ApprovalNames {
  readonly roles: readonly RoleDefinition[];
  /** People who ask, groups that they ask for, and what roles are to count in. */
  readonly objects: readonly ConcernedObject[];
}

/** Ids that the store takes in one question. */
const mostAtOnce = 1000;
const concernedTypes = ['user', 'group', 'device', 'servicePrincipal', 'application', 'administrativeUnit'] as const;

/**
 * The roles that people ask the caller for, and the names of whoever asks, of groups and of scopes: nobody decides about what they
 * cannot read, whatever else they may read. Nothing is told of what `listApprovals` does not list for the caller, and it costs what that
 * costs, and one statement for a thousand names.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function nameApprovals(directory: Directory, caller: Caller, type: Held['type']): Promise<ApprovalNames> {
  const approvals = await listApprovals(directory, caller, type);
  const concerned = [...new Set(approvals.flatMap(({ principalId, held }) => [principalId, idOf(held) ?? []].flat()))];
  const roleIds = new Set<string>(approvals.flatMap(({ held }) => (held.type === 'role' ? [held.id] : [])));
  return directory.store.read(async (session) => {
    const objects: DirectoryObject[] = [];
    for (let i = 0; i < concerned.length; i += mostAtOnce) {
      objects.push(...(await session.objects.findMany(concerned.slice(i, i + mostAtOnce), concernedTypes)));
    }
    const roles = roleIds.size === 0 ? [] : await everyRole(session);
    return {
      roles: roles.filter(({ id }) => roleIds.has(id)),
      objects: objects.map((object) => ({
        id: object.id,
        type: object.type,
        displayName: (object.properties.displayName as string | undefined) ?? null,
      })),
    };
  });
}

/** The group that is asked for, or what the role is to count in. */
const idOf = ({ type, id, scope }: Held) => (type === 'group' ? id : toObjectId(scope.split('/').at(-1) ?? ''));
