import {
  type AuthenticationContext,
  createAuthenticationContext,
  deleteAuthenticationContext,
  flag,
  getAuthenticationContext,
  listAuthenticationContexts,
  type PropertyTable,
  readOnly,
  required,
  text,
  updateAuthenticationContext,
} from '@muster/directory';
import { expectOptions, readQueryOptions } from '../../odata/query-options.ts';
import { readRecordFilter } from '../../odata/record-filter.ts';
import { type GraphRequest, type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { collectionAnswer } from '../../wire/answers.ts';
import { readRecordBody } from '../organization/read-record-body.ts';
import {
  answerCreatedRecord,
  answerRecord,
  presentRecord,
  type RecordType,
  readRecordSelect,
} from '../organization/record-answers.ts';

const path = 'identity/conditionalAccess/authenticationContextClassReferences';
const resource = 'AuthenticationContextClassReference';

const contextType: RecordType = {
  name: 'authenticationContextClassReference',
  empty: { id: null, description: null, displayName: null, isAvailable: null },
};

const members: PropertyTable = {
  description: text(1024),
  displayName: text(256, { isNullable: false }),
  isAvailable: flag({ isNullable: false }),
};
const newContext: PropertyTable = { ...members, id: text(3, required), displayName: text(256, required) };
const changedContext: PropertyTable = { ...members, id: text(3, readOnly) };

/** All at once: there are at most ninety-nine. */
const list: Handler = async ({ directory }, request) => {
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['select', 'filter', 'top']);
  const select = readRecordSelect(options.get('select'), contextType);
  const text = options.get('filter');
  const filter = text === undefined ? undefined : readRecordFilter(text, Object.keys(contextType.empty), resource);
  const contexts = await listAuthenticationContexts(directory, request.caller);
  const records = contexts.map((each) => ({ ...each })).filter((each) => filter?.keeps(each) !== false);
  const items = records.map((each) => presentRecord(request, contextType, each, select));
  return { status: 200, body: collectionAnswer(request, path, items, { select }) };
};

const keyOf = (request: GraphRequest) => request.segments.at(-1)!.key!;

const read: Handler = async ({ directory }, request) => {
  const context = await getAuthenticationContext(directory, request.caller, keyOf(request));
  return answerRecord(request, path, contextType, { ...context });
};

const create: Handler = async ({ directory }, request) => {
  const { id, ...input } = readRecordBody(request.body, newContext, resource);
  const made = await createAuthenticationContext(directory, request.caller, id as string, input as Input);
  return answerCreatedRecord(request, path, contextType, { ...made }, `${request.root}/${path}/${made.id}`);
};

type Input = Partial<Omit<AuthenticationContext, 'id'>>;

const update: Handler = async ({ directory }, request) => {
  const input = readRecordBody(request.body, changedContext, resource);
  await updateAuthenticationContext(directory, request.caller, keyOf(request), input as Input);
  return noContent;
};

const remove: Handler = async ({ directory }, request) => {
  await deleteAuthenticationContext(directory, request.caller, keyOf(request));
  return noContent;
};

/** Authentication contexts. @see Graph surface spec §11.6 */
export const authenticationContextRoutes: readonly Route[] = [
  route(`GET ${path}`, list),
  route(`POST ${path}`, create),
  route(`GET ${path}/{}`, read),
  route(`PATCH ${path}/{}`, update),
  route(`DELETE ${path}/{}`, remove),
];
