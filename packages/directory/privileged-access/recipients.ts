import type { ObjectId } from '@muster/kernel';
import type { Change } from '../changes/change.ts';
import { isMailAddress } from '../mail/enqueue-mail.ts';
import type { DirectoryObject, User } from '../objects/directory-object.ts';
import type { Held } from '../ports/privileged-access-store.ts';
import { roleIds } from '../roles/built-in-role-ids.ts';
import type { ApprovalRule } from './access-settings.ts';

/** Where a mail goes, and in which language. */
export interface Recipient {
  readonly address: string;
  readonly language: string;
}

/** People of one kind who are told of one event; above that, those who were made first. */
const mostPeople = 100;

const administeringRoles: readonly string[] = [roleIds.globalAdministrator, roleIds.privilegedRoleAdministrator];

/** Who administers what is held: the owners of a group; without any, and of roles, those who assign roles now. */
export async function administratorsOf(change: Change, held: Held): Promise<readonly User[]> {
  if (held.type === 'group') {
    const owners = await change.session.relations.linksFrom(held.id, 'owner');
    const people = await usersAmong(
      change,
      owners.map(({ id }) => id),
    );
    if (people.length > 0) return people;
  }
  const { roles } = change.session;
  const assigned = (await roles.assignments({ scope: '/', at: change.now })).filter(({ roleId }) =>
    administeringRoles.includes(roleId),
  );
  return peopleOf(
    change,
    assigned.filter(({ principalType }) => principalType === 'user').map(({ principalId }) => principalId),
    assigned.filter(({ principalType }) => principalType === 'group').map(({ principalId }) => principalId),
  );
}

/** Who decides about requests for what is held, as the rule names them. */
export async function approversOf(change: Change, held: Held, { approvers }: ApprovalRule): Promise<readonly User[]> {
  if (approvers.length === 0) return administratorsOf(change, held);
  const idsOf = (wanted: 'user' | 'group') => approvers.filter(({ kind }) => kind === wanted).map(({ id }) => id);
  return peopleOf(change, idsOf('user'), idsOf('group'));
}

/** The users, and the direct members of the groups. */
async function peopleOf(
  change: Change,
  users: readonly ObjectId[],
  groups: readonly ObjectId[],
): Promise<readonly User[]> {
  const people = [...(await usersAmong(change, users))];
  if (groups.length === 0) return people;
  await change.catchUp();
  for (const group of await change.session.objects.findMany(groups, ['group'])) {
    const numbers = change.directory.memberships.membersOf(group.number).page(0, mostPeople);
    people.push(...((await change.session.objects.findByNumbers(numbers, ['user'])) as readonly User[]));
  }
  return people.slice(0, mostPeople);
}

async function usersAmong(change: Change, ids: readonly ObjectId[]): Promise<readonly User[]> {
  const found: readonly DirectoryObject[] = await change.session.objects.findMany(ids.slice(0, mostPeople), ['user']);
  return found as readonly User[];
}

/** Where those of the people can be reached who can sign in and have an address. */
export function addressesOf(people: readonly User[]): readonly Recipient[] {
  return people.flatMap(({ properties }) => {
    const { mail, accountEnabled, preferredLanguage } = properties;
    if (typeof mail !== 'string' || accountEnabled === false || !isMailAddress(mail)) return [];
    const isTag = typeof preferredLanguage === 'string' && /^[A-Za-z0-9-]{2,35}$/.test(preferredLanguage);
    return [{ address: mail, language: isTag ? preferredLanguage : 'en' }];
  });
}
