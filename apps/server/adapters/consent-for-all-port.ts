import { type Directory, giveConsentForAll, planConsentForAll } from '@muster/directory';
import { AppError, type ObjectId } from '@muster/kernel';
import type { People } from '@muster/sign-in';
import { personCaller } from './person-caller.ts';

/** Consents for everybody, as the pages ask for them. */
export function consentForAllPort(directory: Directory): Pick<People, 'planConsentForAll' | 'giveConsentForAll'> {
  return {
    async planConsentForAll(servicePrincipalId, personId, named) {
      const caller = await personCaller(directory, personId as ObjectId);
      return planConsentForAll(directory, caller, servicePrincipalId as ObjectId, named);
    },
    async giveConsentForAll({ appId, displayName, servicePrincipalId }, personId, named) {
      const caller = await personCaller(directory, personId as ObjectId, { appId, name: displayName });
      try {
        await giveConsentForAll(directory, caller, servicePrincipalId as ObjectId, named);
        return true;
      } catch (problem) {
        if (problem instanceof AppError && problem.code === 'INSUFFICIENT_PRIVILEGES') return false;
        throw problem;
      }
    },
  };
}
