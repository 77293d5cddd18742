import { checkAppRoles, storedAppRoles } from '../app-roles/check-app-roles.ts';
import { directoryErrors } from '../errors.ts';
import type { Properties, PropertyValue } from '../objects/directory-object.ts';
import { checkOptionalClaims } from './optional-claims.ts';
import { checkRequiredAccess } from './required-access.ts';

/** The ways an application gets answers of the sign-in: from a server, in a browser, on a device. */
export const redirectPlatforms = ['web', 'spa', 'publicClient'] as const;
export type RedirectPlatform = (typeof redirectPlatforms)[number];

/** Schemes that a browser would run or open itself instead of handing them to an application. */
const dangerousSchemes = /^(javascript|data|vbscript|file|blob|about|filesystem|view-source|ws|wss|ftp):$/;
const loopbackHosts: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The redirect addresses of a platform, as they were registered. */
export function redirectUrisOf(properties: Properties, platform: RedirectPlatform): readonly string[] {
  const value = properties[platform] as { readonly redirectUris?: readonly string[] } | null | undefined;
  return value?.redirectUris ?? [];
}

/**
 * Whether an application's addresses and scopes are fit to sign people in with. Addresses are absolute, without fragment,
 * credentials or wildcard; unencrypted HTTP is for this machine alone; schemes of one's own are for devices.
 *
 * @throws AppError PROPERTY_INVALID
 * @see "Redirect URI (reply URL) best practices and limitations" of the Microsoft identity platform
 */
export function checkApplication(properties: Properties): void {
  const seen = new Map<string, RedirectPlatform>();
  for (const platform of redirectPlatforms) {
    for (const uri of redirectUrisOf(properties, platform)) {
      const property = `${platform}/redirectUris`;
      const reason = problemOf(uri, platform);
      if (reason !== undefined) throw directoryErrors.PROPERTY_INVALID({ property, reason: `\`${uri}\` ${reason}` });
      const other = seen.get(uri);
      if (other !== undefined) {
        throw directoryErrors.PROPERTY_INVALID({ property, reason: `\`${uri}\` stands under ${other} already` });
      }
      seen.set(uri, platform);
    }
  }
  checkLogoutUrl(properties);
  checkScopes(properties);
  checkAppRoles(properties);
  checkRequiredAccess(properties);
  checkOptionalClaims(properties);
}

/** Lists of an application as they are kept; what was not given is not there. */
export function storedApplication(given: Properties): Properties {
  const { appRoles } = given;
  return appRoles === undefined ? given : { ...given, appRoles: storedAppRoles(appRoles)! };
}

/** Why the address is not fit for the platform; undefined when it is. */
function problemOf(uri: string, platform: RedirectPlatform): string | undefined {
  if (!URL.canParse(uri)) return 'is not an absolute address';
  if (uri.includes('*')) return 'holds a wildcard';
  if (/[\s\\]/.test(uri)) return 'holds a space or a backslash';
  const url = new URL(uri);
  if (url.hash !== '' || uri.includes('#')) return 'holds a fragment';
  if (url.username !== '' || url.password !== '') return 'holds credentials';
  if (url.protocol === 'https:') return undefined;
  if (url.protocol === 'http:') {
    return loopbackHosts.has(url.hostname) ? undefined : 'is unencrypted and not of this machine';
  }
  if (platform !== 'publicClient') return 'has a scheme that only devices can open';
  return dangerousSchemes.test(url.protocol) ? 'has a scheme that browsers open themselves' : undefined;
}

function checkLogoutUrl(properties: Properties): void {
  const web = properties.web as Readonly<Record<string, PropertyValue>> | null | undefined;
  const logoutUrl = web?.logoutUrl;
  if (typeof logoutUrl !== 'string') return;
  const reason = problemOf(logoutUrl, 'web');
  if (reason !== undefined) throw directoryErrors.PROPERTY_INVALID({ property: 'web/logoutUrl', reason });
}

const scopeName = /^[\w.:/-]{1,120}$/;

function checkScopes(properties: Properties): void {
  const api = properties.api as { readonly oauth2PermissionScopes?: readonly Properties[] } | null | undefined;
  const seen = new Set<string>();
  for (const scope of api?.oauth2PermissionScopes ?? []) {
    const property = 'api/oauth2PermissionScopes';
    const { value, id, type } = scope;
    if (typeof id !== 'string') throw directoryErrors.PROPERTY_INVALID({ property, reason: 'each has an id' });
    if (typeof value !== 'string' || !scopeName.test(value) || value.startsWith('.')) {
      throw directoryErrors.PROPERTY_INVALID({ property, reason: 'each has a value: letters, digits and _ . : / -' });
    }
    if (type !== undefined && type !== null && type !== 'User' && type !== 'Admin') {
      throw directoryErrors.PROPERTY_INVALID({ property, reason: 'type is User or Admin' });
    }
    const key = value.toLowerCase();
    if (seen.has(key) || seen.has(id)) {
      throw directoryErrors.PROPERTY_INVALID({ property, reason: 'id and value are unique' });
    }
    seen.add(key).add(id);
  }
}
