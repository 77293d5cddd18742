import type { NewObject, Pass, Properties } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import { beforeEach, describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { insertAll, noon } from '../sample-objects.ts';

const dynamic: Properties = {
  groupTypes: ['DynamicMembership'],
  membershipRule: 'user.city -eq "x"',
  membershipRuleProcessingState: 'On',
};
const later = (ms: number) => (noon + ms) as Instant;

export function ruleContract(node: () => OpenStore): void {
  describe('rules and passes', () => {
    const read: OpenStore['store']['read'] = (work) => node().store.read(work);
    const write: OpenStore['store']['write'] = (key, work) => node().store.write(key, work);
    const lease = (worker: string, at: Instant) =>
      write('shared', async ({ rules }) => (await rules.leasePasses(worker, at, 1000, 1))[0]);

    let [first, second]: NewObject<'group'>[] = [];
    let versions: [number, number];

    /** Two dynamic groups with waiting passes; nothing else waits. */
    beforeEach(async () => {
      for (let pass = await lease('cleaner', later(1e9)); pass; pass = await lease('cleaner', later(1e9))) {
        const { groupId } = pass;
        await write('shared', ({ rules }) => rules.dropPass(groupId));
      }
      [first, second] = await insertAll(node().store, 'group', [dynamic, dynamic]);
      versions = await write('exclusive', async ({ rules }) => {
        const taken: [number, number] = [await rules.registerRule(first!.id), await rules.registerRule(second!.id)];
        await rules.queuePass(first!, taken[0]);
        await rules.queuePass(second!, taken[1]);
        return taken;
      });
    });

    test('each registration counts up, and shows which groups to read again', async () => {
      const start = versions[0] - 1;
      expect(versions[1]).toBe(start + 2);
      expect(await read(({ rules }) => rules.ruleVersion())).toBe(start + 2);
      await write('exclusive', async ({ rules, objects }) => {
        const group = (await objects.lock('group', first!.id))!;
        const paused = { ...group.properties, membershipRuleProcessingState: 'Paused' };
        await objects.update(group, { ...group, properties: paused });
        await rules.registerRule(first!.id);
      });
      const rule = 'user.city -eq "x"';
      expect(await read(({ rules }) => rules.rulesSince(start))).toEqual([
        { groupId: second!.id, groupNumber: second!.number, rule, isActive: true, ruleVersion: start + 2 },
        { groupId: first!.id, groupNumber: first!.number, rule, isActive: false, ruleVersion: start + 3 },
      ]);
      const all = await read(({ rules }) => rules.rulesSince(0));
      expect(all.map(({ groupId }) => groupId)).toEqual(expect.arrayContaining([first!.id, second!.id]));
    });

    test('the version counts up without a rule when what rules rest on changes', async () => {
      await write('exclusive', ({ rules }) => rules.advanceVersion());
      expect(await read(({ rules }) => rules.ruleVersion())).toBe(versions[1] + 1);
      expect(await read(({ rules }) => rules.rulesSince(versions[1]))).toEqual([]);
    });

    test('deleted and ungoverned groups have inactive rules', async () => {
      const changes: ((group: Properties) => Properties)[] = [
        ({ membershipRule: _gone, ...rest }) => rest,
        (group) => ({ ...group, groupTypes: [] }),
      ];
      for (const change of changes) {
        const isActive = await write('exclusive', async ({ rules, objects }) => {
          const group = (await objects.lock('group', second!.id))!;
          await objects.update(group, { ...group, properties: change(group.properties) });
          const version = await rules.registerRule(second!.id);
          return (await rules.rulesSince(version - 1))[0]!.isActive;
        });
        expect(isActive).toBe(false);
      }
    });

    test('who leaves is counted by source and group, over the last hour', async () => {
      const hour = 3_600_000;
      const [one, two] = [first!.number, second!.number];
      const count = (source: string, at: number, leaving: readonly (readonly [typeof one, number])[]) =>
        write('shared', ({ rules }) => rules.countLeaving(source, later(at), new Map(leaving)));
      expect(await count('csv', 0, [[one, 3]])).toEqual(new Map([[one, 3]]));
      expect(
        await count('csv', 1, [
          [one, 2],
          [two, 7],
        ]),
      ).toEqual(
        new Map([
          [one, 5],
          [two, 7],
        ]),
      );
      expect(await count('other', hour / 2, [[one, 1]])).toEqual(new Map([[one, 1]]));
      expect(await count('csv', hour / 2, [[one, 4]])).toEqual(new Map([[one, 9]]));
      expect(await count('csv', hour + 120_000, [[one, 1]])).toEqual(new Map([[one, 5]]));
    });

    test('rules are counted, deleted groups included', async () => {
      const before = await read(({ rules }) => rules.countRules());
      const [group] = await insertAll(node().store, 'group', [
        { ...dynamic, membershipRule: "user.memberOf -any (group.objectId -in ['x'])" },
        { ...dynamic, membershipRule: "-not user.transitiveMemberOf -any (group.objectId -in ['x'])" },
        { ...dynamic, membershipRule: 'user.city -eq "memberOf"' },
        { groupTypes: ['Unified'] },
      ]);
      await write('shared', async ({ objects }) => {
        const live = (await objects.lock('group', group!.id))!;
        await objects.update(live, { ...live, deletedAt: noon });
      });
      expect(await read(({ rules }) => rules.countRules())).toEqual({
        dynamic: before.dynamic + 3,
        memberOf: before.memberOf + 2,
      });
    });

    test('two workers get different passes, the longest waiting first; a lease that ran out is taken over', async () => {
      const [a, b] = [await lease('a', noon), await lease('b', noon)];
      expect([a?.groupId, b?.groupId]).toEqual([first!.id, second!.id]);
      expect(await lease('c', later(999))).toBeUndefined();
      const isHeld = (worker: string) =>
        write('shared', async ({ rules }) => (await rules.renewLeases([a!], worker, later(5000))).has(first!.id));
      expect(await isHeld('a')).toBe(true);
      expect((await lease('c', later(1000)))?.groupId).toBe(second!.id);
      expect((await lease('d', later(6000)))?.groupId).toBe(first!.id);
      expect(await isHeld('a')).toBe(false);
    });

    test('workers who ask at the same moment never get the same pass', async () => {
      const leased = await Promise.all(['a', 'b', 'c', 'd'].map((worker) => lease(worker, noon)));
      const groups = leased.flatMap((pass) => pass?.groupId ?? []);
      expect(groups.sort()).toEqual([first!.id, second!.id].sort());
    });

    test('progress is kept until the rule is registered again', async () => {
      const pass = (await lease('a', noon))!;
      const moved: Pass = {
        ...pass,
        status: 'Running',
        done: 7,
        total: 9,
        joined: 3,
        left: 1,
        startedAt: noon,
      };
      await write('shared', ({ rules }) => rules.savePasses([moved]));
      expect(await read(({ rules }) => rules.pass(first!.id))).toEqual(moved);

      const version = await write('exclusive', async ({ rules }) => {
        const taken = await rules.registerRule(first!.id);
        await rules.queuePass(first!, taken);
        return taken;
      });
      await write('shared', ({ rules }) => rules.savePasses([{ ...moved, done: 8 }]));
      const queued: Pass = { ...pass, ruleVersion: version };
      expect(await read(({ rules }) => rules.passes([first!.id, second!.id]))).toEqual(
        new Map([
          [first!.id, queued],
          [second!.id, expect.objectContaining({ status: 'NotStarted' })],
        ]),
      );
      const renewed = await write('shared', ({ rules }) => rules.renewLeases([pass], 'a', later(1)));
      expect(renewed).toEqual(new Set());
    });

    test('a finished pass is not handed out again', async () => {
      for (const status of ['Succeeded', 'Failed'] as const) {
        const pass = (await lease('a', noon))!;
        await write('shared', ({ rules }) =>
          rules.savePasses([{ ...pass, status, finishedAt: noon, errorMessage: 'x' }]),
        );
      }
      expect(await lease('b', later(1e9))).toBeUndefined();
    });
  });
}
