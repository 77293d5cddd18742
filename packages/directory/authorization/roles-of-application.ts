import type { ObjectId } from '@muster/kernel';
import type { Directory } from '../context.ts';
import { noRoles } from './held-roles.ts';
import type { HeldRoles } from './person-rights.ts';
import { heldRoles } from './rights-of-person.ts';

/**
 * The roles of the directory that a service principal holds at this moment, itself or as a direct member of a
 * role-assignable group, wherever they count; none when it is unknown, deleted or disabled. One round trip.
 *
 * @see Microsoft Learn, "Assign Microsoft Entra roles": roles of a service principal add to its application permissions
 */
export async function rolesOfApplication(directory: Directory, id: ObjectId): Promise<HeldRoles> {
  return directory.store.read(async (session) => {
    const asked = [
      session.objects.find('servicePrincipal', id),
      session.roles.assignmentsReaching(id, directory.clock()),
      session.roles.customRoles(),
      session.catchUpMemberships(),
    ] as const;
    // All of them: nothing may still be asking when the session ends.
    await Promise.allSettled(asked);
    const [principal, assignments, customRoles] = await Promise.all(asked);
    if (principal === undefined || principal.properties.accountEnabled === false) return noRoles;
    return heldRoles(directory, principal, assignments, customRoles);
  });
}
