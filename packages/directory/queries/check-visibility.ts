import type { Actor, Caller, PersonActor } from '../actors/caller.ts';
import { authorizeAny, hasRoleIn, isAllowed } from '../authorization/authorize.ts';
import { readDeletedOperation, readOperation } from '../authorization/operations-by-type.ts';
import { refusal } from '../authorization/refusal.ts';
import { levelSight, typeSight } from '../authorization/sight.ts';
import { directoryErrors } from '../errors.ts';
import type { ObjectType } from '../objects/property-definition.ts';
import { isExtensionName, propertyTables } from '../objects/property-tables.ts';
import type { Condition, ObjectQuery } from './object-query.ts';
import { wordsOf } from './words-of.ts';

/** Fewer letters of a name would list everything, letter by letter. */
export const fewestLettersOfName = 3;

/**
 * The query as far as the caller may put it, before anything is asked of the database: without types of which nothing is
 * visible. What is invisible may not be searched or sorted by, however deep it stands in the filter.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES when nothing may be listed, or the query touches what a person does not see
 */
export function visibleQuery(caller: Caller, query: ObjectQuery): ObjectQuery {
  const types = query.scope.kind === 'relation' ? relatedTypes(caller.actor, query) : listedTypes(caller, query);
  const { actor } = caller;
  if (actor.kind !== 'user' || isPlain(query)) return { ...query, types };
  refuseInvisible(actor, query, types);
  return { ...query, types, filter: withoutHiddenGroups(actor, query, types) };
}

/**
 * Before the name of an extension in a filter, sorting or search is looked up: refuses those who see no values of extensions,
 * whether there is one of that name or not.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export function authorizeExtensionQuery(
  { actor }: Caller,
  { types, scope }: Pick<ObjectQuery, 'types' | 'scope'>,
): void {
  const reading = scope.kind === 'deleted' ? readDeletedOperation : readOperation;
  const isWhole = (type: ObjectType) => typeSight(actor, type, reading[type]) === 'everything';
  const partly = types.filter((type) => !isWhole(type) && actor.kind === 'user' && isSomeSeen(actor, type));
  const concealed = types.some(isWhole) ? partly : types;
  if (concealed.length === 0) return;
  throw directoryErrors.INSUFFICIENT_PRIVILEGES(
    ...refusal(
      actor,
      concealed.map((type) => reading[type]),
    ),
  );
}

/** Nothing but relations and ids says which objects are given. */
function isPlain({ filter, orderBy }: ObjectQuery): boolean {
  return (filter === null || isById(filter)) && orderBy === null;
}

/** Asking for one id tells nothing but whether it is there, as the list does. */
function isById(filter: Condition): boolean {
  return filter.op === 'eq' && filter.path.length === 1 && filter.path[0] === 'id';
}

function relatedTypes(actor: Actor, query: ObjectQuery): readonly ObjectType[] {
  if (actor.kind === 'user') {
    return query.types.filter((type) => isSomeSeen(actor, type) || isReadInUnit(actor, query.scope, type));
  }
  // Applications are shown type and id of what they may not read: nothing of it may be asked.
  return isPlain(query) ? query.types : query.types.filter((type) => isAllowed(actor, readOperation[type]));
}

/** Whoever holds a role in an administrative unit that reads the type sees what is in the unit. */
function isReadInUnit(actor: PersonActor, scope: ObjectQuery['scope'], type: ObjectType): boolean {
  return scope.kind === 'relation' && scope.relation === 'members' && hasRoleIn(actor, readOperation[type], scope.of);
}

function isSomeSeen(actor: PersonActor, type: ObjectType): boolean {
  const sight = typeSight(actor, type);
  return sight === 'everything' || sight.size > 0;
}

function listedTypes(caller: Caller, { types, scope, filter }: ObjectQuery): readonly ObjectType[] {
  const { actor } = caller;
  const reading = scope.kind === 'deleted' ? readDeletedOperation : readOperation;
  const listed = types.filter((type) => {
    if (isAllowed(actor, reading[type])) return true;
    if (scope.kind === 'deleted' || actor.kind !== 'user') return false;
    const lists = levelSight(actor, type)?.lists;
    return lists === 'all' || (lists === 'named' && filter !== null && isNaming(filter));
  });
  if (listed.length === 0) {
    authorizeAny(
      caller,
      types.map((type) => reading[type]),
    );
  }
  return listed;
}

const nameProperties: readonly string[] = ['id', 'displayName', 'mailNickname', 'mail', 'uniqueName'];

/** Whether the filter finds only objects of which the asker knows an id, a name, or how a name begins. */
function isNaming(filter: Condition): boolean {
  switch (filter.op) {
    case 'and':
      return filter.terms.some(isNaming);
    case 'or':
      return filter.terms.length > 0 && filter.terms.every(isNaming);
    case 'eq':
      return isName(filter.path) && isLong(filter.value, 1);
    case 'in':
      return isName(filter.path) && filter.values.every((value) => isLong(value, 1));
    case 'startsWith':
      return isName(filter.path) && isLong(filter.value, fewestLettersOfName);
    case 'words':
      // All words have to be there, so that one that is long enough will do; any number of short ones will not.
      return isName(filter.path) && wordsOf(filter.text).some((word) => isLong(word, fewestLettersOfName));
    default:
      return false;
  }
}

const isName = (path: readonly string[]) => path.length === 1 && nameProperties.includes(path[0]!);
const isLong = (value: unknown, letters: number) => typeof value === 'string' && value.trim().length >= letters;

function refuseInvisible(actor: PersonActor, query: ObjectQuery, types: readonly ObjectType[]): void {
  const touched = touchedProperties(query);
  for (const type of types) {
    const reading = (query.scope.kind === 'deleted' ? readDeletedOperation : readOperation)[type];
    const sight = typeSight(actor, type, reading);
    if (sight === 'everything') continue;
    for (const property of touched) {
      const isOfType = propertyTables[type][property] !== undefined || isExtensionName(property);
      if (!isOfType || sight.has(property)) continue;
      throw directoryErrors.INSUFFICIENT_PRIVILEGES(...refusal(actor, [reading]));
    }
  }
}

function touchedProperties({ filter, orderBy }: ObjectQuery): ReadonlySet<string> {
  const touched = new Set<string>(orderBy === null ? [] : [orderBy.property]);
  if (filter !== null) collect(filter, touched);
  return touched;
}

/** Inside `any` stand fields of the collection, whose own name decides. */
function collect(condition: Condition, touched: Set<string>): void {
  if ('terms' in condition) {
    for (const term of condition.terms) collect(term, touched);
  } else if ('term' in condition) {
    collect(condition.term, touched);
  } else if ('path' in condition) {
    touched.add(condition.path[0]!);
  }
}

const isNotHidden: Condition = { op: 'ne', path: ['visibility'], value: 'HiddenMembership' };

/** Guests may not ask for anything about groups with hidden membership: a search finds none of them. */
function withoutHiddenGroups(
  actor: PersonActor,
  { filter }: ObjectQuery,
  types: readonly ObjectType[],
): Condition | null {
  const isConcerned = actor.rights.level !== 'member' && types.includes('group');
  if (!isConcerned || typeSight(actor, 'group') === 'everything') return filter;
  return filter === null ? isNotHidden : { op: 'and', terms: [filter, isNotHidden] };
}
