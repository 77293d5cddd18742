import {
  type Caller,
  createDevice,
  createDirectory,
  createGroup,
  createUser,
  type Device,
  type Directory,
  type Group,
  listObjects,
  type Properties,
  setUpDirectory,
  type User,
  verify,
  workOffPasses,
} from '@muster/directory';
import { type Instant, type ObjectId, parseInstant } from '@muster/kernel';
import { migrateDatabase, type OpenStore, openStore } from '@muster/storage';
import { databaseTemplate, type FreshDatabase, freshDatabase } from '@muster/storage/testing/fresh-database';
import { expect } from 'vitest';

const quiet = { warn: () => {} };

/** A directory in a database of its own, with a clock that is stepped by hand. */
export interface TestDirectory {
  readonly directory: Directory;
  readonly open: OpenStore;
  readonly url: string;
  /** Sets the clock. */
  at(timestamp: string): void;
  /** Works off all passes that wait. */
  settle(): Promise<void>;
  /** Another process on the same database. */
  secondNode(): Promise<{ directory: Directory; open: OpenStore }>;
  /** Ends with `verify`: every test leaves a directory without differences. */
  close(): Promise<void>;
}

/** Somebody who may do everything. */
export const administrator: Caller = { actor: { kind: 'operator' }, requestId: 'test' };

export async function testDirectory(): Promise<TestDirectory> {
  const migrate = (url: string) => migrateDatabase({ connectionString: url }, quiet).then(() => {});
  const database: FreshDatabase = await freshDatabase({
    template: await databaseTemplate({ name: 'scenarios', migrate }),
  });
  let now = parseInstant('2026-06-15T12:00:00Z')!;
  const opened: OpenStore[] = [];
  const node = async () => {
    const open = await openStore({ database: { connectionString: database.url, max: 5 }, log: quiet });
    opened.push(open);
    return { open, directory: createDirectory({ store: open.store, memberships: open.memberships, clock: () => now }) };
  };
  const { open, directory } = await node();
  await setUpDirectory(directory, { displayName: 'Contoso', initialDomain: 'contoso.com' });
  const settle = async () => {
    const options = { worker: 'test', leaseMs: 60_000, batchSize: 7, signal: new AbortController().signal };
    await workOffPasses(directory, options, (_pass, _outcome, problem) => {
      if (problem !== undefined) throw problem;
    });
  };
  return {
    directory,
    open,
    url: database.url,
    at(timestamp) {
      now = parseInstant(timestamp)! as Instant;
    },
    settle,
    secondNode: node,
    async close() {
      const result = await verify(directory, open.ledgerSource);
      for (const each of opened) await each.close();
      await database.drop();
      expect(result.differences).toEqual([]);
    },
  };
}

let counter = 0;

/** A user with dull, valid values. */
export function aUser(
  directory: Directory,
  properties: Properties = {},
  managerId: ObjectId | null = null,
): Promise<User> {
  const name = `user${++counter}`;
  return createUser(directory, administrator, {
    managerId,
    properties: {
      accountEnabled: true,
      displayName: name,
      mailNickname: name,
      userPrincipalName: `${name}@contoso.com`,
      passwordProfile: { password: 'Correct-Horse-7' },
      ...properties,
    },
  });
}

/** A device with dull, valid values. */
export function aDevice(directory: Directory, properties: Properties = {}): Promise<Device> {
  return createDevice(directory, administrator, {
    accountEnabled: true,
    alternativeSecurityIds: [{ type: 2, identityProvider: null, key: 'Zm9v' }],
    deviceId: crypto.randomUUID(),
    displayName: `device${++counter}`,
    operatingSystem: 'Windows',
    operatingSystemVersion: '10.0.22631.1',
    ...properties,
  });
}

/** A security group; dynamic when a rule is given. */
export function aGroup(directory: Directory, rule?: string, properties: Properties = {}): Promise<Group> {
  const name = `group${++counter}`;
  return createGroup(directory, administrator, {
    properties: {
      displayName: name,
      mailEnabled: false,
      mailNickname: name,
      securityEnabled: true,
      ...(rule === undefined
        ? {}
        : { groupTypes: ['DynamicMembership'], membershipRule: rule, membershipRuleProcessingState: 'On' }),
      ...properties,
    },
  });
}

/** Ids of the members, ascending by number. */
export async function membersOf(directory: Directory, group: Group): Promise<readonly ObjectId[]> {
  const page = await listObjects(directory, administrator, {
    types: ['user', 'device', 'group', 'servicePrincipal'],
    scope: { kind: 'relation', relation: 'members', of: group.id },
    filter: null,
    orderBy: null,
    limit: 999,
    after: null,
    wantsCount: false,
  });
  return page.objects.map((object) => object.id);
}
