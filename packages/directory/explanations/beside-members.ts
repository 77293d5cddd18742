import type { ReadonlyMemberSet } from '@muster/roster';
import type { Directory } from '../context.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';

/**
 * The members that a group has, and what the ledger tells: asked again while a move of the group comes in between.
 *
 * @param ask looks into the ledger, at no more than this
 */
export async function besideMembers<T>(
  { memberships, limits }: Directory,
  session: ReadSession,
  { number }: Pick<DirectoryObject, 'number'>,
  ask: (most: { readonly rows: number; readonly bulk: number }) => Promise<T>,
): Promise<{ readonly told: T; readonly members: ReadonlyMemberSet }> {
  // What was moved at once is unpacked, which costs more than a look.
  const most = { rows: limits.historyEntries, bulk: Math.ceil(limits.historyEntries / 100) };
  for (let tries = 1; ; tries++) {
    await session.catchUpMemberships();
    const [rows, members] = [memberships.rowCount(number), memberships.membersOf(number).clone()];
    const told = await ask(most);
    await session.catchUpMemberships();
    if (memberships.rowCount(number) === rows || tries === 5) return { told, members };
  }
}
