import {
  addMembers,
  createGroup,
  type Directory,
  deleteGroup,
  deleteUser,
  type Group,
  purgeDeletedItem,
  removeMember,
  reprocessRule,
  restoreDeletedItem,
  setManager,
  type User,
  updateGroup,
  updateUser,
  workOffPasses,
  writePeople,
} from '@muster/directory';
import { AppError, type ObjectId } from '@muster/kernel';
import { administrator, aGroup, somePeople } from './builders.ts';

/** What may well be refused when two nodes write at random; anything else is a fault. */
const expectedRefusals = new Set([
  'RESOURCE_NOT_FOUND',
  'REFERENCE_EXISTS',
  'DYNAMIC_GROUP_MEMBERS',
  'GROUP_CONTAINS_ITSELF',
  'MANAGER_INVALID',
  'RULE_REQUIRED',
  'RULE_ON_ASSIGNED_GROUP',
  'MEMBEROF_SOURCE_IS_MEMBEROF',
  'MEMBEROF_SOURCE_NOT_FOUND',
  'RULE_CIRCLE',
]);

/** The objects that the nodes write about: ids only, so that every node finds out the rest for itself. */
interface World {
  readonly users: ObjectId[];
  readonly groups: ObjectId[];
  /** Rules may be written in the extended language. */
  readonly isExtended: boolean;
}

type Random = (below: number) => number;

/** Whole numbers from 0, the same for the same seed. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const departments = ['Sales', 'HR', 'IT', null];
const cities = ['Bern', 'Basel', 'Biel', null];

/** Writes at random from all nodes at once, with workers that work off passes on each of them. */
export async function randomWrites(
  nodes: readonly Directory[],
  seed: number,
  operations: number,
  isExtended = false,
): Promise<void> {
  const world = await aWorld(nodes[0]!, isExtended);
  // One node finds rules by columns from the start, the others by the interpreter until a pass fills theirs.
  await nodes[0]!.columns.fill();
  const stop = new AbortController();
  const workers = nodes.map((node, i) => keepWorking(node, `worker ${i}`, stop.signal));
  try {
    await Promise.all(nodes.map((node, i) => writeOn(node, world, randomFrom(seed * 1000 + i), operations)));
  } finally {
    stop.abort();
    await Promise.all(workers);
  }
}

async function aWorld(directory: Directory, isExtended: boolean): Promise<World> {
  const people = await somePeople(
    directory,
    Array.from({ length: 30 }, (_, i) => ({ department: departments[i % 4]!, city: cities[(i >> 2) % 4]! })),
  );
  const groups: Group[] = [];
  for (let i = 0; i < 6; i++) groups.push(await aGroup(directory, i < 3 ? 'user.department -eq "Sales"' : undefined));
  return { users: people.map((person) => person.id), groups: groups.map((group) => group.id), isExtended };
}

async function keepWorking(directory: Directory, worker: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const options = { worker, leaseMs: 60_000, batchSize: 5, signal: new AbortController().signal };
    await workOffPasses(directory, options, (_pass, _outcome, problem) => {
      if (problem !== undefined) throw problem;
    });
    await new Promise((resume) => setTimeout(resume, 5));
  }
}

async function writeOn(directory: Directory, world: World, random: Random, operations: number): Promise<void> {
  for (let i = 0; i < operations; i++) {
    const operation = pick(random, weighted);
    await operation(directory, world, random).catch((problem: unknown) => {
      if (!(problem instanceof AppError) || !expectedRefusals.has(problem.code)) throw problem;
    });
  }
}

type Operation = (directory: Directory, world: World, random: Random) => Promise<unknown>;

const pick = <T>(random: Random, from: readonly T[]): T => from[random(from.length)]!;

/** A condition of the extended language over memberships and reporting lines. */
function aRelation(world: World, random: Random): string {
  const group = () => pick(random, world.groups);
  const leaves = [
    () => `user.memberOf -any (group.objectId -in ['${group()}'])`,
    () => `user.transitiveMemberOf -any (group.objectId -in ['${group()}', '${group()}'])`,
    () => `All Reports for "${pick(random, world.users)}"`,
    () => `Direct Reports for "${pick(random, world.users)}"`,
    () => `user.department -eq "${pick(random, departments) ?? 'Sales'}"`,
  ];
  const leaf = () => `${random(3) === 0 ? '-not ' : ''}${pick(random, leaves)()}`;
  return random(3) === 0 ? `(${leaf()})` : `(${leaf()} ${pick(random, ['-and', '-or'])} ${leaf()})`;
}

