import { createHash } from 'node:crypto';
import type { Instant, ObjectId } from '@muster/kernel';
import type { Directory } from '../context.ts';
import { directorySecret } from '../credentials/directory-secret.ts';
import { knownBrowser } from '../credentials/known-browser.ts';
import { networkOf } from '../credentials/network-of.ts';
import { familiarForMs } from '../credentials/sign-in-brakes.ts';
import { linkedUserId, passcodeAccount } from '../identity-providers/linked-identities.ts';
import { ticketDigest } from '../invitations/tickets.ts';
import { passcodeLimits, type UseLimit } from './use-limits.ts';

/** Who asks for a passcode, as far as it decides what the mail counts on. */
export interface Asking {
  /** Folded. */
  readonly address: string;
  readonly clientAddress: string;
  readonly browser: string | null;
  readonly invitationTicket: string | null;
}

/** A limit and whose uses are counted. */
export type Counter = readonly [limit: UseLimit, of: string];

const longestTicket = 128;
const nobody = '00000000-0000-0000-0000-000000000000' as ObjectId;

/**
 * What a mail to the address counts on, in the order in which it is counted. In a browser in which the owner of the address
 * has signed in before, or that shows the ticket of the address's invitation, only on what that browser or ticket asks for:
 * nobody else can use it up. From a network that the owner has signed in from, on the address there and on the network; from
 * elsewhere also on the address. The same statements whether or not anybody has the address.
 */
export async function countersOf(directory: Directory, asking: Asking, now: Instant): Promise<readonly Counter[]> {
  const { address, browser, clientAddress } = asking;
  const ticket = ticketDigest((asking.invitationTicket ?? '').slice(0, longestTicket));
  const network = networkOf(clientAddress);
  const secret = await directorySecret(directory);
  const { owner, isFamiliar, invitation } = await directory.store.read(async (session) => {
    const owner = await linkedUserId(session, passcodeAccount(address));
    const since = (now - familiarForMs) as Instant;
    const isFamiliar = await session.credentials.isFamiliar(owner ?? nobody, network, since);
    return { owner, isFamiliar, invitation: await session.invitations.invitationByTicket(ticket) };
  });
  const known = owner === undefined ? undefined : knownBrowser(secret, browser, owner, now);
  if (known !== undefined) return from('browser', known.nonce);
  const isOpen = invitation !== undefined && invitation.redeemedAt === null && invitation.endsAt > now;
  if (isOpen && invitation.addressKey === address) return from('invitation', ticket);
  const { perNetwork, perAddress, perAddressDay } = passcodeLimits;
  const counters: Counter[] = [[perNetwork, network], ...from('network', address, network)];
  if (isFamiliar) return counters;
  const of = digest(address);
  return [...counters, [perAddress, of], [perAddressDay, of]];
}

function from(...source: readonly string[]): readonly Counter[] {
  const of = digest(...source);
  return [
    [passcodeLimits.perSource, of],
    [passcodeLimits.perSourceDay, of],
  ];
}

function digest(...parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
