import { previewRule, setManager, updateGroup, updateUser, verify, workOffPasses } from '@muster/directory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, heldGroup, somePeople } from './builders.ts';
import { membersOf, statusOf } from './observe.ts';
import { randomWrites } from './random-writes.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory({}, { keepsColumns: false });
});
afterEach(() => test.close());

describe('a process that keeps nobody in memory', () => {
  it('fills groups, follows changed rules and single writes', async () => {
    const people = await somePeople(
      test.directory,
      Array.from({ length: 12 }, (_, i) => ({ department: i % 2 === 0 ? 'Sales' : 'HR', city: `City ${i}` })),
    );
    const group = await aGroup(test.directory, 'user.department -eq "sales" -and user.city -match "^City"');
    await test.settle();
    expect(test.directory.columns.objects).toBeUndefined();
    expect(await membersOf(test.directory, group)).toEqual(people.filter((_, i) => i % 2 === 0).map(({ id }) => id));
    await updateUser(test.directory, administrator, people[1]!.id, { department: 'Sales' });
    expect(await membersOf(test.directory, group)).toContain(people[1]!.id);
    await updateGroup(test.directory, administrator, group.id, {
      properties: { membershipRule: 'user.department -eq "HR"' },
    });
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([3, 5, 7, 9, 11].map((i) => people[i]!.id));
  });

  it('takes in what was written between its look and its batch', async () => {
    const [ann, ben, cleo] = await somePeople(test.directory, [
      { department: 'Sales' },
      { department: 'HR' },
      { department: 'Sales' },
    ]);
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    const { store } = test.directory;
    let reads = 0;
    const writing = {
      ...test.directory,
      store: {
        ...store,
        snapshot: store.snapshot.bind(store),
        write: store.write.bind(store),
        read: async <R>(work: Parameters<typeof store.read<R>>[0]) => {
          const result = await store.read(work);
          if (++reads === 1) {
            await updateUser(test.directory, administrator, ann!.id, { department: 'HR' });
            await updateUser(test.directory, administrator, ben!.id, { department: 'Sales' });
          }
          return result;
        },
      },
    };
    const options = { worker: 'w', leaseMs: 60_000, batchSize: 100, signal: new AbortController().signal };
    await workOffPasses(writing, options);
    expect(await membersOf(test.directory, group)).toEqual([ben!.id, cleo!.id]);
  });

  it('keeps its lease while it looks, however long that takes', async () => {
    const [ann] = await somePeople(test.directory, [{ department: 'Sales' }]);
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    const { store } = test.directory;
    const options = { worker: 'slow', leaseMs: 90, batchSize: 100, signal: new AbortController().signal };
    let taken = 0;
    const leasedUntil = async () => {
      const [row] = await test.query<{ until: string }>('select leased_until as until from passes');
      return new Date(row!.until).toISOString();
    };
    const slow = {
      ...test.directory,
      store: {
        ...store,
        snapshot: store.snapshot.bind(store),
        write: store.write.bind(store),
        read: async <R>(work: Parameters<typeof store.read<R>>[0]) => {
          for (const [now, until] of [
            ['12:00:00.080Z', '12:00:00.170Z'],
            ['12:00:00.160Z', '12:00:00.250Z'],
          ]) {
            test.at(`2026-06-15T${now}`);
            while ((await leasedUntil()) < `2026-06-15T${until}`) await new Promise((resume) => setTimeout(resume, 5));
          }
          taken += await workOffPasses(test.directory, { ...options, worker: 'other' });
          return store.read(work);
        },
      },
    };
    expect(await workOffPasses(slow, options)).toBe(1);
    expect(taken).toBe(0);
    expect(await membersOf(test.directory, group)).toEqual([ann!.id]);
  });

  it('answers more previews at once than there are connections', async () => {
    await somePeople(test.directory, [{ department: 'Sales' }]);
    const asking = { groupId: null, membershipRule: 'user.department -eq "Sales"', list: 'joining' } as const;
    const previews = await Promise.all(
      Array.from({ length: 12 }, () => previewRule(test.directory, administrator, { ...asking, after: 0, limit: 5 })),
    );
    expect(previews.map(({ joining }) => joining)).toEqual(Array(12).fill(1));
  });

  it('previews without near misses, and lets the guard hold a pass', async () => {
    const group = await heldGroup(test, 30);
    expect(await statusOf(test.directory, group)).toMatchObject({ isApprovalRequired: true, leavingCount: 30 });
    const asking = {
      groupId: group.id,
      membershipRule: null,
      list: 'leaving',
      after: 0,
      limit: 5,
      wantsNodes: true,
    } as const;
    const preview = await previewRule(test.directory, administrator, asking);
    expect(preview).toMatchObject({
      objects: 30,
      leaving: 30,
      joining: 0,
      nearMisses: null,
      nodes: null,
      needsApproval: true,
    });
    expect(preview.page).toHaveLength(5);
    await updateGroup(test.directory, administrator, group.id, {
      properties: { membershipRule: 'user.city -ne null' },
    });
  });

  it('answers rules over reports and members of groups', async () => {
    const [boss, ann] = await somePeople(test.directory, [{ department: 'HR' }, { department: 'Sales' }]);
    await setManager(test.directory, administrator, ann!.id, boss!.id);
    const reports = await aGroup(test.directory, `Direct Reports for "${boss!.id}"`);
    const source = await aGroup(test.directory, 'user.department -eq "Sales"');
    const both = await aGroup(test.directory, `user.memberOf -any (group.objectId -in ['${source.id}'])`);
    await test.settle();
    expect(await membersOf(test.directory, reports)).toEqual([boss!.id, ann!.id]);
    expect(await membersOf(test.directory, both)).toEqual([ann!.id]);
  });

  it('agrees after random writes with one that keeps columns', async () => {
    const other = await test.secondNode({ keepsColumns: true });
    await randomWrites([other.directory, test.directory], 77, 60);
    for (const { directory, open } of [other, test]) {
      expect((await verify(directory, open.ledgerSource)).differences).toEqual([]);
    }
  });
});