function aRule(world: World, random: Random): string {
  if (world.isExtended && random(3) > 0) return aRelation(world, random);
  const rules = [
    () => `user.department -eq "${pick(random, departments) ?? 'Sales'}"`,
    () => `user.city -eq "${pick(random, cities) ?? 'Bern'}" -and user.accountEnabled -eq true`,
    () => `user.department -ne "HR" -or user.city -eq null`,
    () => `Direct Reports for "${pick(random, world.users)}"`,
    () => `user.memberOf -any (group.objectId -in ['${pick(random, world.groups)}', '${pick(random, world.groups)}'])`,
  ];
  return pick(random, rules)();
}

const somePatch = (random: Random) =>
  pick(random, [
    { department: pick(random, departments) },
    { city: pick(random, cities) },
    { department: pick(random, departments), city: pick(random, cities) },
    { accountEnabled: random(2) === 0 },
    { jobTitle: `Title ${random(5)}` },
  ]);

const change = (directory: Directory, id: ObjectId, properties: Parameters<typeof updateGroup>[3]['properties']) =>
  updateGroup(directory, administrator, id, { properties });

const operations: readonly (readonly [weight: number, operation: Operation])[] = [
  [8, (directory, { users }, random) => updateUser(directory, administrator, pick(random, users), somePatch(random))],
  [
    2,
    async (directory, { users }, random) => {
      const made: readonly User[] = await somePeople(directory, [{ department: pick(random, departments) }]);
      users.push(...made.map((user) => user.id));
    },
  ],
  [
    2,
    (directory, { users }, random) => {
      const ids = [...new Set([pick(random, users), pick(random, users), pick(random, users)])];
      const managerId = random(2) === 0 ? pick(random, users) : undefined;
      const batch = ids.map((id) => ({ kind: 'update' as const, id, properties: somePatch(random), managerId }));
      return writePeople(directory, administrator, 'import', batch as never);
    },
  ],
  [2, (directory, { users }, random) => deleteUser(directory, administrator, pick(random, users))],
  [3, (directory, { users }, random) => restoreDeletedItem(directory, administrator, pick(random, users))],
  [
    3,
    (directory, { users }, random) =>
      setManager(directory, administrator, pick(random, users), random(4) === 0 ? null : pick(random, users)),
  ],
  [4, (directory, { groups, users }, r) => addMembers(directory, administrator, pick(r, groups), [pick(r, users)])],
  [1, (directory, { groups }, r) => addMembers(directory, administrator, pick(r, groups), [pick(r, groups)])],
  [3, (directory, { groups, users }, r) => removeMember(directory, administrator, pick(r, groups), pick(r, users))],
  [3, (directory, world, r) => change(directory, pick(r, world.groups), { membershipRule: aRule(world, r) })],
  [
    2,
    (directory, { groups }, r) =>
      change(directory, pick(r, groups), { membershipRuleProcessingState: pick(r, ['On', 'On', 'Paused']) }),
  ],
  [
    2,
    (directory, world, r) =>
      change(directory, pick(r, world.groups), { groupTypes: ['DynamicMembership'], membershipRule: aRule(world, r) }),
  ],
  [1, (directory, { groups }, r) => change(directory, pick(r, groups), { groupTypes: [] })],
  [1, (directory, { groups }, random) => reprocessRule(directory, administrator, pick(random, groups))],
  [1, (directory, { groups }, random) => deleteGroup(directory, administrator, pick(random, groups))],
  [2, (directory, { groups }, random) => restoreDeletedItem(directory, administrator, pick(random, groups))],
  [
    1,
    async (directory, world, random) => {
      const gone = pick(random, random(3) === 0 ? world.groups : world.users);
      await purgeDeletedItem(directory, administrator, gone);
      const name = `new${gone.slice(0, 8)}${random(1e9)}`;
      const properties = { displayName: name, mailNickname: name, mailEnabled: false, securityEnabled: true };
      world.groups.push((await createGroup(directory, administrator, { properties })).id);
    },
  ],
];

const weighted = operations.flatMap(([weight, operation]) => Array.from({ length: weight }, () => operation));
