/** Where a form may lead in the end, as a content security policy names it; empty for what is no address. */
export function formTargetsOf(redirectUri: string | undefined): readonly string[] {
  if (redirectUri === undefined || !URL.canParse(redirectUri)) return [];
  const { protocol, origin } = new URL(redirectUri);
  return protocol === 'http:' || protocol === 'https:' ? [origin] : [protocol];
}
