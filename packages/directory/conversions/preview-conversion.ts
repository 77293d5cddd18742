import type { ObjectId, ObjectNumber } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize, authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { mayReadMembers } from '../authorization/sight.ts';
import type { Change } from '../changes/change.ts';
import type { Directory } from '../context.ts';
import { invitationErrors } from '../invitations/errors.ts';
import { isExternal } from '../invitations/external-user.ts';
import { pendingValues, resetValues } from '../invitations/pending-values.ts';
import { storeUser } from '../invitations/store-user.ts';
import type { Group, User } from '../objects/directory-object.ts';
import { lockObject } from '../objects/require-object.ts';
import { toInternal } from './convert-user.ts';
import { rehearse } from './rehearse.ts';

/** What a user can be converted to. */
export const conversions = ['guest', 'member', 'internal', 'external', 'reset'] as const;

/**
 * - `guest`, `member`: another `userType`;
 * - `internal`: an external user becomes an internal member;
 * - `external`: a user of the directory itself is invited to sign in elsewhere, and waits for acceptance;
 * - `reset`: an invited user is to accept anew.
 */
export type Conversion = (typeof conversions)[number];

/** Which dynamic groups the user would join and leave. */
export interface ConversionPreview {
  readonly joining: readonly Group[];
  readonly leaving: readonly Group[];
}

/**
 * What a conversion would change in dynamic groups, chains of groups included, as far as the caller may know who is in them.
 * Nothing is kept.
 *
 * @param userPrincipalName the name that an internal member would have; their present one, with the mark of a guest cut
 *   out, unless given
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, NOT_EXTERNAL, RESET_NEEDS_INVITED_USER and, for a name that is
 *   given, those of `convertToInternal`
 */
export async function previewConversion(
  directory: Directory,
  caller: Caller,
  id: ObjectId,
  to: Conversion,
  userPrincipalName?: string,
): Promise<ConversionPreview> {
  authorizeSome(caller, 'convert users');
  authorize(caller, 'read groups');
  let number: ObjectNumber | undefined;
  const moves = await rehearse(directory, async (change) => {
    const user = await lockObject(change.session, 'user', id);
    await authorizeFor(change, caller, 'convert users', user);
    number = user.number;
    await convert(change, user, to, userPrincipalName);
  });
  const own = moves.get(number!);
  return directory.store.read(async (session) => {
    const groupsOf = async (numbers: ReadonlySet<number> | undefined) => {
      const ascending = [...(numbers ?? [])].sort((a, b) => a - b);
      const groups = (await session.objects.findByNumbers(ascending, ['group'])) as Group[];
      return groups.filter((group) => mayReadMembers(caller.actor, group));
    };
    return { joining: await groupsOf(own?.joined), leaving: await groupsOf(own?.left) };
  });
}

async function convert(change: Change, user: User, to: Conversion, name: string | undefined): Promise<void> {
  switch (to) {
    case 'guest':
    case 'member':
      await storeUser(change, user, { userType: to === 'guest' ? 'Guest' : 'Member' });
      return;
    case 'internal': {
      if (!isExternal(user)) throw invitationErrors.NOT_EXTERNAL({});
      const identities = withoutFederated(user);
      const present = user.properties.userPrincipalName as string;
      const unlinked = { ...user, properties: { ...user.properties, identities } };
      await toInternal(change, unlinked, user, { userPrincipalName: name ?? present.replace(/#EXT#@/i, '@') }, {});
      return;
    }
    case 'reset':
      if (!isExternal(user)) throw invitationErrors.RESET_NEEDS_INVITED_USER({});
      await storeUser(change, user, { ...resetValues(change), identities: withoutFederated(user) });
      return;
    case 'external':
      if (isExternal(user)) return;
      await storeUser(change, user, pendingValues(change));
  }
}

function withoutFederated({ properties }: User) {
  const identities = (properties.identities ?? []) as readonly { readonly signInType: string }[];
  return identities.filter(({ signInType }) => signInType !== 'federated') as never;
}
