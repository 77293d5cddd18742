import { appAccessOfPerson, type Directory, isExtensionName, readAuthenticationContexts } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import type { People } from '@muster/sign-in';

/** What tokens say beside names, groups and directory roles. */
export function tokenFacts(
  directory: Directory,
): Pick<People, 'appAccessOf' | 'authenticationContexts' | 'claimFacts'> {
  return {
    appAccessOf: (resource, person) => appAccessOfPerson(directory, person as ObjectId, resource as ObjectId),
    async authenticationContexts() {
      const contexts = await directory.store.read((session) => readAuthenticationContexts(session.settings));
      return contexts.filter(({ isAvailable }) => isAvailable).map(({ id }) => id);
    },
    async claimFacts(person) {
      const [user, known] = await directory.store.read(
        async (session) =>
          [
            await session.objects.find('user', person as ObjectId),
            await session.settings.extensionProperties(),
          ] as const,
      );
      const names = new Set(known.map(({ name }) => name));
      const properties = Object.entries(user?.properties ?? {});
      const { country } = user?.properties ?? {};
      return {
        country: typeof country === 'string' && /^[A-Z]{2}$/i.test(country) ? country.toUpperCase() : null,
        // Values of a definition that was taken away are hidden everywhere.
        extensions: Object.fromEntries(properties.filter(([name]) => isExtensionName(name) && names.has(name))),
      };
    },
  };
}
