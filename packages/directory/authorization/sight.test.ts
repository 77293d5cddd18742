import { type Instant, newObjectId, type ObjectId, type ObjectNumber } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import type { Caller, PersonActor } from '../actors/caller.ts';
import type { DirectoryObject, PropertyValue } from '../objects/directory-object.ts';
import { type ObjectType, objectTypes } from '../objects/property-definition.ts';
import { propertyTables } from '../objects/property-tables.ts';
import { defaultAuthorizationPolicy } from '../policies/authorization-policy.ts';
import { delegatedScopes } from './permission-table.ts';
import type { Level, PersonRights } from './person-rights.ts';
import { asSeen, isFound } from './sight.ts';
import { levelSights } from './visibility.ts';

const self = newObjectId();

function person(level: Level, rights: Partial<PersonRights> = {}, scopes = delegatedScopes): Caller {
  const actor: PersonActor = {
    kind: 'user',
    id: self,
    name: 'Gus',
    userPrincipalName: 'gus@contoso.com',
    userType: 'Guest',
    client: { appId: newObjectId(), name: 'Portal' },
    scopes: new Set(scopes),
    proof: { at: null, methods: new Set(), contexts: new Set() },
    rights: {
      level,
      roles: [],
      policy: defaultAuthorizationPolicy,
      isMemberOf: () => false,
      unitsHolding: () => new Set<ObjectId>(),
      ownedHiddenGroups: new Set(),
      ...rights,
    },
  };
  return { actor, requestId: null };
}

/** An object with a value for every property there is, and for one that nobody thought of yet. */
function full(type: ObjectType, id: ObjectId = newObjectId(), properties: Record<string, PropertyValue> = {}) {
  const names = Object.keys(propertyTables[type]).filter((name) => name !== 'id' && name !== 'deletedDateTime');
  const values = [...names, 'brandNew', 'extension_00000000000000000000000000000000_x'].map((name) => [name, name]);
  const object: DirectoryObject = {
    type,
    id,
    number: 7 as ObjectNumber,
    version: 1,
    deletedAt: null,
    managerId: newObjectId(),
    properties: { ...Object.fromEntries(values), visibility: 'Public', ...properties },
  };
  return object;
}

const shown = (caller: Caller, object: DirectoryObject) => Object.keys(asSeen(caller, object).properties).sort();

/** Written out once more, apart from the table that it is held against. */
const ofOthers: Readonly<Record<'guest' | 'restrictedGuest', Readonly<Record<ObjectType, number>>>> = {
  guest: { user: 4, device: 0, group: 20, application: 10, servicePrincipal: 14, administrativeUnit: 0 },
  restrictedGuest: { user: 0, device: 0, group: 0, application: 10, servicePrincipal: 14, administrativeUnit: 0 },
};

describe.each(['guest', 'restrictedGuest'] as const)('a person of the level %s', (level) => {
  it.each(objectTypes)('sees of another %s what the level names, and nothing that is new', (type) => {
    const seen = shown(person(level), full(type));
    expect(seen).toHaveLength(ofOthers[level][type]);
    expect(seen.every((name) => levelSights[level][type].properties.includes(name))).toBe(true);
    expect(seen).not.toContain('brandNew');
    expect(seen.filter((name) => name.startsWith('extension_'))).toEqual([]);
  });

  it.each(objectTypes)('is shown properties of a %s that there are', (type) => {
    for (const name of levelSights[level][type].properties) expect(propertyTables[type]).toHaveProperty(name);
  });

  it('sees everything of themselves', () => {
    const own = full('user', self);
    expect(asSeen(person(level), own)).toBe(own);
  });

  it('sees nothing without a scope', () => {
    for (const type of objectTypes) expect(shown(person(level, {}, []), full(type))).toEqual([]);
  });

  it('knows of groups with hidden membership only inside', () => {
    const hidden = full('group', newObjectId(), { visibility: 'HiddenMembership' });
    expect(isFound(person(level).actor, hidden)).toBe(false);
    expect(shown(person(level), hidden)).toEqual([]);
    const isInside = { isMemberOf: (group: number) => group === hidden.number };
    expect(isFound(person(level, isInside).actor, hidden)).toBe(level === 'guest');
    const owns = { ownedHiddenGroups: new Set([hidden.number]) };
    expect(isFound(person(level, owns).actor, hidden)).toBe(level === 'guest');
  });
});

it('a guest sees of other users the four properties that the specification names, and the manager', () => {
  const other = full('user');
  expect(shown(person('guest'), other)).toEqual(['displayName', 'mail', 'userPrincipalName', 'userType']);
  expect(asSeen(person('guest'), other).managerId).toBe(other.managerId);
  expect(asSeen(person('restrictedGuest'), other).managerId).toBeNull();
});

it('members see everything of everybody, until the policy forbids others', () => {
  for (const type of objectTypes) {
    const object = full(type);
    expect(asSeen(person('member'), object)).toBe(object);
  }
  const policy = {
    ...defaultAuthorizationPolicy,
    defaultUserRolePermissions: {
      ...defaultAuthorizationPolicy.defaultUserRolePermissions,
      allowedToReadOtherUsers: false,
    },
  };
  expect(shown(person('member', { policy }), full('user'))).toEqual([]);
});

it('a role adds what it reads, where it counts', () => {
  const [inside, outside] = [full('user'), full('user')];
  const role = {
    roleId: 'x',
    displayName: 'x',
    actions: new Set(['microsoft.directory/users/standard/read']),
    scope: { kind: 'object', id: inside.id } as const,
    viaGroup: null,
  };
  const caller = person('restrictedGuest', { roles: [role] });
  expect(asSeen(caller, inside)).toBe(inside);
  expect(shown(caller, outside)).toEqual([]);
});

it('deleted objects are for those who may read deleted ones', () => {
  const deleted = { ...full('user'), deletedAt: 1 as Instant };
  expect(shown(person('guest'), deleted)).toEqual([]);
  expect(isFound(person('guest').actor, deleted)).toBe(false);
});
