import type { PropertyValue } from '../objects/directory-object.ts';
import type { Organization } from '../ports/settings-store.ts';
import { passwordProtectionOf } from './password-protection.ts';
import { isNearlyBanned, leastPoints, normalise, scorePassword, type TermSet, termSet } from './score-password.ts';

export const shortestPassword = 8;
export const longestPassword = 256;

/** Names shorter than this are part of too many words. @see Microsoft Entra, "Eliminate bad passwords" (same) */
const shortestName = 4;

/** What a password is held against besides the rules for everybody. */
export interface PasswordContext {
  /** The person's names, as they stand: display name, first and last name, sign-in name. */
  readonly names: readonly string[];
  /** The directory's own banned terms. */
  readonly ownTerms: TermSet;
  /** False where `passwordPolicies` says `DisableStrongPassword`. */
  readonly isStrong: boolean;
}

/** One rule, and whether the password keeps it. */
export interface RuleResult {
  readonly ruleName: 'length' | 'kindsOfCharacters' | 'personalNames' | 'bannedTerms';
  readonly isKept: boolean;
  readonly message: string;
}

const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u];

/**
 * Holds a password against every rule. Linear in its length and in the number of banned terms.
 *
 * @see Microsoft Entra, "Password policies and restrictions", "Eliminate bad passwords" (same, but that any character may
 * be used)
 */
export function passwordResults(password: string, context: PasswordContext): readonly RuleResult[] {
  const result = (ruleName: RuleResult['ruleName'], isKept: boolean, message: string) => ({
    ruleName,
    isKept,
    message,
  });
  const isLong = password.length >= shortestPassword && password.length <= longestPassword;
  // What is longer is refused in any case, and nobody works for it.
  const text = password.slice(0, longestPassword);
  const isMixed = !context.isStrong || kinds.filter((kind) => kind.test(text)).length >= 3;
  const isFree = !isNearlyBanned(text, context.ownTerms) && scorePassword(text, context.ownTerms) >= leastPoints;
  return [
    result('length', isLong, 'a password has 8 to 256 characters'),
    result(
      'kindsOfCharacters',
      isMixed,
      'a password has three of: lower case letters, upper case letters, digits, other characters',
    ),
    result('personalNames', !holdsName(text, context.names), 'a password does not contain a name of its owner'),
    result(
      'bannedTerms',
      isFree,
      `the password is too easy to guess: where each banned term and each other character counts one, ${leastPoints} are needed`,
    ),
  ];
}

function holdsName(password: string, names: readonly string[]): boolean {
  const text = normalise(password);
  const parts = names.flatMap((name) => [name, ...name.split(/[^\p{L}\p{N}]+/u)]);
  return parts.map(normalise).some((part) => part.length >= shortestName && text.includes(part));
}

/** The names that a user's password must not contain. */
export function namesOf(properties: Readonly<Record<string, PropertyValue>>): readonly string[] {
  const { displayName, givenName, surname, userPrincipalName, mailNickname } = properties;
  const local = typeof userPrincipalName === 'string' ? userPrincipalName.split('@')[0] : undefined;
  return [displayName, givenName, surname, local, mailNickname].filter((name) => typeof name === 'string');
}

/** What holds for a user of the directory. */
export function passwordContext(
  organization: Organization | undefined,
  properties: Readonly<Record<string, PropertyValue>>,
): PasswordContext {
  const policies = properties.passwordPolicies;
  return {
    names: namesOf(properties),
    ownTerms: termSet(ownTermsOf(organization)),
    isStrong: !(typeof policies === 'string' && policies.includes('DisableStrongPassword')),
  };
}

function ownTermsOf(organization: Organization | undefined): readonly string[] {
  // The directory's own name is guessed first.
  const names = (organization?.displayName ?? '').split(/[^\p{L}\p{N}]+/u);
  return [...passwordProtectionOf(organization).bannedPasswords, ...names];
}
