import { foldCase } from '@muster/kernel';
import type { User } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';

/** Nobody has a longer name: a mail address has up to 320 characters. */
const longestName = 320;

/** Names are compared, and tries counted, in this form. */
export function foldedName(loginName: string): string {
  return foldCase(loginName.trim());
}

/**
 * The user who signs in under the name: that with the user principal name, otherwise the only one with the mail address.
 * Two statements, whether or not anybody is found.
 */
export async function findBySignInName(session: ReadSession, loginName: string): Promise<User | undefined> {
  const name = loginName.trim();
  // What nobody can be called is looked for all the same, under a name that nobody has.
  const sought = name.length <= longestName && isWritten(name) ? name : '@';
  const [named, mailed] = await Promise.all([
    session.objects.findByKey('user', 'userPrincipalName', sought),
    session.objects.findUsersByValues('mail', [sought]),
  ]);
  // The database takes some letters for the same that are counted as different names: nobody gets more tries by that.
  const same = mailed.filter((user) => foldCase(user.properties.mail as string) === foldCase(sought));
  return named ?? (same.length === 1 ? same[0] : undefined);
}

/** Whether the name has characters that the database keeps. */
function isWritten(name: string): boolean {
  return name.length > 0 && !/[\0\p{Surrogate}]/u.test(name);
}
