import { createUser, type Directory, makePassword, operatorCaller, recoverAdministrator } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';

/** A person who may do everything, with the password that is told once. */
export interface FirstPerson {
  readonly userPrincipalName: string;
  readonly password: string;
}

const passwordLength = 20;

/**
 * Makes somebody the first Global Administrator, with a new password that has to be changed at the first sign-in. Who is not
 * there yet, by the user principal name, gets an account.
 *
 * @throws AppError PROPERTY_INVALID, DOMAIN_NOT_VERIFIED when the name's domain is none of the directory's
 */
export async function makeFirstPerson(directory: Directory, userPrincipalName: string): Promise<FirstPerson> {
  const known = await directory.store.read(({ objects }) =>
    objects.findByKey('user', 'userPrincipalName', userPrincipalName),
  );
  const id = known?.id ?? (await createPerson(directory, userPrincipalName));
  const password = makePassword(passwordLength);
  await recoverAdministrator(directory, id, password);
  return { userPrincipalName, password };
}

async function createPerson(directory: Directory, userPrincipalName: string): Promise<ObjectId> {
  const mailNickname = userPrincipalName.split('@')[0]!;
  const { id } = await createUser(directory, operatorCaller, {
    properties: {
      accountEnabled: true,
      displayName: 'Administrator',
      mailNickname,
      userPrincipalName,
      passwordProfile: { password: makePassword(passwordLength) },
    },
  });
  return id;
}
