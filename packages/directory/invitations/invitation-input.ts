import type { ObjectId } from '@muster/kernel';
import { directoryErrors } from '../errors.ts';
import { invalid } from '../identity-providers/input-values.ts';
import { checkInvitedAddress, isInvitedAddress } from './invited-address.ts';

/** Who is invited, how, and to what. */
export interface InvitationInput {
  readonly invitedUserEmailAddress: string;
  readonly inviteRedirectUrl: string;
  readonly invitedUserDisplayName?: string | null;
  /** Guest unless given. Counts for people who are not in the directory yet. */
  readonly invitedUserType?: string | null;
  readonly sendInvitationMessage?: boolean;
  readonly message?: InvitationMessage;
  /** A user of the directory who is to sign in elsewhere from now on, or whose invitation is sent again. */
  readonly invitedUserId?: ObjectId | null;
  /** Users or groups; whoever invites unless given, when that is a person. */
  readonly sponsorIds?: readonly ObjectId[];
  readonly resetRedemption?: boolean;
}

/** What the mail says besides. */
export interface InvitationMessage {
  readonly customizedMessageBody?: string | null;
  /** BCP 47; en-US unless given. English and German exist; for other languages the mail is in English. */
  readonly messageLanguage?: string | null;
  /** At most one address. */
  readonly ccAddresses?: readonly string[];
}

/** An invitation of which everything was checked that can be checked without the directory. */
export interface CheckedInvitation {
  readonly address: string;
  readonly redirectUrl: string;
  readonly displayName: string | null;
  readonly userType: 'Guest' | 'Member';
  readonly wantsMail: boolean;
  readonly message: string | null;
  readonly language: string;
  readonly copyTo: string | null;
  readonly userId: ObjectId | null;
  readonly sponsorIds: readonly ObjectId[];
  readonly resetsRedemption: boolean;
}

/** Longest text that whoever invites adds to the mail. */
export const longestMessage = 4000;
const longestName = 256;

/** @throws AppError PROPERTY_REQUIRED, PROPERTY_INVALID, INVITED_ADDRESS_INVALID */
export function checkInvitation(input: InvitationInput): CheckedInvitation {
  const { invitedUserId: userId = null, resetRedemption = false, message = {}, sponsorIds = [] } = input;
  if (!input.invitedUserEmailAddress) throw required('invitedUserEmailAddress');
  if (!input.inviteRedirectUrl) throw required('inviteRedirectUrl');
  if (resetRedemption && userId === null) throw required('invitedUser');
  const { ccAddresses = [], messageLanguage } = message;
  if (ccAddresses.length > 1) throw invalid('ccRecipients', 'one recipient at most');
  if (!ccAddresses.every(isInvitedAddress)) throw invalid('ccRecipients', 'a mail address is expected');
  return {
    address: checkInvitedAddress(input.invitedUserEmailAddress),
    redirectUrl: input.inviteRedirectUrl,
    displayName: checkName(input.invitedUserDisplayName ?? null),
    userType: checkUserType(input.invitedUserType ?? 'Guest'),
    wantsMail: input.sendInvitationMessage ?? false,
    message: checkMessage(message.customizedMessageBody ?? null),
    language: checkLanguage(messageLanguage ?? 'en-US'),
    copyTo: ccAddresses[0] ?? null,
    userId,
    sponsorIds: [...new Set(sponsorIds)],
    resetsRedemption: resetRedemption,
  };
}

function required(property: string) {
  return directoryErrors.PROPERTY_REQUIRED({ property, resource: 'Invitation' });
}

function checkUserType(value: string): 'Guest' | 'Member' {
  const found = (['Guest', 'Member'] as const).find((each) => each.toLowerCase() === value.toLowerCase());
  if (found === undefined) throw invalid('invitedUserType', 'Guest or Member is expected');
  return found;
}

function checkName(value: string | null): string | null {
  if (value === null || value.trim() === '') return null;
  if (value.length > longestName) throw invalid('invitedUserDisplayName', `longer than ${longestName} characters`);
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value)) throw invalid('invitedUserDisplayName', 'it has control characters');
  return value;
}

function checkMessage(value: string | null): string | null {
  if (value === null || value.trim() === '') return null;
  if (value.length > longestMessage) throw invalid('customizedMessageBody', `longer than ${longestMessage} characters`);
  const lines = value.replaceAll('\r\n', '\n');
  // Line ends and tabs are part of a text; what else steers a reader is not.
  if (/(?![\n\t])\p{Cc}/u.test(lines)) throw invalid('customizedMessageBody', 'it has control characters');
  return lines;
}

function checkLanguage(value: string): string {
  if (!/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,3}$/.test(value)) {
    throw invalid('messageLanguage', 'a language such as en-US is expected');
  }
  return value;
}
