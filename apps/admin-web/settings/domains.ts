/** A domain of the directory. */
export interface Domain {
  readonly id: string;
  readonly isDefault: boolean;
  readonly isInitial: boolean;
  readonly isVerified: boolean;
  readonly passwordValidityPeriodInDays: number;
}

/** How the API says that passwords never expire. */
export const neverExpires = 2_147_483_647;
export const mostValidityDays = 730;

/** Days as a field shows them: empty for never. */
export const daysShown = ({ passwordValidityPeriodInDays: days }: Domain) =>
  days === neverExpires ? '' : String(days);

/** The number for a field; undefined when it is none that the API takes. */
export function daysGiven(text: string): number | undefined {
  if (text.trim() === '') return neverExpires;
  const days = Number(text);
  return /^\d+$/.test(text.trim()) && days >= 1 && days <= mostValidityDays ? days : undefined;
}

/** Condition on the people whose names are in the domain. */
export const peopleOfDomain = (id: string) => `endsWith(userPrincipalName,'@${id.replaceAll("'", "''")}')`;
