import {
  createPermissionGrant,
  deletePermissionGrant,
  getPermissionGrant,
  guid,
  listPermissionGrants,
  type PermissionGrant,
  type PropertyTable,
  readOnly,
  required,
  text,
  updatePermissionGrant,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { nextLink, readTop } from '../../odata/paging.ts';
import { readQueryOptions } from '../../odata/query-options.ts';
import { type GraphRequest, type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { addressedId } from '../objects/addressed-object.ts';
import { readRecordBody } from '../organization/read-record-body.ts';
import { answerCreatedRecord, answerRecord, answerRecords, type RecordType } from '../organization/record-answers.ts';
import { grantFilter } from './grant-filter.ts';

const grantType: RecordType = {
  name: 'oAuth2PermissionGrant',
  empty: { id: null, clientId: null, consentType: null, principalId: null, resourceId: null, scope: null },
};

const context = 'oauth2PermissionGrants';
const newGrant: PropertyTable = {
  id: text(64, readOnly),
  clientId: guid(required),
  consentType: text(32, { ...required, allowed: ['AllPrincipals', 'Principal'] }),
  principalId: guid(),
  resourceId: guid(required),
  scope: text(3000, required),
};
const changedGrant: PropertyTable = {
  ...Object.fromEntries(Object.keys(newGrant).map((name) => [name, text(64, readOnly)])),
  scope: text(3000, required),
};

function present({ id, clientId, principalId, resourceId, scopes }: PermissionGrant): JsonMembers {
  const consentType = principalId === null ? 'AllPrincipals' : 'Principal';
  return { id, clientId, consentType, principalId, resourceId, scope: scopes.join(' ') };
}

/** @param of whose consents: of an application, or given by a user; absent: all */
function listing(of: 'clientId' | 'principalId' | undefined): Handler {
  return async (api, request) => {
    const { directory } = api;
    const options = readQueryOptions(request.queryString);
    const limit = readTop(options.get('top'));
    const type = of === 'clientId' ? 'servicePrincipal' : 'user';
    const owner = of === undefined ? {} : { [of]: await addressedId(api, request, type) };
    const token = options.get('skiptoken');
    const after = token === undefined ? {} : { after: readToken(token) };
    const query = { ...grantFilter(options.get('filter')), ...owner, ...after, limit: limit + 1 };
    const found = await listPermissionGrants(directory, request.caller, query);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const answer = answerRecords(withoutPaging(request), context, grantType, page.map(present));
    if (last === undefined) return answer;
    const link = nextLink(request.address, request.queryString, Buffer.from(last.id).toString('base64url'));
    const { value, ...head } = answer.body as JsonMembers;
    return { ...answer, body: { ...head, '@odata.nextLink': link, value: value! } };
  };
}

/** @throws AppError QUERY_PAGE_TOKEN */
function readToken(token: string): string {
  const id = Buffer.from(token, 'base64url').toString('utf8');
  if (!/^[\w-]{1,64}$/.test(id)) throw graphErrors.QUERY_PAGE_TOKEN({});
  return id;
}

/** What was read here already. */
function withoutPaging(request: GraphRequest): GraphRequest {
  const kept = [...new URLSearchParams(request.queryString)].filter(
    ([name]) => !/^\$?(top|filter|skiptoken)$/i.test(name),
  );
  return { ...request, queryString: new URLSearchParams(kept).toString() };
}

const keyOf = (request: GraphRequest) => request.segments[0]!.key!;

const read: Handler = async ({ directory }, request) => {
  const grant = await getPermissionGrant(directory, request.caller, keyOf(request));
  return answerRecord(request, context, grantType, present(grant));
};

const create: Handler = async ({ directory }, request) => {
  const resource = 'OAuth2PermissionGrant';
  const body = readRecordBody(request.body, newGrant, resource);
  const principalId = (body.principalId ?? null) as ObjectId | null;
  if ((body.consentType === 'Principal') !== (principalId !== null)) {
    const reason = 'it is there for consentType Principal, and absent for AllPrincipals';
    throw graphErrors.BODY_INVALID_VALUE({ property: 'principalId', resource, reason });
  }
  const grant = await createPermissionGrant(directory, request.caller, {
    clientId: body.clientId as ObjectId,
    principalId,
    resourceId: body.resourceId as ObjectId,
    scope: body.scope as string,
  });
  const location = `${request.root}/oauth2PermissionGrants/${grant.id}`;
  return answerCreatedRecord(request, context, grantType, present(grant), location);
};

const update: Handler = async ({ directory }, request) => {
  const { scope } = readRecordBody(request.body, changedGrant, 'OAuth2PermissionGrant');
  await updatePermissionGrant(directory, request.caller, keyOf(request), scope as string);
  return noContent;
};

const remove: Handler = async ({ directory }, request) => {
  await deletePermissionGrant(directory, request.caller, keyOf(request));
  return noContent;
};

/** Consents to applications. @see Graph surface spec §11.9 */
export const permissionGrantRoutes: readonly Route[] = [
  route('GET oauth2PermissionGrants', listing(undefined)),
  route('POST oauth2PermissionGrants', create),
  route('GET oauth2PermissionGrants/{}', read),
  route('PATCH oauth2PermissionGrants/{}', update),
  route('DELETE oauth2PermissionGrants/{}', remove),
  route('GET servicePrincipals/{}/oauth2PermissionGrants', listing('clientId')),
  route('GET users/{}/oauth2PermissionGrants', listing('principalId')),
];
