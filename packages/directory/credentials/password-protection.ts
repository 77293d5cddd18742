import type { PropertyValue } from '../objects/directory-object.ts';
import type { Organization } from '../ports/settings-store.ts';

/** What a directory can set about its passwords; properties of the organization that are not in Graph. */
export interface PasswordProtection {
  /** Terms that count as one character each in passwords, whatever their case and substitutes. */
  readonly bannedPasswords: readonly string[];
  /** How many days the log of sign-ins reaches back; null for the server's default. */
  readonly signInLogDays: number | null;
}

/** @see Microsoft Entra, "Configure custom banned passwords" (same) */
export const mostBannedPasswords = 1000;
const shortestTerm = 4;
const longestTerm = 16;

const mostLogDays = 3650;

export const passwordProtectionNames: readonly string[] = ['bannedPasswords', 'signInLogDays'];

/** What the organization has set, with what holds where it has set nothing. */
export function passwordProtectionOf(organization: Organization | undefined): PasswordProtection {
  const { bannedPasswords, signInLogDays } = organization?.properties ?? {};
  return {
    bannedPasswords: (bannedPasswords as readonly string[] | null | undefined) ?? [],
    signInLogDays: (signInLogDays as number | null | undefined) ?? null,
  };
}

/** Says what is wrong with one of these settings that is to be saved; undefined when nothing is. Null takes it back. */
export function problemOfPasswordProtection(name: string, value: PropertyValue): string | undefined {
  if (value === null) return undefined;
  if (name === 'bannedPasswords') return problemOfTerms(value);
  const isRight = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= mostLogDays;
  return isRight ? undefined : `a whole number from 1 to ${mostLogDays} is expected`;
}

function problemOfTerms(value: PropertyValue): string | undefined {
  if (!Array.isArray(value) || value.length > mostBannedPasswords) {
    return `up to ${mostBannedPasswords} terms are expected`;
  }
  const isTerm = (term: PropertyValue) =>
    typeof term === 'string' && term.length >= shortestTerm && term.length <= longestTerm;
  return value.every(isTerm) ? undefined : `each term has ${shortestTerm} to ${longestTerm} characters`;
}
