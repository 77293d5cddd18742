import type { Instant, ObjectId, ObjectNumber } from '@muster/kernel';
import { type Caller, loggedActor } from '../actors/caller.ts';
import { hasPermission } from '../authorization/application-permissions.ts';
import { authorize } from '../authorization/authorize.ts';
import { authorizeForAll } from '../authorization/authorize-for.ts';
import type { Change } from '../changes/change.ts';
import { changeObjects } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { sessionEnd } from '../credentials/sign-in-sessions.ts';
import { directoryErrors } from '../errors.ts';
import { checkProperties } from '../objects/check-properties.ts';
import { describeChange, describeCreation } from '../objects/describe-change.ts';
import type { Properties, PropertyValue, User } from '../objects/directory-object.ts';
import { mergeProperties } from '../objects/merge-properties.ts';
import { issuerAmong } from '../organization/domains.ts';
import type { WriteSession } from '../ports/directory-store.ts';
import type { Domain } from '../ports/settings-store.ts';
import { changedProperties } from '../rules/rule-object.ts';
import { checkUserValues } from './check-user.ts';
import { proxyAddressesFor } from './mail-addresses.ts';
import { newUser } from './new-user.ts';
import { renamedIdentities } from './renamed-identities.ts';
import { checkUserPrincipalName } from './user-principal-name.ts';

export type PersonWrite =
  | { readonly kind: 'create'; readonly properties: Properties; readonly managerId: ObjectId | null }
  | {
      readonly kind: 'update';
      readonly id: ObjectId;
      readonly properties: Properties;
      /** Undefined leaves the manager; null clears it. */
      readonly managerId?: ObjectId | null;
    };

export interface WritePeopleOptions {
  /** True lets any number of people leave groups by their rules; otherwise the guard's limits hold, summed over an hour. */
  readonly mayEmptyGroups?: boolean;
}

/**
 * Writes many people in one transaction: all or none. Memberships follow in the same transaction. A fixed number of
 * statements for any number of people. The source is trusted to know facts that Graph clients cannot set, such as
 * where an account is at home; accounts are created without a password.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_REQUIRED, PROPERTY_INVALID,
 *   DOMAIN_NOT_VERIFIED, UNIQUE_VALUE_TAKEN, MANAGER_INVALID, IMPORT_EMPTIES_GROUP,
 *   LAST_GLOBAL_ADMINISTRATOR
 */
export async function writePeople(
  directory: Directory,
  caller: Caller,
  operation: string,
  batch: readonly PersonWrite[],
  { mayEmptyGroups = false }: WritePeopleOptions = {},
): Promise<void> {
  authorize(caller, 'create users');
  authorize(caller, 'update users');
  // Whom a permission reaches is asked about each of them; people and holders of roles have to reach everybody.
  const { actor } = caller;
  const isPermitted = actor.kind === 'application' && hasPermission(actor, 'update sensitive properties of users');
  if (!isPermitted) authorize(caller, 'update sensitive properties of users');
  if (mayEmptyGroups) authorize(caller, 'approve membership changes');
  const { kind, id } = loggedActor(caller.actor);
  const creations = batch.filter((write) => write.kind === 'create');
  const updates = batch.filter((write) => write.kind === 'update');
  const ids = [...new Set(updates.map((write) => write.id))].sort();
  // Everything at once, the locks first.
  const look = async ({ objects, settings }: WriteSession): Promise<Found> => {
    const [locked, numbers, domains] = await Promise.all([
      ids.length === 0 ? [] : objects.lockUsers(ids),
      creations.length === 0 ? [] : objects.takeNumbers(creations.length),
      settings.domains(),
    ]);
    return { locked, numbers, domains };
  };
  await changeObjects(directory, caller, operation, look, async (change, found) => {
    if (!mayEmptyGroups) change.importSource = `${operation} ${id ?? kind}`;
    await authorizeForAll(change, caller, 'update sensitive properties of users', found.locked);
    await createPeople(change, creations, found);
    await updatePeople(change, updates, found);
  });
}

/** What a batch starts from. */
interface Found {
  readonly locked: readonly User[];
  readonly numbers: readonly ObjectNumber[];
  readonly domains: readonly Domain[];
}

