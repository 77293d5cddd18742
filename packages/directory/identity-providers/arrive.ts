import type { ObjectId } from '@muster/kernel';
import type { Directory } from '../context.ts';
import { inboundAccess } from '../cross-tenant/inbound-access.ts';
import { type AccountElsewhere, linkedUserId } from './linked-identities.ts';

/** Who has proved an account elsewhere. */
export interface ArrivingIdentity extends AccountElsewhere {
  /** Id of the other directory; null for providers that are none, and for passcodes. */
  readonly tenantId: string | null;
}

export type Arrival =
  /** @property isMfaTrusted a second factor that was shown at home counts here */
  | { readonly outcome: 'known'; readonly userId: ObjectId; readonly isMfaTrusted: boolean }
  /** Nobody here is linked to the account. */
  | { readonly outcome: 'unknown' }
  /** The user of the account is disabled or deleted. */
  | { readonly outcome: 'disabled' }
  /** The settings for other directories keep the person out, or away from the application. */
  | { readonly outcome: 'notAdmitted' };

/**
 * As whom somebody who has proved an account elsewhere signs in to an application. The lists of domains have no say:
 * whoever accepted before a domain was blocked stays. Four statements at most.
 *
 * @see B2B and governance spec §1.3
 */
export function arrive(directory: Directory, identity: ArrivingIdentity, appId: string): Promise<Arrival> {
  return directory.store.read(async (session): Promise<Arrival> => {
    const userId = await linkedUserId(session, identity);
    if (userId === undefined) return { outcome: 'unknown' };
    const user = await session.objects.find('user', userId);
    if (user === undefined || user.properties.accountEnabled === false) return { outcome: 'disabled' };
    const comer = { tenantId: identity.tenantId, userId: identity.subject, appId: appId.toLowerCase() };
    const { isAllowed, isMfaTrusted } = await inboundAccess(session, comer);
    return isAllowed ? { outcome: 'known', userId, isMfaTrusted } : { outcome: 'notAdmitted' };
  });
}
