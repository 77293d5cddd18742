import { type FreshDatabase, freshDatabase } from '@muster/storage/testing/fresh-database';
import pg from 'pg';
import { expect } from 'vitest';
import { AcknowledgedWrites } from '../crash/acknowledged-writes.ts';
import { createDepartmentGroup, departmentRule, expectRightMembers } from '../crash/department-groups.ts';
import { departments, generatePeople, writePeopleFile } from '../crash/people-file.ts';
import { seed, seededRandom } from '../crash/random.ts';
import { type Json, type MusterProcess, runMuster, serveMuster, temporaryFolder } from '../muster-process.ts';

const peopleCount = 600;
const groupCount = 12;
const usersPath = '/v1.0/users?$select=id,userPrincipalName,department,jobTitle&$top=999';

/** Three servers on one database, people and groups, and what clients were told. */
export interface Cluster {
  readonly database: FreshDatabase;
  readonly nodes: MusterProcess[];
  readonly groups: readonly string[];
  readonly people: readonly string[];
  readonly writes: readonly AcknowledgedWrites[];
}

function startNode(database: FreshDatabase): Promise<MusterProcess> {
  return serveMuster(['--database-url', database.url, '--rate-limit', '0', '--pass-batch', '40']);
}

export async function startCluster(): Promise<Cluster> {
  const database = await freshDatabase();
  const nodes = [await startNode(database)];
  nodes.push(...(await Promise.all([startNode(database), startNode(database)])));
  const files = await writePeopleFile(await temporaryFolder(), generatePeople(peopleCount));
  const imported = await runMuster(['import', 'csv', files.csv, '--map', files.map, '--database-url', database.url]);
  expect(imported.code, imported.err).toBe(0);
  const [first] = nodes as [MusterProcess];
  const [organization] = await first.all('/v1.0/organization');
  const guard = { membershipGuard: { leavingPercent: 100 } };
  expect((await first.call('PATCH', `/v1.0/organization/${organization.id}`, guard)).status).toBe(204);
  const groups: string[] = [];
  for (let n = 0; n < groupCount; n++) groups.push(await createDepartmentGroup(first, `group-${n}`, ['Sales']));
  const users = await first.all(usersPath);
  // The clients of each node write to people of their own, so that they know what must be there.
  const writes = nodes.map((_, n) => {
    const own = new AcknowledgedWrites(seed + n);
    own.watch(users.filter((_user: Json, i: number) => i % nodes.length === n));
    return own;
  });
  return { database, nodes, groups, people: users.map((user: Json) => user.id), writes };
}

/** What one kill left behind, and what became of it. */
export interface Survived {
  readonly acknowledged: number;
  /** Passes that were open at the moment of the kill. */
  readonly openPasses: number;
  /** Passes that the dead node held. */
  readonly heldByTheDead: number;
}

/**
 * Clients write to all three nodes and change rules; one node is killed with `kill -9`, the others go on. Then everything
 * that was acknowledged must be there, every pass must end without the dead node, and nothing may have been done twice.
 */
export async function killOneNode(cluster: Cluster, victim: number, round: number): Promise<Survived> {
  const { nodes, groups, people, writes } = cluster;
  const random = seededRandom(seed + round * 7919);
  const stop = new AbortController();
  const clients = nodes.map((node, n) => {
    const own = people.filter((_, i) => i % nodes.length === n);
    return n === victim ? writes[n]!.patchUntilGone(node, own) : writeUntil(stop.signal, writes[n]!, node, own);
  });
  const changes = groups.map((id, i) => {
    const chosen = departments.filter(() => random.next() < 0.5);
    const membershipRule = departmentRule(chosen.length === 0 ? ['Sales'] : chosen);
    return nodes[i % nodes.length]!.call('PATCH', `/v1.0/groups/${id}`, { membershipRule }).catch(() => undefined);
  });
  await Promise.race([Promise.all(changes), somePassIsInside(cluster)]);
  await nodes[victim]!.end('SIGKILL');
  const killedAt = Date.now();
  const left = await openPasses(cluster);
  await Promise.all(changes);
  await passesEnd(cluster);
  // However busy the machine: no lease of the dead one may have outlived it by more than ten seconds.
  for (const { leasedUntil } of left) expect(leasedUntil - killedAt).toBeLessThan(10_000);
  stop.abort();
  const counts = await Promise.all(clients);
  nodes[victim] = await startNode(cluster.database);
  await expectWhole(cluster, `round ${round}, seed ${seed}`);
  return {
    acknowledged: counts.reduce((sum, count) => sum + count, 0),
    openPasses: left.length,
    heldByTheDead: left.filter(({ leasedUntil }) => leasedUntil > killedAt).length,
  };
}

async function writeUntil(
  signal: AbortSignal,
  writes: AcknowledgedWrites,
  node: MusterProcess,
  own: readonly string[],
): Promise<number> {
  let count = 0;
  while (!signal.aborted) count += (await writes.patchOnce(node, own)) ? 1 : 0;
  return count;
}

/** Everything acknowledged is there, seen from every node; members are those of the rules; `verify` finds nothing. */
async function expectWhole(cluster: Cluster, hint: string): Promise<void> {
  const { nodes, writes, database } = cluster;
  for (const node of nodes) {
    const users = await node.all(usersPath);
    for (const own of writes)
      own.expectKept(
        users.filter((user: Json) => own.known.has(user.id)),
        hint,
      );
    await expectRightMembers(node, users, hint);
  }
  const { out, err } = await runMuster(['verify', '--database-url', database.url, '--json']);
  expect(err, `${hint}: verify`).toBe('');
  expect(JSON.parse(out), `${hint}: verify`).toMatchObject({ differences: [], pending: [], broken: [] });
  expect(await doubledWork(cluster), `${hint}: work done twice`).toEqual([]);
}

/** Passes that were reported as finished more often than rules were registered for the group. */
async function doubledWork(cluster: Cluster): Promise<object[]> {
  return query(
    cluster,
    `with ended as (
       select object_id, count(*) as count from change_log
       where changes #>> '{membershipRuleProcessingStatus,1,status}' = 'Succeeded' group by object_id),
     registered as (
       select object_id, count(*) as count from change_log
       where object_type = 'group' and (changes ? 'membershipRule') group by object_id)
     select ended.* from ended join registered using (object_id) where ended.count > registered.count`,
  );
}

async function somePassIsInside(cluster: Cluster): Promise<void> {
  for (let round = 0; round < 1000; round++) {
    const inside = await query(cluster, `select 1 from passes where status = 'Running' and done_count > 0`);
    if (inside.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function openPasses(cluster: Cluster): Promise<{ leasedUntil: number }[]> {
  return query(
    cluster,
    `select coalesce(extract(epoch from leased_until) * 1000, 0)::float8 as "leasedUntil"
     from passes where status in ('NotStarted', 'Running')`,
  );
}

async function passesEnd(cluster: Cluster): Promise<void> {
  for (let round = 0; round < 3000; round++) {
    if ((await openPasses(cluster)).length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('passes are still open a minute after the kill');
}

async function query<R extends object>(cluster: Cluster, text: string): Promise<R[]> {
  const client = new pg.Client(cluster.database.url);
  await client.connect();
  return client
    .query<R>(text)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}
