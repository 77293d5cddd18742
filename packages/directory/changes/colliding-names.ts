import { foldCase, type ObjectId } from '@muster/kernel';
import type { User } from '../objects/directory-object.ts';

interface Renaming {
  readonly before: User;
  readonly after: User;
}

/**
 * The users who are to get a user principal name that another of these has, gives up or gets before them. One after the
 * other some would be refused; in one statement they would exchange their names.
 */
export function collidingNames(changes: readonly Renaming[]): ReadonlySet<ObjectId> {
  const renamed = changes.filter(({ before, after }) => nameOf(before) !== nameOf(after));
  const colliding = new Set<ObjectId>();
  if (renamed.length === 0) return colliding;
  const owners = new Map(changes.map(({ before }) => [nameOf(before), before.id]));
  for (const { after } of renamed) {
    const owner = owners.get(nameOf(after));
    if (owner === undefined) owners.set(nameOf(after), after.id);
    else if (owner !== after.id) colliding.add(after.id);
  }
  return colliding;
}

function nameOf({ properties }: User): string {
  return foldCase(String(properties.userPrincipalName));
}
