import { foldCase, type Instant, type ObjectNumber } from '@muster/kernel';
import type { Properties } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { NewObject } from '../ports/object-store.ts';
import { newUser } from '../users/new-user.ts';

const mark = '#EXT#';
const longestAlias = 64;
const candidatesAtOnce = 50;

/** What is known of somebody who is invited for the first time. */
export interface NewGuest {
  readonly address: string;
  readonly displayName: string | null;
  readonly userType: 'Guest' | 'Member';
}

/**
 * The account of an invited person as it exists before they come: no password, and no identity but the name here.
 *
 * @param name from `freeGuestName`
 * @throws AppError PROPERTY_INVALID
 * @see Graph surface spec §12.4
 */
export function newGuest(
  guest: NewGuest,
  name: string,
  number: ObjectNumber,
  issuer: string,
  now: Instant,
): NewObject<'user'> {
  const { address, displayName, userType } = guest;
  const properties: Properties = {
    accountEnabled: true,
    creationType: 'Invitation',
    displayName: displayName ?? address.slice(0, address.lastIndexOf('@')),
    externalUserState: 'PendingAcceptance',
    externalUserStateChangeDateTime: now,
    mail: address,
    mailNickname: name.slice(0, name.lastIndexOf('@')),
    otherMails: [address],
    userPrincipalName: name,
    userType,
  };
  return newUser({ properties, managerId: null }, number, issuer, now);
}

/**
 * `ann_fabrikam.com#EXT#@contoso.com`, with a number before the mark when the name is taken. One statement as a rule.
 *
 * @param domain the directory's initial domain
 */
export async function freeGuestName(session: ReadSession, address: string, domain: string): Promise<string> {
  for (let first = 0; ; first += candidatesAtOnce) {
    const names = Array.from({ length: candidatesAtOnce }, (_, i) => guestName(address, domain, first + i));
    const users = await session.objects.findUsersByValues('userPrincipalName', names);
    const taken = new Set(users.map(({ properties }) => foldCase(properties.userPrincipalName as string)));
    const free = names.find((name) => !taken.has(foldCase(name)));
    if (free !== undefined) return free;
  }
}

/** @param count 0 for the plain name; others end in the number */
function guestName(address: string, domain: string, count: number): string {
  const suffix = `${count === 0 ? '' : count}${mark}`;
  const stem = address.replace('@', '_').slice(0, longestAlias - suffix.length);
  return `${stem}${suffix}@${domain}`;
}
