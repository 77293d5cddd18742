import type { Select } from '../odata/select.ts';
import type { JsonValue } from './json-body.ts';
import type { MetadataLevel } from './metadata-level.ts';
import type { JsonMembers } from './present-object.ts';

/** What every answer needs to know of its request. */
export interface AnswerView {
  /** Public address of the version: `https://host/v1.0`. */
  readonly root: string;
  readonly metadata: MetadataLevel;
}

/** The public address of a version, from scheme and host: `https://host` + `v1.0`. */
export function serviceRoot(baseUrl: string, version: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/${version}`;
}

function withContext(view: AnswerView, fragment: string, members: JsonMembers): JsonMembers {
  if (view.metadata === 'none') return members;
  return { '@odata.context': `${view.root}/$metadata#${fragment}`, ...members };
}

/** `users`, or with `$select` `users(id,displayName)`. */
function contextFragment(name: string, select?: Select): string {
  if (select === undefined || select.kind === 'default') return name;
  const names = select.kind === 'all' ? ['*'] : select.names;
  return names.length === 0 ? name : `${name}(${names.join(',')})`;
}

/** One object: `#users/$entity`. `contextName` is the collection, `directoryObjects` where the type is not declared. */
export function entityAnswer(view: AnswerView, contextName: string, entity: JsonMembers, select?: Select): JsonMembers {
  return withContext(view, `${contextFragment(contextName, select)}/$entity`, entity);
}

/** What may stand beside the items of a list. */
export interface CollectionExtras {
  readonly select?: Select;
  /** Written as `@odata.count`. */
  readonly count?: number | undefined;
  readonly nextLink?: string | undefined;
  readonly deltaLink?: string | undefined;
}

/** A list: `#users` and `value`; count and links survive `odata.metadata=none`. */
export function collectionAnswer(
  view: AnswerView,
  contextName: string,
  items: readonly JsonMembers[],
  extras: CollectionExtras = {},
): JsonMembers {
  const members: JsonMembers = {};
  if (extras.count !== undefined) members['@odata.count'] = extras.count;
  if (extras.nextLink !== undefined) members['@odata.nextLink'] = extras.nextLink;
  if (extras.deltaLink !== undefined) members['@odata.deltaLink'] = extras.deltaLink;
  return withContext(view, contextFragment(contextName, extras.select), { ...members, value: items });
}

/** A bare value or a list of them, with its type: `Edm.Boolean`, `Collection(Edm.String)`. */
export function valueAnswer(view: AnswerView, type: string, value: JsonValue): JsonMembers {
  return withContext(view, type, { value });
}

/** A complex value, or a list of them: `type` without namespace, for example `evaluateDynamicMembershipResult`. */
export function complexAnswer(
  view: AnswerView,
  type: string,
  value: JsonMembers | readonly JsonMembers[],
): JsonMembers {
  if (!Array.isArray(value)) return withContext(view, `microsoft.graph.${type}`, value as JsonMembers);
  return withContext(view, `Collection(microsoft.graph.${type})`, { value: value as readonly JsonMembers[] });
}

/** A complex value of a type that Graph does not have. */
export function extensionAnswer(view: AnswerView, type: string, value: JsonMembers): JsonMembers {
  return withContext(view, `muster.${type}`, value);
}

function reference(view: AnswerView, id: string): JsonMembers {
  return { '@odata.id': `${view.root}/directoryObjects/${id}` };
}

/** The answer to `GET …/$ref` on a to-many relation; addresses are the content, so that every metadata level has them. */
export function referencesAnswer(
  view: AnswerView,
  ids: readonly string[],
  extras: Omit<CollectionExtras, 'select'> = {},
): JsonMembers {
  return collectionAnswer(
    view,
    'Collection($ref)',
    ids.map((id) => reference(view, id)),
    extras,
  );
}

/** The answer to `GET …/$ref` on a single-valued relation. */
export function referenceAnswer(view: AnswerView, id: string): JsonMembers {
  return withContext(view, '$ref', reference(view, id));
}

/** The list of collections at the version's root, as OData service document. */
export function serviceDocument(view: AnswerView, collections: readonly string[]): JsonMembers {
  const value = collections.map((name) => ({ name, kind: 'EntitySet', url: name }));
  return view.metadata === 'none' ? { value } : { '@odata.context': `${view.root}/$metadata`, value };
}
