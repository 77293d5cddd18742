import { directoryErrors, listObjects, type ObjectType, type RelationName, type Scope } from '@muster/directory';
import { navigations } from '../../capabilities/navigations.ts';
import type { GraphAnswer, GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { collectionOf } from '../../wire/complex-types.ts';
import { addressedId, segmentId } from './addressed-object.ts';
import { answerList } from './answer-list.ts';
import { answerObject } from './answer-object.ts';
import { narrowTypes } from './cast-types.ts';

/** Types that objects in a relation may have in Graph, but never have here. */
const foreignCasts: Readonly<Partial<Record<RelationName, readonly string[]>>> = {
  memberOf: ['directoryRole'],
  transitiveMemberOf: ['directoryRole'],
  members: ['orgContact'],
  transitiveMembers: ['orgContact'],
  directReports: ['orgContact'],
};

/**
 * The reads of a to-many relation of a type, with casts: the list, `/$count`, `/$ref`, and one related object by id,
 * which is 404 when the object exists but does not stand in the relation.
 *
 * @param collection the address of the type's collection
 */
export function relationRoutes(
  type: ObjectType,
  relation: RelationName,
  collection: string = collectionOf[type],
): readonly Route[] {
  const { targets } = navigations[type][relation]!;
  const path = `${collection}/{}/${relation}`;
  const position = collection.split('/').length - 1;
  const casts = ['directoryObject', ...targets, ...(foreignCasts[relation] ?? [])];
  const scopeOf = async (api: GraphApi, request: GraphRequest): Promise<Scope> => ({
    kind: 'relation',
    relation,
    of: await addressedId(api, request, type, position),
    from: type,
  });
  const list = async (api: GraphApi, request: GraphRequest) =>
    answerList(api, request, {
      types: targets,
      scope: await scopeOf(api, request),
      isPolymorphic: true,
    });
  const item = async (api: GraphApi, request: GraphRequest) =>
    answerRelated(api, request, targets, await scopeOf(api, request));
  return [
    route(`GET ${path}`, list, { casts }),
    route(`GET ${path}/$count`, list, { casts }),
    route(`GET ${path}/$ref`, list, { casts }),
    route(`GET ${path}/{}`, item, { casts }),
  ];
}

async function answerRelated(
  api: GraphApi,
  request: GraphRequest,
  targets: readonly ObjectType[],
  scope: Scope,
): Promise<GraphAnswer> {
  const { types, isEmpty, isPolymorphic } = narrowTypes(targets, true, request.segments);
  const id = segmentId(request.segments.at(-1)!);
  return answerObject(api, request, {
    types,
    isPolymorphic,
    find: async () => {
      const { objects } = await listObjects(api.directory, request.caller, {
        types,
        scope,
        filter: { op: 'eq', path: ['id'], value: id },
        orderBy: null,
        limit: 1,
        after: null,
        wantsCount: false,
      });
      const [found] = objects;
      if (found === undefined || isEmpty) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
      return found;
    },
  });
}
