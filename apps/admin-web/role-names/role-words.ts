import { type Language, useChosen } from '../shell/preferences.ts';
import { germanRoles, governsNothing } from './german-roles.ts';

/** What of a role is told in words. */
interface RoleWords {
  readonly displayName?: unknown;
  readonly description?: unknown;
}

/**
 * A role with its words in the language of the pages: the API has those of built-in roles in English alone. Roles of the organisation stay
 * as they were written.
 *
 * @param id of the role or its template, which are the same for built-in ones
 */
export function roleInWords<T extends RoleWords>(role: T, id: unknown, language: Language): T {
  const words = language === 'de' && typeof id === 'string' ? germanRoles[id.toLowerCase()] : undefined;
  if (words === undefined) return role;
  const [displayName, description = governsNothing] = words;
  return { ...role, displayName, ...(role.description === undefined ? {} : { description }) };
}

/** Puts roles that carry their own id into words. */
export function useRoleInWords(): <T extends RoleWords & { readonly id: string }>(role: T) => T {
  const { language } = useChosen();
  return (role) => roleInWords(role, role.id, language);
}
