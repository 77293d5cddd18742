/** An extension property as the API gives it. */
export interface ExtensionProperty {
  /** `extension_`, the application's id without hyphens, and the property's own name. */
  readonly name: string;
  readonly targetObjects: readonly string[];
}

/** The names of an application's extension properties of users, in order. */
export function extensionsOf(all: readonly ExtensionProperty[], applicationId: string): readonly string[] {
  const begin = `extension_${applicationId.replaceAll('-', '').trim().toLowerCase()}_`;
  return all
    .filter(({ name, targetObjects }) => name.toLowerCase().startsWith(begin) && targetObjects.includes('User'))
    .map(({ name }) => name)
    .sort();
}
