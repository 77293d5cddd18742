import { toObjectId } from '@muster/kernel';
import type { GraphVersion } from '../capabilities/default-properties.ts';
import { graphErrors } from '../errors.ts';
import { boundOperations, castNames, collections, otherSegments } from './path-names.ts';

/** One step of an address: a name with what stands beside it. */
export interface PathSegment {
  /** In the schema's spelling when it is known, else as written. */
  readonly name: string;
  /** Key of an element of the collection, decoded: an id, or a user principal name. */
  readonly key: string | undefined;
  /** `(name='value', …)`: an alternate key of a collection, or the parameters of a function. Names as written. */
  readonly parameters: ReadonlyMap<string, string> | undefined;
  /** Type the step is cast to, in the schema's spelling. */
  readonly cast: string | undefined;
}

/** An address below the host. */
export interface SplitPath {
  readonly version: GraphVersion;
  readonly segments: readonly PathSegment[];
}

/**
 * Decodes percent signs.
 *
 * @throws AppError URL_MALFORMED
 */
export function decodeSegment(raw: string): string {
  let text: string;
  try {
    text = decodeURIComponent(raw);
  } catch (cause) {
    throw graphErrors.URL_MALFORMED({ reason: 'a percent sign is not followed by two hexadecimal digits' }, { cause });
  }
  if (text.includes('\0')) throw graphErrors.URL_MALFORMED({ reason: 'it holds the character U+0000' });
  return text;
}

function byLowerCase(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}

const collectionNames = byLowerCase(collections);
const castNamesByLower = byLowerCase(castNames);
const operationNames = byLowerCase(boundOperations);
const allNames = byLowerCase([...collections, ...boundOperations, ...otherSegments]);
const qualified = /^(?:microsoft\.)?graph\.(\w+)$/i;

type Parameters = ReadonlyMap<string, string>;

interface Piece {
  readonly name: string;
  readonly key: string | undefined;
  readonly parameters: Parameters | undefined;
}

const parameter = /\s*(\w+)\s*=\s*('(?:[^']|'')*'|[^,']*)\s*(?:,|$)/y;

function unquote(text: string): string {
  return text.startsWith("'") ? text.slice(1, -1).replaceAll("''", "'") : text.trim();
}

function readParameters(text: string, segment: string): Parameters {
  const parameters = new Map<string, string>();
  for (let at = 0; at < text.length; ) {
    parameter.lastIndex = at;
    const match = parameter.exec(text);
    if (match === null) throw graphErrors.URL_UNKNOWN_SEGMENT({ segment });
    parameters.set(match[1]!, unquote(match[2]!));
    at = parameter.lastIndex;
  }
  return parameters;
}

const quotedKey = /^'(?:[^']|'')*'$/;
const bareKey = /^[\w.@-]+$/;

/** Cuts `name('key')`, `name(property='value')` and `name()`. */
function readPiece(raw: string): Piece {
  const text = decodeSegment(raw);
  const open = text.indexOf('(');
  if (open <= 0 || !text.endsWith(')')) return { name: text, key: undefined, parameters: undefined };
  const name = text.slice(0, open);
  const inner = text.slice(open + 1, -1).trim();
  if (quotedKey.test(inner)) return { name, key: unquote(inner), parameters: undefined };
  if (bareKey.test(inner)) return { name, key: inner, parameters: undefined };
  return { name, key: undefined, parameters: readParameters(inner, text) };
}

function asSegment(piece: Piece): PathSegment {
  return { ...piece, name: allNames.get(piece.name.toLowerCase()) ?? piece.name, cast: undefined };
}

function awaitsKey(segment: PathSegment | undefined): segment is PathSegment {
  return (
    segment !== undefined &&
    segment.key === undefined &&
    segment.parameters === undefined &&
    collectionNames.has(segment.name.toLowerCase())
  );
}

const alternateKey = /^(\w+)=(.+)$/;

/** The collection with the key that follows it; `directoryRoles/roleTemplateId={id}` is an alternate key, too. */
function withKey(collection: PathSegment, text: string): PathSegment {
  const match = collection.name === 'directoryRoles' ? alternateKey.exec(text) : null;
  if (match === null) return { ...collection, key: text };
  return { ...collection, parameters: new Map([[match[1]!, unquote(match[2]!)]]) };
}

function addPiece(segments: PathSegment[], raw: string): void {
  const piece = readPiece(raw);
  const last = segments.at(-1);
  const type = qualified.exec(piece.name)?.[1];
  const cast = type === undefined ? undefined : castNamesByLower.get(type.toLowerCase());
  if (cast !== undefined && last !== undefined) {
    const key = piece.key ?? last.key;
    segments[segments.length - 1] = { ...last, key, cast };
  } else if (type !== undefined) {
    segments.push(asSegment({ ...piece, name: type }));
  } else if (piece.name.startsWith('$') || !awaitsKey(last) || operationNames.has(piece.name.toLowerCase())) {
    segments.push(asSegment(piece));
  } else {
    segments[segments.length - 1] = withKey(last, decodeSegment(raw));
  }
}

const versions = new Map<string, GraphVersion>([
  ['v1.0', 'v1.0'],
  ['beta', 'beta'],
]);

/**
 * Takes an address below the host apart: version, optional tenant, then segments, each with its key and cast. Names
 * ignore case and come back in the schema's spelling; a trailing slash does not matter.
 *
 * @param path percent-encoded path, without query string.
 * @throws AppError URL_UNKNOWN_VERSION, URL_MALFORMED, URL_UNKNOWN_SEGMENT
 * @see Graph surface spec §1
 */
export function splitPath(path: string): SplitPath {
  const [first = '', ...rest] = path.split('/').filter((part) => part !== '');
  const version = versions.get(first.toLowerCase());
  if (version === undefined) throw graphErrors.URL_UNKNOWN_VERSION({ version: first });
  const tenant = rest[0];
  const hasTenant =
    tenant !== undefined && (tenant.toLowerCase() === 'myorganization' || toObjectId(tenant) !== undefined);
  const segments: PathSegment[] = [];
  for (const raw of hasTenant ? rest.slice(1) : rest) addPiece(segments, raw);
  return { version, segments };
}
