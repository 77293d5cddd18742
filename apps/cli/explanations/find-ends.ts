import { type Directory, type DirectoryObject, listObjects, type ObjectType, operatorCaller } from '@muster/directory';
import { type ObjectId, toObjectId } from '@muster/kernel';
import { errors } from '../errors.ts';

const shownCandidates = 10;

/**
 * Who is meant: an id of any object, a device's own id, a user principal name, or the display name of a device.
 *
 * @throws AppError CLI_NOBODY_FOUND, CLI_NAME_AMBIGUOUS
 */
export async function findMember(directory: Directory, text: string): Promise<ObjectId> {
  const id = toObjectId(text);
  if (id !== undefined) return (await byKey(directory, 'device', 'deviceId', text))?.id ?? id;
  const user = await byKey(directory, 'user', 'userPrincipalName', text);
  return user?.id ?? byName(directory, 'device', 'user or device', text);
}

/**
 * Which group is meant: an id or a display name.
 *
 * @throws AppError CLI_NOBODY_FOUND, CLI_NAME_AMBIGUOUS
 */
export async function findGroup(directory: Directory, text: string): Promise<ObjectId> {
  return toObjectId(text) ?? byName(directory, 'group', 'group', text);
}

/**
 * Which administrative unit is meant: an id or a display name.
 *
 * @throws AppError CLI_NOBODY_FOUND, CLI_NAME_AMBIGUOUS
 */
export async function findUnit(directory: Directory, text: string): Promise<ObjectId> {
  return toObjectId(text) ?? byName(directory, 'administrativeUnit', 'administrative unit', text);
}

function byKey(
  directory: Directory,
  type: 'user' | 'device',
  key: 'userPrincipalName' | 'deviceId',
  text: string,
): Promise<DirectoryObject | undefined> {
  return directory.store.read((session) => session.objects.findByKey(type, key, text));
}

async function byName(directory: Directory, type: ObjectType, kind: string, text: string): Promise<ObjectId> {
  const { objects } = await listObjects(directory, operatorCaller, {
    types: [type],
    scope: { kind: 'all' },
    filter: { op: 'eq', path: ['displayName'], value: text },
    orderBy: null,
    limit: shownCandidates + 1,
    after: null,
    wantsCount: false,
  });
  const [first] = objects;
  if (first === undefined) throw errors.CLI_NOBODY_FOUND({ kind, text });
  if (objects.length > 1) {
    const shown = objects.slice(0, shownCandidates).map((object) => object.id as string);
    const candidates = objects.length > shownCandidates ? [...shown, '…'] : shown;
    throw errors.CLI_NAME_AMBIGUOUS({ kind: type, text, candidates });
  }
  return first.id;
}
