import { maximumBatchSteps } from '../capabilities/limits.ts';
import { graphErrors } from '../errors.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json-body.ts';
import type { JsonMembers } from './present-object.ts';

/** One request of a batch. */
export interface BatchStep {
  /** As it was sent: the answer carries the same JSON type. */
  readonly id: string | number;
  /** Upper case. */
  readonly method: string;
  /** Relative to the version, with a leading slash and its query string. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text for JSON bodies, bytes for others; undefined when there is none. */
  readonly body: string | Uint8Array | undefined;
  /** Positions of the steps that must succeed first: always smaller than this step's own. */
  readonly dependsOn: readonly number[];
}

const methods: ReadonlySet<string> = new Set(['GET', 'POST', 'PATCH', 'PUT', 'DELETE', 'HEAD', 'OPTIONS']);

function invalid(reason: string) {
  return graphErrors.BATCH_INVALID({ reason });
}

function readId(step: JsonObject, position: number): string | number {
  const { id } = step;
  if (typeof id === 'number' || (typeof id === 'string' && id !== '')) return id;
  throw invalid(`request ${position + 1} has no id`);
}

function readText(step: JsonObject, name: 'method' | 'url', id: string | number): string {
  const value = step[name];
  if (typeof value !== 'string' || value.trim() === '') throw invalid(`request \`${id}\` has no ${name}`);
  return value.trim();
}

function readUrl(step: JsonObject, id: string | number): string {
  const url = `/${readText(step, 'url', id).replace(/^\/+/, '')}`;
  if (/^\/[a-z][a-z0-9+.-]*:\/\//i.test(url)) throw invalid(`the url of request \`${id}\` is not relative`);
  if (/^\/(?:\$|%24)batch(?:[/?#]|$)/i.test(url)) throw invalid('a batch inside a batch');
  return url;
}

function readHeaders(step: JsonObject, id: string | number): Record<string, string> {
  const { headers = null } = step;
  if (headers === null) return {};
  if (!isJsonObject(headers)) throw invalid(`the headers of request \`${id}\` are not an object`);
  const read: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const isPrintable = typeof value === 'string' && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
    if (!isPrintable || !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw invalid(`bad header in request \`${id}\``);
    read[name.toLowerCase()] = value as string;
  }
  return read;
}

const jsonType = /^application\/(?:[\w.-]+\+)?json\b/i;

function readBody(step: JsonObject, headers: Readonly<Record<string, string>>, id: string | number): BatchStep['body'] {
  const { body = null } = step;
  if (body === null) return undefined;
  const type = headers['content-type'];
  if (type === undefined) throw invalid(`request \`${id}\` has a body without Content-Type`);
  if (jsonType.test(type)) return JSON.stringify(body);
  if (typeof body !== 'string') throw invalid(`the body of request \`${id}\` is neither JSON nor base64`);
  return Buffer.from(body, 'base64');
}

function readDependencies(step: JsonObject, id: string | number, earlier: ReadonlyMap<string, number>): number[] {
  const { dependsOn = null } = step;
  if (dependsOn === null) return [];
  if (!Array.isArray(dependsOn)) throw invalid(`dependsOn of request \`${id}\` is not a list`);
  return (dependsOn as readonly JsonValue[]).map((name) => {
    const position = earlier.get(String(name).toLowerCase());
    if (position === undefined)
      throw invalid(`request \`${id}\` depends on \`${String(name)}\`, which does not stand before it`);
    return position;
  });
}

/**
 * Reads the body of `POST /{version}/$batch`. The steps stand in an order in which they can run: a step depends only on
 * steps before it.
 *
 * @throws AppError BATCH_INVALID: no or more than 20 requests, missing or repeated ids, a nested batch, a dependency that
 * does not stand before its request, a body without Content-Type
 * @see Graph surface spec §8
 */
export function readBatch(body: unknown): readonly BatchStep[] {
  const requests = isJsonObject(body) ? body.requests : undefined;
  if (!Array.isArray(requests) || requests.length === 0) throw invalid('the list `requests` is missing');
  if (requests.length > maximumBatchSteps)
    throw invalid(`${requests.length} requests; the limit is ${maximumBatchSteps}`);
  const positions = new Map<string, number>();
  return (requests as readonly JsonValue[]).map((step, position) => {
    if (!isJsonObject(step)) throw invalid(`request ${position + 1} is not an object`);
    const id = readId(step, position);
    const key = String(id).toLowerCase();
    if (positions.has(key)) throw invalid(`the id \`${id}\` occurs twice`);
    const method = readText(step, 'method', id).toUpperCase();
    if (!methods.has(method)) throw invalid(`request \`${id}\` has the unknown method \`${method}\``);
    const headers = readHeaders(step, id);
    const dependsOn = readDependencies(step, id, positions);
    positions.set(key, position);
    return { id, method, url: readUrl(step, id), headers, body: readBody(step, headers, id), dependsOn };
  });
}

/** The answer to one step, as the server gave it. */
export interface StepAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  readonly body: Uint8Array;
}

/** Headers that mean something inside a batch. */
const passedHeaders = [
  'content-type',
  'location',
  'retry-after',
  'cache-control',
  'preference-applied',
  'odata-version',
];

/** True when steps that depend on this one must not run. */
export function hasFailed(answer: { readonly status: number }): boolean {
  return answer.status >= 400;
}

const numberText = /^\d{1,15}$/;

/** A JSON body as it is, the number of a `$count` as a number, anything else in base64. */
function stepBody(type: string, bytes: Buffer): JsonValue {
  if (jsonType.test(type)) return JSON.parse(bytes.toString('utf8')) as JsonValue;
  const text = bytes.toString('latin1');
  return /^text\/plain\b/i.test(type) && numberText.test(text) ? Number(text) : bytes.toString('base64');
}

/** One entry of `responses`; without a body where there is none. */
export function batchResponse(step: BatchStep, answer: StepAnswer): JsonMembers {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined && passedHeaders.includes(name.toLowerCase())) headers[name] = String(value);
  }
  const response: JsonMembers = { id: step.id, status: answer.status, headers };
  if (answer.body.length === 0) return response;
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
  response.body = stepBody(type, Buffer.from(answer.body));
  return response;
}

/** The error for a step that did not run because the step `failed` did not succeed. */
export function dependencyError(failed: BatchStep) {
  return graphErrors.BATCH_DEPENDENCY_FAILED({ id: String(failed.id) });
}
