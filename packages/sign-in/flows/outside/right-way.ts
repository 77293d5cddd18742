import { passcodeProviderId } from '@muster/directory';
import type { OutsidePeople, ProvedIdentity } from '../../outside-port.ts';

/**
 * True when the identity was proved where the directory has people of its address prove it: in the order of redemption as it
 * is set now. Otherwise a code by mail would do where an organisation asks its people for more.
 */
export async function cameTheRightWay(outside: OutsidePeople, identity: ProvedIdentity): Promise<boolean> {
  const { address, providerId } = identity;
  if (address === null) return false;
  const way = await outside.wayOf(address);
  if (way.kind === 'passcode') return providerId === passcodeProviderId;
  return way.kind === 'openId' && way.provider.id === providerId;
}
