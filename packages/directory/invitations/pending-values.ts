import type { Change } from '../changes/change.ts';
import type { Properties } from '../objects/directory-object.ts';

/** What stands with a user while their invitation waits to be accepted. */
export function pendingValues({ now }: Pick<Change, 'now'>): Properties {
  return {
    creationType: 'Invitation',
    externalUserState: 'PendingAcceptance',
    externalUserStateChangeDateTime: now,
  };
}

/** The same for somebody who has accepted before: whoever is signed in as them is signed in no longer. */
export function resetValues(change: Pick<Change, 'now'>): Properties {
  return { ...pendingValues(change), signInSessionsValidFromDateTime: change.now };
}
