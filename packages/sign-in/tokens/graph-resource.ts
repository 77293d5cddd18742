/** The application id of Microsoft Graph, the same in every directory. */
export const graphAppId = '00000003-0000-0000-c000-000000000000';

/** The identifier URI of Microsoft Graph. */
export const graphIdentifierUri = 'https://graph.microsoft.com';

/** The names under which the Graph API of a server at the base URL goes: each may be asked for and is an audience. */
export function graphResourceNames(baseUrl: string): readonly string[] {
  return [graphIdentifierUri, graphAppId, baseUrl];
}
