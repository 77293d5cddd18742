import type { Instant, ObjectId } from '@muster/kernel';
import { type Caller, loggedActor } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { checkProperties } from '../objects/check-properties.ts';
import { describeChange, describeCreation } from '../objects/describe-change.ts';
import type { Properties, PropertyValue, User } from '../objects/directory-object.ts';
import { mergeProperties } from '../objects/merge-properties.ts';
import { issuerOf } from '../organization/domains.ts';
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
 *   DOMAIN_NOT_VERIFIED, UNIQUE_VALUE_TAKEN, MANAGER_INVALID, IMPORT_EMPTIES_GROUP
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
  if (mayEmptyGroups) authorize(caller, 'approve membership changes');
  const { kind, id } = loggedActor(caller.actor);
  await changeDirectory(directory, caller, operation, 'shared', async (change) => {
    if (!mayEmptyGroups) change.importSource = `${operation} ${id ?? kind}`;
    await createPeople(change, batch);
    await updatePeople(change, batch);
  });
}

async function createPeople(change: Change, batch: readonly PersonWrite[]): Promise<void> {
  const drafts = batch.filter((write) => write.kind === 'create');
  if (drafts.length === 0) return;
  const { objects } = change.session;
  const numbers = await objects.takeNumbers(drafts.length);
  const issuer = await issuerOf(change.session);
  const people = drafts.map((draft, i): User => {
    const user = newUser(draft, numbers[i]!, issuer, change.now);
    return { ...user, properties: stamped(user.properties, change.now), version: 1, deletedAt: null };
  });
  await checkNames(change, people);
  await requireManagers(change, people);
  await objects.insert(people);
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

async function updatePeople(change: Change, batch: readonly PersonWrite[]): Promise<void> {
  const updates = batch.filter((write) => write.kind === 'update');
  if (updates.length === 0) return;
  const locked = await change.session.objects.lockUsers(updates.map((write) => write.id).sort());
  const issuer = await issuerOf(change.session);
  const present = new Map(locked.map((user) => [user.id, user]));
  const afterwards = new Map<ObjectId, User>();
  for (const write of updates) {
    const before = present.get(write.id);
    if (before === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id: write.id });
    // Somebody may be named more than once: each write starts from what the one before it has left.
    const last = afterwards.get(write.id) ?? before;
    const managerId = write.managerId === undefined ? last.managerId : write.managerId;
    const properties = patched(last, write.properties, issuer);
    afterwards.set(write.id, { ...before, version: before.version + 1, properties, managerId });
  }
  const changes = [...afterwards.values()]
    .map((after) => ({ before: present.get(after.id)!, after }))
    .filter(({ before, after }) => changedProperties(before, after).length > 0);
  if (changes.length === 0) return;
  await checkNames(
    change,
    changes.filter(renames).map(({ after }) => after),
  );
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

const renames = ({ before, after }: { before: User; after: User }) =>
  before.properties.userPrincipalName !== after.properties.userPrincipalName;

function patched(before: User, patch: Properties, issuer: string): Properties {
  const checked = checkProperties('user', patch);
  const properties: Record<string, PropertyValue> = { ...mergeProperties('user', before.properties, checked) };
  if (checked.mail !== undefined && checked.mail !== before.properties.mail) {
    properties.proxyAddresses = proxyAddressesFor(checked.mail as string | null, before.properties);
  }
  if (checked.userPrincipalName !== undefined) {
    properties.identities = renamedIdentities(before, checked.userPrincipalName as string, issuer);
  }
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

async function checkNames(change: Change, people: readonly User[]): Promise<void> {
  const domains = await change.session.settings.domains();
  for (const user of people) checkUserPrincipalName(user.properties.userPrincipalName as string, domains);
}
