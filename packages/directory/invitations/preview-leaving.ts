import type { ObjectId } from '@muster/kernel';
import type { Directory } from '../context.ts';
import { requireObject } from '../objects/require-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { readExternalIdentitiesPolicy } from './external-identities-policy.ts';
import { isExternal } from './external-user.ts';

/** What somebody from outside is told before they leave. */
export interface LeavingPreview {
  readonly directoryName: string;
  /** Why they cannot, by the code with which `leaveDirectory` refuses; null when they can. */
  readonly refusal: 'NOT_EXTERNAL' | 'LEAVING_NOT_ALLOWED' | null;
  /** Groups in which they are, directly or through others. */
  readonly groups: number;
  /** Applications that they have let act for them or are assigned to, of each a thousand at most. */
  readonly applications: number;
}

const atOnce = 1_000;
/** Nothing but what kind of object it is. */
const nothingMore = { group: ['securityEnabled'] } as const;

/**
 * What leaving would mean for a user. It promises nothing: `leaveDirectory` looks again. One statement for each thousand
 * groups, and five more.
 *
 * @throws AppError RESOURCE_NOT_FOUND
 */
export function previewLeaving(directory: Directory, userId: ObjectId): Promise<LeavingPreview> {
  return directory.store.read(async (session) => {
    const user = await requireObject(session, 'user', userId);
    const { allowExternalIdentitiesToLeave } = await readExternalIdentitiesPolicy(session);
    const organization = await session.settings.organization();
    const grants = await session.consents.listGrants({ principalId: userId, limit: atOnce });
    await session.catchUpMemberships();
    const of = { id: userId, groups: directory.memberships.groupsOf(user.number) };
    const assignments = await session.appRoles.listAppRoleAssignments({ of }, { limit: atOnce });
    const assigned = assignments.map(({ resourceId }) => resourceId);
    const numbers = [...directory.memberships.transitiveGroupsOf(user.number)];
    return {
      directoryName: organization?.displayName ?? 'Muster',
      refusal: isExternal(user) ? (allowExternalIdentitiesToLeave ? null : 'LEAVING_NOT_ALLOWED') : 'NOT_EXTERNAL',
      groups: await countGroups(session, numbers),
      applications: new Set([...grants.map(({ clientId }) => clientId), ...assigned]).size,
    };
  });
}

type Numbers = Parameters<ReadSession['objects']['findByNumbers']>[0];

/** Administrative units are among the numbers, and are no groups. */
async function countGroups(session: ReadSession, numbers: Numbers): Promise<number> {
  let found = 0;
  for (let i = 0; i < numbers.length; i += atOnce) {
    found += (await session.objects.findByNumbers(numbers.slice(i, i + atOnce), ['group'], nothingMore)).length;
  }
  return found;
}
