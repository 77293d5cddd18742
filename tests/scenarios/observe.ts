import {
  type Directory,
  type Group,
  getObject,
  type LoggedChange,
  listObjects,
  type ObjectType,
  type Properties,
  type RelationName,
  withProcessingStatus,
} from '@muster/directory';
import { AppError, type ObjectId } from '@muster/kernel';
import { administrator } from './builders.ts';
import type { TestDirectory } from './test-directory.ts';

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

/** Ids in any relation to an object, ascending by number. */
export async function related(
  directory: Directory,
  relation: RelationName,
  of: ObjectId,
  types: readonly ObjectType[] = ['user', 'device', 'group', 'servicePrincipal'],
): Promise<readonly ObjectId[]> {
  const page = await listObjects(directory, administrator, {
    types,
    scope: { kind: 'relation', relation, of },
    filter: null,
    orderBy: null,
    limit: 999,
    after: null,
    wantsCount: false,
  });
  return page.objects.map((object) => object.id);
}

/** The group's properties as they are now. */
export async function propertiesOf(directory: Directory, group: { id: ObjectId }): Promise<Properties> {
  return (await getObject(directory, administrator, 'group', group.id)).properties;
}

/** `membershipRuleProcessingStatus` as clients see it. */
export async function statusOf(
  directory: Directory,
  group: { id: ObjectId },
): Promise<{ status: string; lastMembershipUpdated: number | null; errorMessage: string | null } | null> {
  const present = await getObject(directory, administrator, 'group', group.id);
  const [shown] = await directory.store.read((session) => withProcessingStatus(directory, session, [present]));
  return shown!.properties.membershipRuleProcessingStatus as never;
}

/** Everything in the change log after a place. */
export async function changesAfter(directory: Directory, place: number): Promise<readonly LoggedChange[]> {
  const log = directory.store.read((session) => session.log.changesAfter(place, 10_000));
  return log;
}

/** The last place of the log. */
export async function logHead(test: TestDirectory): Promise<number> {
  const [row] = await test.query<{ head: string }>('select coalesce(max(seq), 0) as head from change_log');
  return Number(row!.head);
}

/** What the ledger says moved in and out of the group after a place of the log: member numbers, in the ledger's order. */
export async function movementsOf(
  directory: Directory,
  group: Group,
  place: number,
): Promise<{ operation: string; joined: number[]; left: number[] }[]> {
  const changes = await changesAfter(directory, place);
  const moved = [];
  for (const change of changes) {
    const rows = await directory.store.read((session) => session.log.ledgerRowsOf(change.seq));
    const [joined, left]: [number[], number[]] = [[], []];
    for (const row of rows) {
      if (row.kind === 'group') {
        if (row.group !== group.number) continue;
        joined.push(...row.joined);
        left.push(...row.left);
      } else {
        if (row.joined.includes(group.number)) joined.push(row.member);
        if (row.left.includes(group.number)) left.push(row.member);
      }
    }
    if (joined.length + left.length > 0) moved.push({ operation: change.cause.operation, joined, left });
  }
  return moved;
}

/** The code with which the promise fails; `none` when it does not. */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (problem: unknown) => {
      if (problem instanceof AppError) return problem.code;
      throw problem;
    },
  );
}

/** The code with which the work is refused, having made sure that the refusal left nothing in the database. */
export async function refusal(test: TestDirectory, work: () => Promise<unknown>): Promise<string> {
  const before = await footprint(test);
  const code = await codeOf(work());
  const after = await footprint(test);
  if (code !== 'none' && before !== after) throw new Error(`${code}, and yet the database changed`);
  return code;
}

/** A text that is another one when anything that matters was written. */
async function footprint(test: TestDirectory): Promise<string> {
  const tables = ['change_log', 'membership_ledger', 'unique_values', 'relations', 'passes', 'extension_properties'];
  const objects = ['users', 'devices', 'groups', 'applications', 'service_principals'];
  const counts = tables.map((table) => `(select count(*) from ${table}) as ${table}`);
  const sums = objects.map(
    (table) => `(select coalesce(sum(version), 0) || '/' || count(*) from ${table}) as ${table}`,
  );
  const [row] = await test.query(`select ${[...counts, ...sums].join(', ')}, (select version from rule_registry)`);
  return JSON.stringify(row);
}
