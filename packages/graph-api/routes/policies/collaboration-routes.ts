import {
  getExternalIdentitiesPolicy,
  getInvitationPolicy,
  type Properties,
  type PropertyValue,
  updateExternalIdentitiesPolicy,
  updateInvitationPolicy,
} from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { extensionAnswer } from '../../wire/answers.ts';
import { isJsonObject, type JsonValue, readJsonObject } from '../../wire/json-body.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { answerRecord, type RecordType } from '../organization/record-answers.ts';

/** @see Graph schema beta, type externalIdentitiesPolicy */
const externalIdentitiesType: RecordType = {
  name: 'externalIdentitiesPolicy',
  empty: {
    id: 'externalIdentitiesPolicy',
    displayName: 'External Identities Policy',
    allowDeletedIdentitiesDataRemoval: false,
    allowExternalIdentitiesToLeave: true,
  },
};

const readExternalIdentities: Handler = async (api, request) => {
  const policy = await getExternalIdentitiesPolicy(api.directory, request.caller);
  return answerRecord(request, 'policies/externalIdentitiesPolicy', externalIdentitiesType, { ...policy });
};

const changeExternalIdentities: Handler = async (api, request) => {
  const names = ['allowDeletedIdentitiesDataRemoval', 'allowExternalIdentitiesToLeave'];
  await updateExternalIdentitiesPolicy(api.directory, request.caller, readMembers(request.body, names));
  return noContent;
};

const invitationPolicyNames = [
  'invitationsAllowedAndBlockedDomainsPolicy',
  'invitationLifetimeInDays',
  'redirectHosts',
];

const readInvitations: Handler = async (api, request) => {
  const policy = await getInvitationPolicy(api.directory, request.caller);
  const { allowedDomains, blockedDomains, lifeDays, redirectHosts } = policy;
  const domains: JsonMembers = {
    ...(allowedDomains === null ? {} : { allowedDomains }),
    ...(blockedDomains === null ? {} : { blockedDomains }),
  };
  const shown: JsonMembers = {
    invitationsAllowedAndBlockedDomainsPolicy: domains as JsonValue,
    invitationLifetimeInDays: lifeDays,
    redirectHosts,
  };
  return { status: 200, body: extensionAnswer(request, 'b2bManagementPolicy', shown) };
};

/** An object without either list takes the lists away. */
const changeInvitations: Handler = async (api, request) => {
  const given = readMembers(request.body, invitationPolicyNames);
  const { invitationsAllowedAndBlockedDomainsPolicy: lists, invitationLifetimeInDays, redirectHosts } = given;
  await updateInvitationPolicy(api.directory, request.caller, {
    ...(lists === undefined ? {} : readLists(lists as JsonValue)),
    ...(invitationLifetimeInDays === undefined ? {} : { lifeDays: invitationLifetimeInDays }),
    ...(redirectHosts === undefined ? {} : { redirectHosts }),
  });
  return noContent;
};

function readLists(value: JsonValue): Properties {
  const resource = 'invitationsAllowedAndBlockedDomainsPolicy';
  if (!isJsonObject(value)) {
    throw graphErrors.BODY_INVALID_VALUE({ property: resource, resource: 'Policy', reason: 'an object is expected' });
  }
  const { allowedDomains, blockedDomains } = canonical(value, ['allowedDomains', 'blockedDomains'], resource);
  return { allowedDomains: allowedDomains ?? null, blockedDomains: blockedDomains ?? null };
}

function readMembers(text: string | undefined, names: readonly string[]): Properties {
  return canonical(readJsonObject(text), names, 'Policy');
}

function canonical(
  body: Readonly<Record<string, JsonValue>>,
  names: readonly string[],
  resource: string,
): Readonly<Record<string, PropertyValue>> {
  const found: Record<string, PropertyValue> = {};
  for (const [written, value] of Object.entries(body)) {
    if (written.includes('@')) continue;
    const property = names.find((name) => name.toLowerCase() === written.toLowerCase());
    if (property === undefined) throw graphErrors.BODY_UNKNOWN_PROPERTY({ property: written, resource });
    if (Object.hasOwn(found, property)) throw graphErrors.BODY_DUPLICATE_PROPERTY({ property });
    found[property] = value as PropertyValue;
  }
  return found;
}

/**
 * Whether people from outside may leave (beta, as in Graph), and whom this directory invites: the second is not in Graph,
 * where it is a policy without an address of its own.
 *
 * @see Graph surface spec §11.4; B2B and governance spec §1.3
 */
export const collaborationRoutes: readonly Route[] = [
  route('GET policies/externalIdentitiesPolicy', readExternalIdentities, { version: 'beta' }),
  route('PATCH policies/externalIdentitiesPolicy', changeExternalIdentities, { version: 'beta' }),
  route('GET policies/b2bManagementPolicy', readInvitations),
  route('PATCH policies/b2bManagementPolicy', changeInvitations),
];
