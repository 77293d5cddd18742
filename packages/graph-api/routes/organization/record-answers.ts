import { graphErrors } from '../../errors.ts';
import { expectOptions, hasEventualConsistency, readCountOption, readQueryOptions } from '../../odata/query-options.ts';
import { defaultSelect, type Select } from '../../odata/select.ts';
import type { GraphAnswer, GraphRequest } from '../../routing/graph-request.ts';
import { collectionAnswer, entityAnswer } from '../../wire/answers.ts';
import type { JsonMembers } from '../../wire/present-object.ts';

/** A type of resource outside the directory objects, such as a domain. */
export interface RecordType {
  /** The schema's name of the type. */
  readonly name: string;
  /** Every property as it reads without a value, in the order it is written. */
  readonly empty: JsonMembers;
}

/** The address by which an answer describes itself, for example `domains`. */
type ContextName = string;

/** @throws AppError SELECT_UNKNOWN_PROPERTY */
export function readRecordSelect(text: string | undefined, type: RecordType): Select {
  if (text === undefined || text.trim() === '' || text.trim() === '*') return defaultSelect;
  const names = text.split(',').map((item) => {
    const asked = item.trim();
    const name = Object.keys(type.empty).find((each) => each.toLowerCase() === asked.toLowerCase());
    if (name === undefined) throw graphErrors.SELECT_UNKNOWN_PROPERTY({ property: asked, type: type.name });
    return name;
  });
  return { kind: 'names', names: [...new Set(names)], relations: [] };
}

/** A record as an answer shows it. */
export function presentRecord(
  request: GraphRequest,
  type: RecordType,
  record: JsonMembers,
  select: Select,
): JsonMembers {
  const names = select.kind === 'names' ? select.names : Object.keys(type.empty);
  const shown: JsonMembers = {};
  for (const [name, value] of Object.entries(record)) {
    if (name.startsWith('@') && request.metadata !== 'none') shown[name] = value;
  }
  if (request.metadata === 'full') shown['@odata.type'] ??= `#microsoft.graph.${type.name}`;
  for (const name of names) shown[name] = record[name] ?? type.empty[name]!;
  return shown;
}

/**
 * Answers with one record; `$select` counts.
 *
 * @throws AppError SELECT_UNKNOWN_PROPERTY and the errors of `readQueryOptions`
 */
export function answerRecord(
  request: GraphRequest,
  contextName: ContextName,
  type: RecordType,
  record: JsonMembers,
): GraphAnswer {
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['select']);
  const select = readRecordSelect(options.get('select'), type);
  return {
    status: 200,
    body: entityAnswer(request, contextName, presentRecord(request, type, record, select), select),
  };
}

/**
 * Answers with a new record under its address.
 *
 * @param location absolute
 */
export function answerCreatedRecord(
  request: GraphRequest,
  contextName: ContextName,
  type: RecordType,
  record: JsonMembers,
  location: string,
): GraphAnswer {
  const body = entityAnswer(request, contextName, presentRecord(request, type, record, defaultSelect));
  return { status: 201, body, location };
}

/** A record with its type, for lists of several types. */
export interface TypedRecord {
  readonly type: RecordType;
  readonly record: JsonMembers;
}

/**
 * Answers with all records of a collection whose elements have several types; each says its own. A name in `$select`
 * counts when one of the types has it.
 *
 * @param types every type the collection can hold
 * @throws AppError SELECT_UNKNOWN_PROPERTY and the errors of `readQueryOptions`
 */
export function answerTypedRecords(
  request: GraphRequest,
  contextName: ContextName,
  types: RecordType,
  records: readonly TypedRecord[],
): GraphAnswer {
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['select', 'count']);
  const select = readRecordSelect(options.get('select'), types);
  const isCounted = readCountOption(options) && hasEventualConsistency(request.headers);
  const items = records.map(({ type, record }) => presentRecord(request, type, record, ownNames(select, type)));
  const count = isCounted ? items.length : undefined;
  return { status: 200, body: collectionAnswer(request, contextName, items, { select, count }) };
}

/** Of the names that were asked for those that the type has. */
function ownNames(select: Select, type: RecordType): Select {
  if (select.kind !== 'names') return select;
  return { ...select, names: select.names.filter((name) => Object.hasOwn(type.empty, name)) };
}

/**
 * Answers with all records at once: these collections are small. `$select` counts, and `$count` with the consistency
 * header.
 *
 * @throws AppError SELECT_UNKNOWN_PROPERTY and the errors of `readQueryOptions`
 */
export function answerRecords(
  request: GraphRequest,
  contextName: ContextName,
  type: RecordType,
  records: readonly JsonMembers[],
): GraphAnswer {
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['select', 'count']);
  const select = readRecordSelect(options.get('select'), type);
  const isCounted = readCountOption(options) && hasEventualConsistency(request.headers);
  const items = records.map((record) => presentRecord(request, type, record, select));
  const count = isCounted ? items.length : undefined;
  return { status: 200, body: collectionAnswer(request, contextName, items, { select, count }) };
}

/** A record with the type it has. */
export interface MixedRecord {
  readonly type: RecordType;
  readonly record: JsonMembers;
}

/** `$select` may name what any of the types has; each record shows of it what it has itself. */
function presentMixed(request: GraphRequest, { type, record }: MixedRecord, select: Select, showsType: boolean) {
  const own = select.kind === 'names' ? select.names.filter((name) => Object.hasOwn(type.empty, name)) : [];
  const shown = presentRecord(request, type, record, select.kind === 'names' ? { ...select, names: own } : select);
  if (!showsType || request.metadata === 'none') return shown;
  return { '@odata.type': `#microsoft.graph.${type.name}`, ...shown };
}

function readMixedSelect(text: string | undefined, types: readonly RecordType[]): Select {
  const empty = Object.assign({}, ...types.map((type) => type.empty)) as JsonMembers;
  return readRecordSelect(text, { name: types.map(({ name }) => name).join(' or '), empty });
}

/**
 * Answers with all records of a collection that is small and may hold several types.
 *
 * @param types those that the collection may hold; where there are several each record says which it has
 * @throws AppError SELECT_UNKNOWN_PROPERTY and the errors of `readQueryOptions`
 */
export function answerMixedRecords(
  request: GraphRequest,
  contextName: ContextName,
  types: readonly RecordType[],
  records: readonly MixedRecord[],
): GraphAnswer {
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['select']);
  const select = readMixedSelect(options.get('select'), types);
  const items = records.map((each) => presentMixed(request, each, select, types.length > 1));
  return { status: 200, body: collectionAnswer(request, contextName, items, { select }) };
}

/** Answers with one of such records. */
export function answerMixedRecord(
  request: GraphRequest,
  contextName: ContextName,
  types: readonly RecordType[],
  record: MixedRecord,
): GraphAnswer {
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['select']);
  const select = readMixedSelect(options.get('select'), types);
  const shown = presentMixed(request, record, select, types.length > 1);
  const body = entityAnswer(request, contextName, shown, select);
  return { status: 200, body };
}
