import type { Change } from '../changes/change.ts';
import { describeChange } from '../objects/describe-change.ts';
import type { Properties, User } from '../objects/directory-object.ts';
import { changedProperties } from '../rules/rule-object.ts';

/** Puts values on a locked user and lets everything follow that follows from them; nothing when they are there already. */
export async function storeUser(change: Change, before: User, values: Properties): Promise<User> {
  const after: User = { ...before, version: before.version + 1, properties: { ...before.properties, ...values } };
  if (changedProperties(before, after).length === 0) return before;
  await change.session.objects.update(before, after);
  change.fact(after, 'update', describeChange(before, after));
  change.transitions.push({ before, after });
  return after;
}
