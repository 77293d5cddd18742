import type { OptionalClaim } from '@muster/directory';
import type { ClaimFacts, People, Person } from '../ports.ts';
import type { SignInFacts } from './person-claims.ts';

/** What optional claims are made of. */
export interface ClaimSource {
  readonly person: Person;
  readonly signIn: SignInFacts;
  readonly contexts: readonly string[] | undefined;
  /** Where the request for the token came from. */
  readonly clientAddress: string;
}

/**
 * The optional claims that an application asked for, as far as there are values. Names that are not known here give nothing.
 *
 * @see "Optional claims reference"; a directory extension stands as `extn.{name}`, with its value itself, where Entra writes a
 *   list of one
 */
export async function optionalClaims(
  wanted: readonly OptionalClaim[],
  source: ClaimSource,
  people: People,
): Promise<Record<string, unknown>> {
  if (wanted.length === 0) return {};
  const facts = await people.claimFacts(source.person.id);
  const claims: Record<string, unknown> = {};
  for (const { name } of wanted) {
    const value = valueFor(name, source, facts);
    if (value !== undefined && value !== null) claims[claimName(name)] = value;
  }
  return claims;
}

const extensionForm = /^extension_[0-9a-z]{32}_(\w{1,128})$/i;

function claimName(name: string): string {
  const extension = extensionForm.exec(name);
  return extension === null ? name : `extn.${extension[1]}`;
}

function valueFor(name: string, { person, signIn, contexts, clientAddress }: ClaimSource, facts: ClaimFacts): unknown {
  switch (name) {
    case 'acct':
      return person.userType === 'Guest' ? 1 : 0;
    case 'acrs':
      return contexts;
    case 'auth_time':
      return signIn.authTime;
    case 'ctry':
      return facts.country;
    case 'email':
      return person.mail;
    case 'family_name':
      return person.surname;
    case 'given_name':
      return person.givenName;
    case 'ipaddr':
      return clientAddress;
    case 'login_hint':
    case 'preferred_username':
    case 'upn':
      return person.userPrincipalName;
    case 'sid':
      return signIn.sid;
    case 'xms_pl':
      return person.preferredLanguage;
    default:
      return extensionForm.test(name) ? facts.extensions[name] : undefined;
  }
}
