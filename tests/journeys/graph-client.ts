import { randomUUID } from 'node:crypto';
import { type Client, GraphError, PageIterator } from '@microsoft/microsoft-graph-client';
import { expect } from 'vitest';

/** What an answer holds; tests look into whatever came. */
// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever came
export type Json = any;

/** What a refused request tells the client. */
export interface Refusal {
  readonly status: number;
  readonly code: string | null;
  readonly message: string;
  /** `error` of the answer. */
  readonly error: Json;
}

/** The refusal that a request of the client must meet. */
export async function refusal(request: Promise<unknown>): Promise<Refusal> {
  const answer = await request.then(
    () => undefined,
    (problem: unknown) => problem,
  );
  expect(answer, 'the request was not refused').toBeInstanceOf(GraphError);
  const { statusCode, code, message, body } = answer as GraphError;
  return { status: statusCode, code, message, error: JSON.parse(body) };
}

/** Every object of a collection, through Microsoft's page iterator. */
export async function everything(graph: Client, path: string): Promise<Json[]> {
  const found: Json[] = [];
  const iterator = new PageIterator(graph, await graph.api(path).get(), (item) => {
    found.push(item);
    return true;
  });
  await iterator.iterate();
  return found;
}

/** Names in a collection, sorted. */
export async function namesIn(graph: Client, path: string): Promise<string[]> {
  return (await everything(graph, path)).map((each) => each.displayName).sort();
}

/** Ids in a collection, sorted. */
export async function idsIn(graph: Client, path: string): Promise<string[]> {
  return (await everything(graph, path)).map((each) => each.id).sort();
}

/** Creates a security group with this rule, or with assigned members. */
export function createGroup(
  graph: Client,
  displayName: string,
  membershipRule: string | null,
  more: object = {},
): Promise<Json> {
  return graph.api('/groups').post({
    displayName,
    mailEnabled: false,
    mailNickname: displayName.replace(/[^a-z0-9]/gi, ''),
    securityEnabled: true,
    ...(membershipRule === null
      ? {}
      : { groupTypes: ['DynamicMembership'], membershipRule, membershipRuleProcessingState: 'On' }),
    ...more,
  });
}

/** Creates a member of the organisation whose name before the @ is given. */
export function createUser(graph: Client, alias: string, more: object = {}): Promise<Json> {
  return graph.api('/users').post({
    accountEnabled: true,
    displayName: alias,
    mailNickname: alias,
    userPrincipalName: `${alias}@adventure-works.com`,
    passwordProfile: { password: 'Str0ng-enough-for-all' },
    ...more,
  });
}

/** Creates a device with this name. */
export function createDevice(graph: Client, displayName: string, more: object = {}): Promise<Json> {
  return graph.api('/devices').post({
    accountEnabled: true,
    alternativeSecurityIds: [{ type: 2, identityProvider: null, key: Buffer.from(displayName).toString('base64') }],
    deviceId: randomUUID(),
    displayName,
    operatingSystem: 'Windows',
    operatingSystemVersion: '10.0.22631.1',
    ...more,
  });
}

/** The body that names an object in `…/$ref`. */
export const reference = (id: string) => ({ '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${id}` });
