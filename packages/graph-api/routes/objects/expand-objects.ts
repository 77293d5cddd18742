import { type DirectoryObject, getObjectsById, listObjects, type RelationName } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { maximumExpandedItems } from '../../capabilities/limits.ts';
import { navigations } from '../../capabilities/navigations.ts';
import type { Expand } from '../../odata/expand.ts';
import type { GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { type Presentation, presentObjects } from './present-objects.ts';
import { wantedProperties } from './wanted-properties.ts';

/**
 * The objects as members of an answer, with the related objects that `$expand` asks for inside. Objects of types
 * without the relation stay as they are.
 *
 * Cost: one list for each object for a to-many relation; one look-up for each level of managers, whatever the number
 * of objects.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 * @see Graph surface spec §4.8
 */
export async function presentExpanded(
  api: GraphApi,
  request: GraphRequest,
  objects: readonly DirectoryObject[],
  presentation: Presentation & { readonly expand: Expand | undefined },
): Promise<readonly JsonMembers[]> {
  const { expand } = presentation;
  const shown = await presentObjects(api, request, objects, presentation);
  if (expand === undefined) return shown;
  if (expand.relation === 'manager') return addManagers(api, request, objects, shown, expand);
  return addRelated(api, request, objects, shown, expand.relation, { select: expand.select });
}

async function addRelated(
  api: GraphApi,
  request: GraphRequest,
  objects: readonly DirectoryObject[],
  shown: readonly JsonMembers[],
  relation: RelationName,
  nested: Omit<Presentation, 'isPolymorphic'>,
): Promise<readonly JsonMembers[]> {
  const result: JsonMembers[] = [];
  for (const [i, object] of objects.entries()) {
    const hasRelation = navigations[object.type][relation] !== undefined && object.deletedAt === null;
    const related = hasRelation ? await relatedObjects(api, request, object, relation, nested) : undefined;
    result.push(related === undefined ? shown[i]! : { ...shown[i]!, [relation]: related });
  }
  return result;
}

async function relatedObjects(
  api: GraphApi,
  request: GraphRequest,
  object: DirectoryObject,
  relation: RelationName,
  nested: Omit<Presentation, 'isPolymorphic'>,
): Promise<readonly JsonMembers[]> {
  const { targets: types } = navigations[object.type][relation]!;
  const { objects } = await listObjects(api.directory, request.caller, {
    types,
    scope: { kind: 'relation', relation, of: object.id },
    filter: null,
    orderBy: null,
    limit: maximumExpandedItems,
    after: null,
    wantsCount: false,
    wanted: wantedProperties(nested.select, types, request.version),
  });
  return presentObjects(api, request, objects, { ...nested, isPolymorphic: true });
}

async function addManagers(
  api: GraphApi,
  request: GraphRequest,
  objects: readonly DirectoryObject[],
  shown: readonly JsonMembers[],
  { select, levels }: Expand,
): Promise<readonly JsonMembers[]> {
  const managers = await managersAbove(api, request, objects, levels);
  const presented = await presentObjects(api, request, managers, { select, isPolymorphic: true });
  const above = new Map(managers.map((each, i) => [each.id, { managerId: each.managerId, shown: presented[i]! }]));
  return objects.map((object, i) => {
    if (object.type !== 'user') return shown[i]!;
    return { ...shown[i]!, manager: chainFrom(object.managerId, above, levels) ?? null };
  });
}

/** Every living manager up to `levels` above any of the objects, each once. */
async function managersAbove(
  api: GraphApi,
  request: GraphRequest,
  objects: readonly DirectoryObject[],
  levels: number,
): Promise<readonly DirectoryObject[]> {
  const known = new Map<ObjectId, DirectoryObject>();
  let below = objects;
  for (let level = 0; level < levels; level++) {
    const wanted = below.flatMap(({ managerId }) => (managerId === null || known.has(managerId) ? [] : [managerId]));
    if (wanted.length === 0) break;
    below = await getObjectsById(api.directory, request.caller, [...new Set(wanted)], ['user']);
    for (const manager of below) known.set(manager.id, manager);
  }
  return [...known.values()];
}

type Above = ReadonlyMap<ObjectId, { readonly managerId: ObjectId | null; readonly shown: JsonMembers }>;

/** The manager with those above inside; undefined past the top. */
function chainFrom(id: ObjectId | null, above: Above, levels: number): JsonMembers | undefined {
  const manager = id === null || levels === 0 ? undefined : above.get(id);
  if (manager === undefined) return undefined;
  const next = chainFrom(manager.managerId, above, levels - 1);
  return next === undefined ? manager.shown : { ...manager.shown, manager: next };
}
