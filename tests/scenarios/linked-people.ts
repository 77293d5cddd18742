import { type AccountElsewhere, type Directory, linkIdentity, type PropertyValue, type User } from '@muster/directory';
import { changeDirectory } from '../../packages/directory/changes/change-directory.ts';
import { administrator } from './builders.ts';

/** Links the account to the user as a redemption does; gives the user's `identities` after it. */
export function linkTo(directory: Directory, user: User, account: AccountElsewhere): Promise<PropertyValue> {
  const provider = { id: 'fabrikam', identityIssuer: 'ExternalAzureAD' };
  return changeDirectory(directory, administrator, 'redeem', 'shared', (change) =>
    linkIdentity(change, user, account, provider),
  );
}
