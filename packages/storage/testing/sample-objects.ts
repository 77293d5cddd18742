import type { Cause, DirectoryStore, NewObject, ObjectType, Properties, WriteSession } from '@muster/directory';
import { type Instant, newObjectId, type ObjectNumber } from '@muster/kernel';

/** Noon of some day: tests that need another instant count from here. */
export const noon = 1_700_000_000_000 as Instant;

export const cause: Cause = {
  actor: { kind: 'system', id: null, name: 'contract' },
  operation: 'test',
  requestId: null,
  at: noon,
};

/** Dull, valid properties of each type; those that must be unique are made from the number. */
const dull: Readonly<Record<ObjectType, (number: number) => Properties>> = {
  user: (number) => ({
    displayName: `User ${number}`,
    userPrincipalName: `user${number}@contoso.com`,
    accountEnabled: true,
    createdDateTime: noon,
    businessPhones: [],
  }),
  device: (number) => ({ displayName: `Device ${number}`, deviceId: newObjectId(), accountEnabled: true }),
  group: (number) => ({ displayName: `Group ${number}`, mailNickname: `group${number}`, groupTypes: [] }),
  application: (number) => ({ displayName: `Application ${number}`, appId: newObjectId() }),
  servicePrincipal: (number) => ({ displayName: `Service ${number}`, appId: newObjectId() }),
  administrativeUnit: (number) => ({ displayName: `Unit ${number}` }),
};

/** A new object that is not stored yet. Null removes a dull property. */
export function newObject<T extends ObjectType>(type: T, number: number, properties: Properties = {}): NewObject<T> {
  const all = Object.entries({ ...dull[type](number), ...properties }).filter(([, value]) => value !== null);
  return {
    type,
    id: newObjectId(),
    number: number as ObjectNumber,
    managerId: null,
    properties: Object.fromEntries(all),
  };
}

/** Stores new objects of one type, one for each set of properties, in a transaction of its own. */
export async function insertAll<T extends ObjectType>(
  store: DirectoryStore,
  type: T,
  properties: readonly Properties[],
): Promise<readonly NewObject<T>[]> {
  return store.write('shared', (session) => insertIn(session, type, properties));
}

/** Same, in a transaction under way. */
export async function insertIn<T extends ObjectType>(
  session: WriteSession,
  type: T,
  properties: readonly Properties[],
): Promise<readonly NewObject<T>[]> {
  const numbers = await session.objects.takeNumbers(properties.length);
  const objects = properties.map((each, i) => newObject(type, numbers[i]!, each));
  await session.objects.insert(objects);
  return objects;
}
