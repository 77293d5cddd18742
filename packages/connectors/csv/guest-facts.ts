import type { Properties } from '@muster/directory';
import { foldCase } from '@muster/kernel';
import type { GuestMap } from './import-map.ts';
import { problem, type RowProblem } from './row-problem.ts';

const aliasLength = 64;
const mark = '#EXT#';

/**
 * The user principal name under which an external address stands in this directory. The part before the `@` is cut
 * to 64 characters, the mark included.
 *
 * @see Graph surface spec §12.4; no digits are added on a collision: the import refuses the second person instead
 */
export function guestPrincipalName(mail: string, tenantDomain: string): string {
  return `${mail.replace('@', '_').slice(0, aliasLength - mark.length)}${mark}@${tenantDomain}`;
}

/** What the directory knows of a guest who was invited under this address, besides the person's own attributes. */
export function guestFacts(guest: GuestMap, mail: string, userPrincipalName: string): Properties {
  const own = { signInType: 'userPrincipalName', issuer: guest.tenantDomain, issuerAssignedId: userPrincipalName };
  const home = { signInType: 'federated', issuer: 'ExternalAzureAD', issuerAssignedId: null };
  const isAccepted = guest.externalUserState !== 'PendingAcceptance';
  return {
    creationType: 'Invitation',
    externalUserState: isAccepted ? 'Accepted' : 'PendingAcceptance',
    identities: isAccepted ? [home, own] : [own],
    otherMails: [mail],
    userType: 'Guest',
  };
}

/** Why the address cannot be invited; undefined when it can. */
export function guestProblem(guest: GuestMap, mail: string): RowProblem | undefined {
  if (/[~!#$%^&*()+=[\]{}\\/|;:"'<>?,]/.test(mail)) {
    return problem('BAD_VALUE', `\`mail\` is \`${mail}\`, with characters that no invitation may have`, 'mail');
  }
  if (foldCase(mail.slice(mail.indexOf('@') + 1)) !== foldCase(guest.tenantDomain)) return undefined;
  return problem('GUEST_OF_OWN_DOMAIN', `\`mail\` is \`${mail}\`, an address of this directory's own domain`, 'mail');
}
