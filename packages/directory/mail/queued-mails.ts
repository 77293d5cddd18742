import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Directory } from '../context.ts';
import type { MailState } from '../ports/mail-queue.ts';

/** Most mails in one list. */
export const mostListedMails = 1000;

/**
 * The mails that wait or were given up, oldest first, without what is in them.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function listMails(directory: Directory, caller: Caller): Promise<readonly MailState[]> {
  authorize(caller, 'change external collaboration policies');
  return directory.store.read((session) => session.mail.mails(mostListedMails));
}

/**
 * Lets mails that were given up be sent again, as long as their time is not over.
 *
 * @param id null for all of them
 * @returns how many
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function retryMails(directory: Directory, caller: Caller, id: string | null): Promise<number> {
  authorize(caller, 'change external collaboration policies');
  return directory.store.write('shared', (session) => session.mail.retryMails(id, directory.clock()));
}
