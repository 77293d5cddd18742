import { openIdScopes } from '@muster/directory';
import { signInErrors } from '../errors.ts';
import type { Api } from '../ports.ts';

/** What a `scope` parameter asks for. */
export interface RequestedScopes {
  /** Of `openid`, `profile`, `email`, `offline_access`, those that were asked for. */
  readonly openId: readonly string[];
  readonly api: Api;
  /** Permissions of the API in their own spelling. */
  readonly permissions: readonly string[];
  /** True for `{api}/.default`: everything that was consented to. */
  readonly isDefault: boolean;
}

const longestScope = 4000;

/**
 * Reads a `scope` parameter: names of OpenID Connect, and permissions of one API, each as `{api}/{permission}` or, for the
 * directory's own API, bare. Without any permission the API is the directory's own.
 *
 * @param findApi by application id or identifier URI
 * @throws AppError SIGN_IN_PARAMETER_MISSING, SIGN_IN_SCOPES_OF_SEVERAL_APIS, SIGN_IN_RESOURCE_UNKNOWN,
 *   SIGN_IN_SCOPE_UNKNOWN, SIGN_IN_DEFAULT_SCOPE_MIXED, SIGN_IN_REQUEST_MALFORMED
 * @see "Scopes and permissions in the Microsoft identity platform"
 */
export async function requestedScopes(
  scope: string | undefined,
  graph: Api,
  findApi: (name: string) => Promise<Api | undefined>,
): Promise<RequestedScopes> {
  if (scope === undefined || scope.trim() === '') throw signInErrors.SIGN_IN_PARAMETER_MISSING({ name: 'scope' });
  if (scope.length > longestScope) throw signInErrors.SIGN_IN_REQUEST_MALFORMED({ reason: 'scope is too long' });
  const asked = [...new Set(scope.split(' ').filter((each) => each !== ''))];
  const openId = openIdScopes.filter((name) => asked.some((each) => each.toLowerCase() === name));
  const others = asked.filter((each) => !openIdScopes.includes(each.toLowerCase())).map(split);
  const api = await oneApi(others, graph, findApi);
  const isDefault = others.some(({ permission }) => permission === '.default');
  if (isDefault && others.length > 1) throw signInErrors.SIGN_IN_DEFAULT_SCOPE_MIXED({ scope });
  const permissions = new Set<string>();
  for (const { permission, text } of others) {
    if (permission === '.default') continue;
    const known = api.scopes.find(({ value }) => value.toLowerCase() === permission.toLowerCase());
    if (known === undefined) throw signInErrors.SIGN_IN_SCOPE_UNKNOWN({ scope: text, api: api.displayName });
    permissions.add(known.value);
  }
  return { openId, api, permissions: [...permissions], isDefault };
}

interface AskedScope {
  readonly text: string;
  /** Undefined for a bare name. */
  readonly apiName: string | undefined;
  readonly permission: string;
}

/** What stands before the last slash names the API; a second slash there belongs to its name, as Entra has it. */
function split(text: string): AskedScope {
  const slash = text.lastIndexOf('/');
  if (slash < 0) return { text, apiName: undefined, permission: text };
  return { text, apiName: text.slice(0, slash).replace(/\/$/, ''), permission: text.slice(slash + 1) };
}

async function oneApi(
  asked: readonly AskedScope[],
  graph: Api,
  findApi: (name: string) => Promise<Api | undefined>,
): Promise<Api> {
  let api: Api | undefined;
  for (const apiName of new Set(asked.map((each) => each.apiName))) {
    const found = apiName === undefined || isNameOf(graph, apiName) ? graph : await findApi(apiName);
    if (found === undefined) throw signInErrors.SIGN_IN_RESOURCE_UNKNOWN({ resource: apiName!, known: graph.names });
    if (api !== undefined && api.appId !== found.appId) throw signInErrors.SIGN_IN_SCOPES_OF_SEVERAL_APIS({});
    api = found;
  }
  return api ?? graph;
}

function isNameOf(api: Api, name: string): boolean {
  return api.names.some((each) => each.toLowerCase() === name.toLowerCase());
}
