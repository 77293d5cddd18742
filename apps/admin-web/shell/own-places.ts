import { useIsAdministrator } from './own-rights.ts';

/** Names of the places for people who administer nothing: what is their own. */
const forEverybody: ReadonlySet<string> = new Set(['my']);

/** Tells of a place by its name whether it is offered to the person who is signed in; everything, until that is known. */
export function useIsOffered(): (name: string) => boolean {
  const isAdministrator = useIsAdministrator();
  return (name) => isAdministrator !== false || forEverybody.has(name);
}
