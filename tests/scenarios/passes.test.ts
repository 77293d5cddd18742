import { setTimeout as sleep } from 'node:timers/promises';
import {
  createExtensionProperty,
  type Directory,
  deleteExtensionProperty,
  deleteUser,
  type PassOutcome,
  reprocessRule,
  updateGroup,
  updateUser,
  workOffPasses,
} from '@muster/directory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, anApplication, somePeople } from './builders.ts';
import { logHead, membersOf, movementsOf, statusOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

/** The same directory, whose every read is followed by a step of somebody else's: between a pass's look and its batch. */
function interrupted(directory: Directory, step: (nth: number) => Promise<void>): Directory {
  let reads = 0;
  const { store } = directory;
  return {
    ...directory,
    store: {
      read: async (work) => {
        const result = await store.read(work);
        await step(++reads);
        return result;
      },
      snapshot: (work) => store.snapshot(work),
      write: (key, work, look) => store.write(key, work, look),
    },
  };
}

/** Works off passes and tells how they ended, and how far each batch came. */
async function workOff(directory: Directory, worker: string, stopAfter = Number.POSITIVE_INFINITY) {
  const outcomes: PassOutcome[] = [];
  const progress: { status: string; done: number; total: number | null }[] = [];
  const stop = new AbortController();
  const onProgress = ({ status, done, total }: (typeof progress)[number]) => {
    progress.push({ status, done, total });
    if (progress.length === stopAfter) stop.abort();
  };
  const options = { worker, leaseMs: 60_000, batchSize: 4, signal: stop.signal, onProgress };
  await workOffPasses(directory, options, (_pass, outcome, problem) => {
    if (problem !== undefined) throw problem;
    outcomes.push(outcome);
  });
  return { outcomes, progress };
}

const tenInSales = () =>
  somePeople(
    test.directory,
    Array.from({ length: 10 }, () => ({ department: 'Sales' })),
  );

describe('a pass', () => {
  it('tells how far it is', async () => {
    await tenInSales();
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    const statuses: (string | undefined)[] = [];
    const watched = interrupted(test.directory, async () => {
      statuses.push((await statusOf(test.directory, group))?.status);
    });
    expect((await workOff(watched, 'one')).progress).toEqual([
      { status: 'Running', done: 4, total: 10 },
      { status: 'Running', done: 8, total: 10 },
      { status: 'Succeeded', done: 10, total: 10 },
    ]);
    expect(statuses).toEqual(['Running', 'Running', 'Running']);
  });

  it('leaves the rule index ready for the values that people have', async () => {
    await tenInSales();
    await aGroup(test.directory, 'user.department -startsWith "S"');
    await workOff(test.directory, 'one');
    expect(await test.directory.columns.prepareFlips()).toBe(0);
    await somePeople(test.directory, [{ department: 'Support' }]);
    expect(await test.directory.columns.prepareFlips()).toBe(1);
  });

  it('does nothing more once the rule has changed', async () => {
    const people = await tenInSales();
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    let place = 0;
    const changing = interrupted(test.directory, async (nth) => {
      if (nth !== 2) return;
      await updateGroup(test.directory, administrator, group.id, {
        properties: { membershipRule: 'user.department -eq "HR"' },
      });
      place = await logHead(test);
    });
    const { outcomes } = await workOff(changing, 'one');
    expect(outcomes).toEqual(['superseded', 'finished']);
    // The first batch of the old rule is taken back by the new one; its second batch never came.
    expect(await movementsOf(test.directory, group, place)).toEqual([
      { operation: 'pass', joined: [], left: people.slice(0, 4).map((person) => person.number) },
    ]);
    expect(await membersOf(test.directory, group)).toEqual([]);
  });

  it('stops when the group is paused', async () => {
    const people = await tenInSales();
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    const pausing = interrupted(test.directory, async (nth) => {
      if (nth !== 2) return;
      await updateGroup(test.directory, administrator, group.id, {
        properties: { membershipRuleProcessingState: 'Paused' },
      });
    });
    expect((await workOff(pausing, 'one')).outcomes).toEqual(['superseded']);
    expect(await membersOf(test.directory, group)).toEqual(people.slice(0, 4).map((person) => person.id));
  });

  it('never overwrites what happened between its look and its batch', async () => {
    const people = await tenInSales();
    const [ann, ben, cleo, dan] = people;
    await updateUser(test.directory, administrator, cleo!.id, { department: 'HR' });
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    const other = await test.secondNode();
    const writing = interrupted(test.directory, async (nth) => {
      if (nth !== 1) return;
      await updateUser(test.directory, administrator, ann!.id, { department: 'HR' });
      await deleteUser(other.directory, administrator, ben!.id);
      await updateUser(other.directory, administrator, cleo!.id, { department: 'Sales' });
      await updateUser(other.directory, administrator, dan!.id, { jobTitle: 'Lead' });
    });
    expect((await workOff(writing, 'one')).outcomes).toEqual(['finished']);
    const wanted = [cleo!, dan!, ...people.slice(4)].map((person) => person.id);
    expect(await membersOf(test.directory, group)).toEqual(wanted);
    expect(await membersOf(other.directory, group)).toEqual(wanted);
  });

  it('does not take out again who came to match after its look', async () => {
    const people = await tenInSales();
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    await test.settle();
    await updateGroup(test.directory, administrator, group.id, {
      properties: { membershipRule: 'user.department -eq "HR"' },
    });
    const place = await logHead(test);
    const writing = interrupted(test.directory, async (nth) => {
      if (nth === 1) await updateUser(test.directory, administrator, people[0]!.id, { department: 'HR' });
    });
    await workOff(writing, 'one');
    expect(await membersOf(test.directory, group)).toEqual([people[0]!.id]);
    const left = (await movementsOf(test.directory, group, place)).flatMap((move) => move.left);
    expect(left).not.toContain(people[0]!.number);
  });

  it('goes on where a worker that died left it', async () => {
    const people = await tenInSales();
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    expect((await workOff(test.directory, 'one', 1)).outcomes).toEqual(['stopped']);
    expect((await workOff(test.directory, 'two')).outcomes).toEqual([]);
    test.at('2026-06-15T12:01:01Z');
    const other = await test.secondNode();
    const place = await logHead(test);
    const taken = await workOff(other.directory, 'two');
    expect(taken.outcomes).toEqual(['finished']);
    expect(taken.progress.map((each) => each.done)).toEqual([8, 10]);
    expect(await membersOf(test.directory, group)).toEqual(people.map((person) => person.id));
    const joined = (await movementsOf(test.directory, group, place)).flatMap((move) => move.joined);
    expect(joined).toEqual(people.slice(4).map((person) => person.number));
  });

  it('is given up by a worker whose lease another one has taken', async () => {
    const people = await tenInSales();
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    const other = await test.secondNode();
    const slow = interrupted(test.directory, async (nth) => {
      if (nth !== 2) return;
      test.at('2026-06-15T12:01:01Z');
      expect((await workOff(other.directory, 'two')).outcomes).toEqual(['finished']);
    });
    expect((await workOff(slow, 'one')).outcomes).toEqual(['superseded']);
    expect(await membersOf(test.directory, group)).toEqual(people.map((person) => person.id));
    expect((await statusOf(test.directory, group))!.status).toBe('Succeeded');
  });
});

describe('a worker', () => {
  it('that is stopped is at its end when its last lease is stored', async () => {
    await tenInSales();
    await aGroup(test.directory, 'user.department -eq "Sales"');
    const { store } = test.directory;
    let open = 0;
    const slow: Directory = {
      ...test.directory,
      store: {
        read: async (work) => {
          const result = await store.read(work);
          await sleep(30);
          return result;
        },
        snapshot: (work) => store.snapshot(work),
        write: async (key, work, look) => {
          open += 1;
          const result = await store.write(key, work, look);
          if (key === 'shared') await sleep(500);
          open -= 1;
          return result;
        },
      },
    };
    const stop = new AbortController();
    const options = { worker: 'one', leaseMs: 30, batchSize: 4, signal: stop.signal, onProgress: () => stop.abort() };
    const outcomes: PassOutcome[] = [];
    await workOffPasses(slow, options, (_pass, outcome) => outcomes.push(outcome));
    expect([outcomes, open]).toEqual([['stopped'], 0]);
    test.at('2026-06-15T12:01:01Z');
    await test.settle();
  });
});

describe('a rule that cannot be applied any more', () => {
  it('fails, freezes the members, and works again once it is repaired', async () => {
    const { application } = await anApplication(test.directory);
    const team = { name: 'team', dataType: 'String', targetObjects: ['User'] };
    const extension = await createExtensionProperty(test.directory, administrator, application.id, team);
    const [ann, ben] = await somePeople(test.directory, [{ [extension.name]: 'Red' }, { [extension.name]: 'Blue' }]);
    const group = await aGroup(test.directory, `user.${extension.name} -eq "red"`);
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([ann!.id]);

    await deleteExtensionProperty(test.directory, administrator, application.id, extension.id);
    expect((await workOff(test.directory, 'one')).outcomes).toEqual(['failed']);
    const failed = await statusOf(test.directory, group);
    expect(failed).toMatchObject({ status: 'Failed', errorMessage: expect.stringContaining(extension.name) });
    await updateUser(test.directory, administrator, ann!.id, { [extension.name]: 'Blue' });
    await updateUser(test.directory, administrator, ben!.id, { [extension.name]: 'Red' });
    await reprocessRule(test.directory, administrator, group.id);
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([ann!.id]);
    expect((await statusOf(test.directory, group))!.status).toBe('Failed');

    await createExtensionProperty(test.directory, administrator, application.id, team);
    await reprocessRule(test.directory, administrator, group.id);
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([ben!.id]);
    expect((await statusOf(test.directory, group))!.status).toBe('Succeeded');
  });
});
