import type { ObjectId } from '@muster/kernel';
import type { Directory } from '../context.ts';
import { linkedUserId, passcodeAccount } from '../identity-providers/linked-identities.ts';
import { readProviders } from '../identity-providers/list-identity-providers.ts';
import { providerForIn } from '../identity-providers/provider-for.ts';
import { addressKey } from '../invitations/invited-address.ts';
import type { ReadSession } from '../ports/directory-store.ts';

/**
 * Whether a code sent to the address could sign somebody in: somebody is linked to it, or it has an invitation that waits
 * and no provider of its own. The same statements whatever the answer, so that nothing can be known from the time.
 */
export function mayReceivePasscode(directory: Directory, address: string): Promise<boolean> {
  return directory.store.read(async (session) => {
    const isOn = (await readProviders(session)).some(({ kind }) => kind === 'builtIn');
    const choice = await providerForIn(session, address);
    const linked = await linkedUserId(session, passcodeAccount(address));
    const [invitation] = await session.invitations.invitationsOf([addressKey(address)]);
    const [isLiving, isInvitedLiving] = [
      await isEnabled(session, linked),
      await isEnabled(session, invitation?.userId),
    ];
    const isOpen = invitation !== undefined && invitation.redeemedAt === null && invitation.endsAt > directory.clock();
    return isOn && (isLiving || (isOpen && isInvitedLiving && choice.kind === 'passcode'));
  });
}

const nobody = '00000000-0000-0000-0000-000000000000' as ObjectId;

async function isEnabled(session: ReadSession, id: ObjectId | undefined): Promise<boolean> {
  const user = await session.objects.find('user', id ?? nobody);
  return user !== undefined && user.properties.accountEnabled !== false;
}
