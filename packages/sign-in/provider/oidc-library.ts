/**
 * Imports oidc-provider without the warning it prints on Node 20. The library asks for Node 22, because it tests on
 * nothing older; Muster supports Node 20 and its own tests run the flows in use on it. Telling every administrator at
 * every start would only teach them to ignore warnings. Everything else the library says while loading goes through.
 */
async function importQuietly(): Promise<typeof import('oidc-provider')> {
  const { warn } = console;
  console.warn = (...line: unknown[]) => {
    if (!String(line[0]).includes('Unsupported runtime')) warn.apply(console, line);
  };
  try {
    return await import('oidc-provider');
  } finally {
    console.warn = warn;
  }
}

/** The OpenID-certified library that speaks OAuth 2.0 and OpenID Connect for this package. */
export const { Provider, errors: libraryErrors, interactionPolicy } = await importQuietly();
