import { isAllowed, listDirectoryRoles, objectTypes } from '@muster/directory';
import type { GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { presentRecord, type RecordType } from '../organization/record-answers.ts';
import { directoryRoleType, presentDirectoryRole } from '../roles/role-records.ts';

/** A kind of directory object that is kept elsewhere than users, groups and the like, and has an id as they do. */
export interface OtherKind {
  readonly type: RecordType;
  /** Whether the caller may read any. */
  readonly mayRead: (request: GraphRequest) => boolean;
  /** Those with these ids, in any order. */
  readonly find: (api: GraphApi, request: GraphRequest, ids: ReadonlySet<string>) => Promise<readonly JsonMembers[]>;
}

/** Every such kind. */
export const otherKinds: readonly OtherKind[] = [
  {
    type: directoryRoleType,
    mayRead: ({ caller }) => isAllowed(caller.actor, 'read roles'),
    async find(api, { caller }, ids) {
      const roles = await listDirectoryRoles(api.directory, caller);
      return roles.filter(({ id }) => ids.has(id)).map(presentDirectoryRole);
    },
  },
];

/** The kinds of these names, in any case; all of them without names and for `directoryObject`. */
export function kindsOf(names: readonly string[] | undefined): readonly OtherKind[] {
  const wanted = new Set(names?.map((name) => name.replace(/^#?microsoft\.graph\./i, '').toLowerCase()));
  if (wanted.size === 0 || wanted.has('directoryobject')) return otherKinds;
  return otherKinds.filter(({ type }) => wanted.has(type.name.toLowerCase()));
}

const namesIn = (text: string | undefined) => (text ?? '').split(',').map((name) => name.trim().toLowerCase());

/** `$select` without what these kinds alone have, as users, groups and the like are to read it. */
export function selectOfObjects(text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === '') return text;
  const others = new Set(otherKinds.flatMap(({ type }) => ownNames(type)));
  const kept = text.split(',').filter((name) => !others.has(name.trim().toLowerCase()));
  return kept.length === 0 ? 'id' : kept.join(',');
}

/** Properties that users, groups and the like do not all have: what a kind shows beside id and names. */
function ownNames({ empty }: RecordType): readonly string[] {
  const common = new Set(['id', 'deletedDateTime', 'description', 'displayName', 'visibility']);
  return Object.keys(empty)
    .filter((name) => !common.has(name))
    .map((name) => name.toLowerCase());
}

/** The record with its type, and of the properties that `$select` names those that it has. */
export function presentOther(
  request: GraphRequest,
  { type }: OtherKind,
  record: JsonMembers,
  select: string | undefined,
): JsonMembers {
  const asked = namesIn(select);
  const isWhole = asked.includes('*') || asked.join('') === '';
  const names = Object.keys(type.empty).filter((name) => asked.includes(name.toLowerCase()));
  const shown = presentRecord(
    request,
    type,
    record,
    isWhole ? { kind: 'default' } : { kind: 'names', names, relations: [] },
  );
  if (request.metadata === 'none') return shown;
  return { '@odata.type': `#microsoft.graph.${type.name}`, ...shown };
}

/** Names of all types of directory objects, for casts. */
export const castableTypes: readonly string[] = [
  ...objectTypes,
  ...otherKinds.map(({ type }) => type.name),
  'directoryObject',
];
