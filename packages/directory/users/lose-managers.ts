import type { Change } from '../changes/change.ts';
import { describeChange } from '../objects/describe-change.ts';
import type { DirectoryObject, User } from '../objects/directory-object.ts';

const usersAtOnce = 1000;

/**
 * The reports of users who are removed for good have no manager from now on. A fixed number of statements for every
 * thousand reports.
 */
export async function loseManagers(change: Change, gone: readonly DirectoryObject[]): Promise<void> {
  const managers = gone.filter((object) => object.type === 'user').map((object) => object.id);
  if (managers.length === 0) return;
  const reports = await change.session.objects.reportsOf(managers);
  for (let i = 0; i < reports.length; i += usersAtOnce) {
    const ids = reports.slice(i, i + usersAtOnce).map((report) => report.id);
    const users = await change.session.objects.lockUsers(ids.sort());
    await change.session.objects.setManagers(users.map((user) => ({ user: user.id, manager: null })));
    for (const before of users) {
      const after: User = { ...before, version: before.version + 1, managerId: null };
      change.fact(after, 'update', describeChange(before, after));
      change.transitions.push({ before, after });
    }
  }
}
