/** What an action is about: `users` of `microsoft.directory/users/create`, `groups` of `microsoft.directory/groups.security/create`. */
export const subjectOf = (action: string) => (action.split('/')[1] ?? action).replace(/\..*$/, '');

/** Actions by what they are about, in the order in which they come. */
export function bySubject<T extends { readonly name: string }>(
  actions: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const each of actions) {
    const subject = subjectOf(each.name);
    groups.set(subject, [...(groups.get(subject) ?? []), each]);
  }
  return groups;
}
