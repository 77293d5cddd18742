import {
  authorizeExtensionQuery,
  listObjects,
  type ObjectPage,
  type ObjectQuery,
  type ObjectType,
  type Scope,
} from '@muster/directory';
import { namesExtension } from '../../odata/names-extension.ts';
import { encodeSkipToken, nextLink } from '../../odata/paging.ts';
import { readCollectionQuery } from '../../odata/read-collection-query.ts';
import type { Select } from '../../odata/select.ts';
import type { GraphAnswer, GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import { collectionAnswer, referencesAnswer } from '../../wire/answers.ts';
import { type NarrowedTypes, narrowTypes } from './cast-types.ts';
import { presentExpanded } from './expand-objects.ts';
import { wantedProperties } from './wanted-properties.ts';

/** Which objects a collection holds. */
export interface ListSource {
  readonly types: readonly ObjectType[];
  readonly scope: Scope;
  /** The declared type is `directoryObject`: every item tells its type, unless the address casts. */
  readonly isPolymorphic?: boolean;
}

/** References hold ids alone. */
const nothing: Select = { kind: 'names', names: [], relations: [] };

/**
 * Answers a read of a collection: the list itself, its `/$count` or its `/$ref`, whichever the address ends in. A cast
 * in the address keeps one type; casts to types that this directory does not keep find nothing.
 *
 * @throws AppError the errors of `readCollectionQuery` and `listObjects`
 * @see Graph surface spec §3, §4
 */
export async function answerList(api: GraphApi, request: GraphRequest, source: ListSource): Promise<GraphAnswer> {
  const narrowed = narrowTypes(source.types, source.isPolymorphic === true, request.segments);
  const ending = request.segments.at(-1)!.name;
  const { queryString, headers, knownExtensions } = request;
  if (namesExtension(queryString))
    authorizeExtensionQuery(request.caller, { types: narrowed.types, scope: source.scope });
  const { query, select, expand } = readCollectionQuery({
    types: narrowed.types,
    scope: source.scope,
    queryString,
    headers,
    knownExtensions,
    strict: api.strict,
    isCast: narrowed.isCast,
    isCountSegment: ending === '$count',
  });
  if (ending === '$count') {
    const { count } = await findPage(api, request, narrowed, { ...query, limit: 0, after: null, wantsCount: true });
    return { status: 200, body: String(count) };
  }
  const wanted = wantedProperties(ending === '$ref' ? nothing : select, narrowed.types, request.version);
  const page = await findPage(api, request, narrowed, { ...query, wanted });
  const extras = {
    count: page.count ?? undefined,
    nextLink:
      page.next === null ? undefined : nextLink(request.address, queryString, encodeSkipToken(query, page.next)),
  };
  if (ending === '$ref') {
    const ids = page.objects.map((object) => object.id);
    return { status: 200, body: referencesAnswer(request, ids, extras) };
  }
  const { contextName, isPolymorphic } = narrowed;
  const items = await presentExpanded(api, request, page.objects, { select, expand, isPolymorphic });
  return { status: 200, body: collectionAnswer(request, contextName, items, { ...extras, select }) };
}

async function findPage(
  api: GraphApi,
  request: GraphRequest,
  { isEmpty }: NarrowedTypes,
  query: ObjectQuery,
): Promise<ObjectPage> {
  if (!isEmpty) return listObjects(api.directory, request.caller, query);
  // Nothing can be found, but rights and the object that the relation starts from are checked all the same.
  await listObjects(api.directory, request.caller, { ...query, limit: 0, wantsCount: false });
  return { objects: [], next: null, count: query.wantsCount ? 0 : null };
}
