import { directoryErrors } from '../errors.ts';
import type { Properties } from '../objects/directory-object.ts';
import { isExtensionName } from '../objects/property-tables.ts';

/** A claim that an application wants in its tokens. */
export interface OptionalClaim {
  readonly name: string;
  /** `user`: a directory extension of the person; otherwise absent. */
  readonly source?: string | null;
}

/** What an application wants in tokens: in ID tokens as the one that signs people in, in access tokens as an API. */
export interface OptionalClaims {
  readonly idToken: readonly OptionalClaim[];
  readonly accessToken: readonly OptionalClaim[];
}

/**
 * Optional claims that tokens can have here. Others are kept and stand in no token, as in Entra for accounts that lack the
 * value.
 *
 * @see "Optional claims reference" of the Microsoft identity platform
 */
export const givenClaimNames: readonly string[] = [
  'acct',
  'acrs',
  'auth_time',
  'ctry',
  'email',
  'family_name',
  'given_name',
  'ipaddr',
  'login_hint',
  'preferred_username',
  'sid',
  'upn',
  'xms_pl',
];

const longestName = 256;
const lists = ['idToken', 'accessToken', 'saml2Token'] as const;

/** What the application wants in its tokens. */
export function optionalClaimsOf({ optionalClaims }: Properties): OptionalClaims {
  const { idToken, accessToken } = (optionalClaims ?? {}) as unknown as Partial<OptionalClaims>;
  return { idToken: idToken ?? [], accessToken: accessToken ?? [] };
}

/**
 * Whether each claim has a name, once, and a source that there is.
 *
 * @throws AppError PROPERTY_INVALID
 */
export function checkOptionalClaims({ optionalClaims }: Properties): void {
  const given = (optionalClaims ?? {}) as unknown as Readonly<Record<string, readonly OptionalClaim[] | undefined>>;
  for (const list of lists) {
    const property = `optionalClaims/${list}`;
    const invalid = (reason: string) => directoryErrors.PROPERTY_INVALID({ property, reason });
    const seen = new Set<string>();
    for (const { name, source } of given[list] ?? []) {
      if (typeof name !== 'string' || !/^[\x21-\x7E]+$/.test(name) || name.length > longestName) {
        throw invalid(`each claim has a name of up to ${longestName} visible characters`);
      }
      if (seen.has(name)) throw invalid(`\`${name}\` stands there twice`);
      seen.add(name);
      if (source === undefined || source === null) continue;
      if (source !== 'user') throw invalid('source is user, or absent');
      if (!isExtensionName(name)) throw invalid('source user is for directory extensions');
    }
  }
}