type Creation = PersonWrite & { readonly kind: 'create' };
type Update = PersonWrite & { readonly kind: 'update' };

async function createPeople(change: Change, drafts: readonly Creation[], found: Found): Promise<void> {
  if (drafts.length === 0) return;
  const issuer = issuerAmong(found.domains);
  const people = drafts.map((draft, i): User => {
    const user = newUser(draft, found.numbers[i]!, issuer, change.now);
    return { ...user, properties: stamped(user.properties, change.now), version: 1, deletedAt: null };
  });
  checkNames(people, found.domains);
  await requireManagers(change, people);
  await change.session.objects.insert(people);
  for (const after of people) {
    change.fact(after, 'create', describeCreation(after));
    change.transitions.push({ before: null, after });
  }
}

/** Guests carry the instant at which their state was set. */
function stamped(properties: Properties, now: Instant): Properties {
  if (typeof properties.externalUserState !== 'string') return properties;
  return { externalUserStateChangeDateTime: now, ...properties };
}

async function updatePeople(change: Change, updates: readonly Update[], found: Found): Promise<void> {
  if (updates.length === 0) return;
  const changes = changesOf(updates, found, change.now);
  if (changes.length === 0) return;
  const names = changes.filter(renames).map(({ after }) => after);
  checkNames(names, found.domains);
  const moved = changes.filter(({ before, after }) => before.managerId !== after.managerId);
  await requireManagers(
    change,
    moved.map(({ after }) => after),
  );
  await change.session.objects.updateUsers(changes);
  for (const { before, after } of changes) {
    change.fact(after, 'update', describeChange(before, after));
    change.transitions.push({ before, after });
  }
}

/** What the writes come to, person by person; without those whom nothing changes. */
function changesOf(
  updates: readonly Update[],
  { locked, domains }: Found,
  now: Instant,
): { before: User; after: User }[] {
  const issuer = issuerAmong(domains);
  const present = new Map(locked.map((user) => [user.id, user]));
  const afterwards = new Map<ObjectId, User>();
  for (const write of updates) {
    const before = present.get(write.id);
    if (before === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: write.id });
    // Somebody may be named more than once: each write starts from what the one before it has left.
    const last = afterwards.get(write.id) ?? before;
    const managerId = write.managerId === undefined ? last.managerId : write.managerId;
    const properties = patched(last, write.properties, issuer, now);
    afterwards.set(write.id, { ...before, version: before.version + 1, properties, managerId });
  }
  return [...afterwards.values()]
    .map((after) => ({ before: present.get(after.id)!, after }))
    .filter(({ before, after }) => changedProperties(before, after).length > 0);
}

const renames = ({ before, after }: { before: User; after: User }) =>
  before.properties.userPrincipalName !== after.properties.userPrincipalName;

function patched(before: User, patch: Properties, issuer: string, now: Instant): Properties {
  const checked = checkProperties('user', patch);
  const properties: Record<string, PropertyValue> = { ...mergeProperties('user', before.properties, checked) };
  if (checked.mail !== undefined && checked.mail !== before.properties.mail) {
    properties.proxyAddresses = proxyAddressesFor(checked.mail as string | null, before.properties);
  }
  if (checked.userPrincipalName !== undefined) {
    properties.identities = renamedIdentities(before, checked.userPrincipalName as string, issuer);
  }
  Object.assign(properties, sessionEnd(before.properties, properties, now));
  checkUserValues(properties);
  return properties;
}

/** @throws AppError MANAGER_INVALID when a manager does not exist */
async function requireManagers(change: Change, people: readonly User[]): Promise<void> {
  const wanted = [...new Set(people.flatMap((user) => user.managerId ?? []))];
  for (let i = 0; i < wanted.length; i += 1000) {
    const part = wanted.slice(i, i + 1000);
    const found = new Set((await change.session.objects.findMany(part, ['user'])).map((user) => user.id));
    const missing = part.find((id) => !found.has(id));
    if (missing !== undefined) throw directoryErrors.MANAGER_INVALID({ reason: `no user has the id ${missing}` });
  }
}

function checkNames(people: readonly User[], domains: readonly Domain[]): void {
  for (const user of people) checkUserPrincipalName(user.properties.userPrincipalName as string, domains);
}
