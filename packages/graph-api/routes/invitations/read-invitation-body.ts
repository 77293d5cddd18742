import type { InvitationInput, InvitationMessage } from '@muster/directory';
import { type ObjectId, toObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { isJsonObject, type JsonObject, type JsonValue, readJsonObject } from '../../wire/json-body.ts';
import { type ObjectReference, parseReference } from '../../wire/object-reference.ts';

const members = [
  'invitedUserEmailAddress',
  'inviteRedirectUrl',
  'invitedUserDisplayName',
  'invitedUserType',
  'sendInvitationMessage',
  'invitedUserMessageInfo',
  'invitedUser',
  'invitedUserSponsors',
  'resetRedemption',
];
const readOnly = ['id', 'inviteRedeemUrl', 'status'];
const binding = 'invitedUserSponsors@odata.bind';

/** An invitation as the body has it; the directory checks its values. */
export interface InvitationBody {
  readonly input: Omit<InvitationInput, 'sponsorIds'>;
  readonly sponsors: readonly ObjectReference[];
}

/**
 * @throws AppError BODY_UNREADABLE, BODY_UNKNOWN_PROPERTY, BODY_READ_ONLY_PROPERTY, BODY_DUPLICATE_PROPERTY,
 *   BODY_INVALID_VALUE, BODY_INVALID_REFERENCE, OBJECT_ID_MALFORMED
 * @see Graph surface spec §12.4
 */
export function readInvitationBody(text: string | undefined): InvitationBody {
  const body = canonical(readJsonObject(text));
  const message = objectIn(body, 'invitedUserMessageInfo');
  const user = objectIn(body, 'invitedUser');
  return {
    input: {
      invitedUserEmailAddress: textIn(body, 'invitedUserEmailAddress') ?? '',
      inviteRedirectUrl: textIn(body, 'inviteRedirectUrl') ?? '',
      invitedUserDisplayName: textIn(body, 'invitedUserDisplayName'),
      invitedUserType: textIn(body, 'invitedUserType'),
      sendInvitationMessage: flagIn(body, 'sendInvitationMessage'),
      resetRedemption: flagIn(body, 'resetRedemption'),
      invitedUserId: user === null ? null : idIn(user),
      ...(message === null ? {} : { message: messageOf(message) }),
    },
    sponsors: sponsorsOf(body),
  };
}

/** The members under their names in the schema's spelling. */
function canonical(body: JsonObject): JsonObject {
  const names = new Map([...members, ...readOnly, binding].map((name) => [name.toLowerCase(), name]));
  const found: Record<string, JsonValue> = {};
  for (const [written, value] of Object.entries(body)) {
    const property = names.get(written.toLowerCase());
    if (property === undefined) {
      if (written.includes('@')) continue;
      throw graphErrors.BODY_UNKNOWN_PROPERTY({ property: written, resource: 'Invitation' });
    }
    if (readOnly.includes(property)) throw graphErrors.BODY_READ_ONLY_PROPERTY({ property });
    if (Object.hasOwn(found, property)) throw graphErrors.BODY_DUPLICATE_PROPERTY({ property });
    found[property] = value;
  }
  return found;
}

function messageOf(info: JsonObject): InvitationMessage {
  return {
    customizedMessageBody: textIn(info, 'customizedMessageBody'),
    messageLanguage: textIn(info, 'messageLanguage'),
    ccAddresses: listIn(info, 'ccRecipients').map((recipient) => {
      const address = isJsonObject(recipient) ? recipient.emailAddress : undefined;
      const text = isJsonObject(address) ? address.address : undefined;
      if (typeof text !== 'string') throw invalid('ccRecipients', 'emailAddress with an address is expected');
      return text;
    }),
  };
}

function sponsorsOf(body: JsonObject): readonly ObjectReference[] {
  const bound = listIn(body, binding).map((url) => parseReference(url));
  const named = listIn(body, 'invitedUserSponsors').map((sponsor): ObjectReference => {
    if (!isJsonObject(sponsor)) throw invalid('invitedUserSponsors', 'objects with an id are expected');
    return { segment: 'directoryObjects', key: idIn(sponsor) };
  });
  return [...bound, ...named];
}

function idIn(value: JsonObject): ObjectId {
  const id = typeof value.id === 'string' ? toObjectId(value.id) : undefined;
  if (id === undefined) throw graphErrors.OBJECT_ID_MALFORMED({ id: String(value.id ?? '').slice(0, 100) });
  return id;
}

function textIn(body: JsonObject, property: string): string | null {
  const value = body[property] ?? null;
  if (value !== null && typeof value !== 'string') throw invalid(property, 'a text is expected');
  return value;
}

function flagIn(body: JsonObject, property: string): boolean {
  const value = body[property] ?? false;
  if (typeof value !== 'boolean') throw invalid(property, 'true or false is expected');
  return value;
}

function objectIn(body: JsonObject, property: string): JsonObject | null {
  const value = body[property] ?? null;
  if (value !== null && !isJsonObject(value)) throw invalid(property, 'an object is expected');
  return value;
}

function listIn(body: JsonObject, property: string): readonly JsonValue[] {
  const value = body[property] ?? [];
  if (!Array.isArray(value) || value.length > 20) throw invalid(property, 'a list of up to 20 entries is expected');
  return value as readonly JsonValue[];
}

function invalid(property: string, reason: string) {
  return graphErrors.BODY_INVALID_VALUE({ property, resource: 'Invitation', reason });
}
