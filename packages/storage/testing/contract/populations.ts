import { type Matching, type PopulationQuestion, type Properties, toRuleObject, type User } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import { type CheckedRule, checkRule, evaluate, foldedLetters } from '@muster/rules';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { insertAll, noon } from '../sample-objects.ts';

const place = 'extension_0123456789abcdef0123456789abcdef_place';
const since = 'extension_0123456789abcdef0123456789abcdef_since';
const dateExtensions: ReadonlySet<string> = new Set([since]);

function ruleOf(text: string): CheckedRule {
  const checked = checkRule(text);
  if (!checked.ok) throw new Error(`${text}: ${JSON.stringify(checked.diagnostics)}`);
  return checked.rule;
}

const variety: readonly Properties[] = [
  { city: 'Rome', [place.replace('place', 'Place')]: 'HQ', [since]: noon },
  { city: 'rome', [place]: 7, [since]: null },
  { city: 'roma', [place]: true, employeeHireDate: -62_198_755_200_000 },
  { city: '😀 inn', [place]: ['HQ'], employeeHireDate: 253_402_300_800_000 },
  { [place]: '', sipProxyAddress: 'sip:a', imAddresses: ['sip:b'], businessPhones: ['1', '2'] },
  { imAddresses: ['sip:b', 'sip:a'], businessPhones: [] },
];

export function populationContract(node: () => OpenStore): void {
  describe('populations', () => {
    let users: readonly User[];
    let [after, upTo] = [0, 0];

    beforeAll(async () => {
      const { store } = node();
      const stored = await insertAll(store, 'user', variety);
      [after, upTo] = [stored[0]!.number - 1, stored.at(-1)!.number];
      const numbers = stored.map(({ number }) => number);
      users = (await store.read(({ objects }) => objects.findByNumbers(numbers, ['user']))) as User[];
    });

    const ask = (rule: string, more: Partial<PopulationQuestion> = {}): Promise<Matching> =>
      node().store.read(({ objects }) =>
        objects.scanMatching({ rule: ruleOf(rule), now: noon, dateExtensions, after, upTo, ...more }),
      );

    test.each([
      ['user.city -eq "ROME"', true],
      ['user.city -notStartsWith "rom"', true],
      ['user.city -contains "\ud83d"', false],
      ['user.city -endsWith "\ude00 inn"', false],
      ['user.city -match "r[ou]me"', false],
      [`user.${place} -eq "hq"`, true],
      [`user.${place} -in ["7", "TRUE"]`, true],
      [`user.${place} -eq null`, true],
      [`user.${place} -eq ""`, true],
      [`user.${since} -startsWith "20"`, false],
      [`user.${since} -ne null`, true],
      ['user.sipProxyAddress -eq "sip:b"', true],
      ['user.telephoneNumber -ne null', true],
      ['user.employeeHireDate -ge 9999-12-31', true],
      ['user.employeeHireDate -le 0000-01-01', true],
      ['user.employeeHireDate -ge system.now -minus P90000000D', true],
      ['user.employeeHireDate -le system.now -plus P90000000D', true],
      ['user.objectId -startsWith "a" -or user.objectId -notStartsWith "A"', true],
    ])('%j means the same in the database (exactly: %s)', async (rule, exactly) => {
      const { numbers, isExact } = await ask(rule);
      const expected = users.filter((user) =>
        evaluate(ruleOf(rule), toRuleObject(user, [], { dateExtensions, dialect: 'entra' }), noon),
      );
      const selected = expected.map(({ number }) => number);
      expect(selected.length).toBeGreaterThan(0);
      expect(isExact).toBe(exactly);
      expect(isExact ? numbers : numbers.filter((number) => selected.includes(number))).toEqual(selected);
    });

    test('deleted objects and those outside the stretch are left out', async () => {
      const { store } = node();
      const [first, deleted, last, beyond] = await insertAll(store, 'device', [{}, {}, {}, {}]);
      await store.write('shared', async ({ objects }) => {
        const live = (await objects.lock('device', deleted!.id))!;
        await objects.update(live, { ...live, deletedAt: (noon + 1) as Instant });
      });
      const question = { after: first!.number - 1, upTo: last!.number };
      const { numbers } = await ask('device.objectId -ne null', question);
      expect(numbers).toEqual([first!.number, last!.number]);
      expect(await store.read(({ objects }) => objects.highestNumber('device'))).toBe(beyond!.number);
    });

    test('every letter that folding changes is found, whatever the database knows of letters', async () => {
      const letters = foldedLetters();
      const stored = await insertAll(
        node().store,
        'user',
        letters.map(([letter]) => ({ department: letter })),
      );
      const stretch = { after: stored[0]!.number - 1, upTo: stored.at(-1)!.number };
      // Every other folded letter, so that its neighbours must stay outside.
      const wanted = [...new Set(letters.map(([, folded]) => folded))].filter((_, i) => i % 2 === 0);
      const found: number[] = [];
      for (let i = 0; i < wanted.length; i += 200) {
        const rule = `user.department -in [${wanted.slice(i, i + 200).map((each) => `"${each}"`)}]`;
        const { numbers, isExact } = await ask(rule, stretch);
        expect(isExact).toBe(true);
        found.push(...numbers);
      }
      const expected = stored.filter((_, i) => wanted.includes(letters[i]![1])).map(({ number }) => number);
      expect(found.sort((a, b) => a - b)).toEqual(expected);
    });

    test('a memberOf rule cannot be asked', async () => {
      await expect(
        ask("user.memberOf -any (group.objectId -in ['11111111-1111-1111-1111-111111111111'])"),
      ).rejects.toThrow('memberships are not rows');
    });

    test('every value that rules read is copied out as it is', async () => {
      const odd = ['\t\n\r\b\f\v', '\\', '\\N', '\\.', 'a\\tb', ' ', '\ufeffé\u2028😀', '\u0001\u007f'];
      const { store } = node();
      const stored = await insertAll(store, 'user', [
        ...odd.map((text) => ({ city: text, proxyAddresses: [text, ''], [place]: text })),
        { city: 'x'.repeat(128), state: null, proxyAddresses: [], accountEnabled: false, employeeHireDate: noon + 1 },
        { assignedPlans: [{ service: 'a"b\\', servicePlanId: null, capabilityStatus: 'Enabled' }] },
      ]);
      const numbers = stored.map(({ number }) => number);
      const found = (await store.read(({ objects }) => objects.findByNumbers(numbers, ['user']))) as User[];
      const view = { dateExtensions, dialect: 'entra' } as const;
      const expected = new Map(found.map((user) => [user.number, toRuleObject(user, [], view).values]));
      const names = Object.keys(toRuleObject(users[2]!, [], view).values).filter(
        (name) => !/^(memberOf|ext.*_)/.test(name),
      );
      const copied = new Map<number, Record<string, unknown>>();
      let own: Record<string, unknown> = {};
      await store.read(({ objects }) =>
        objects.scanRuleValues('user', names, {
          object: (number) => {
            own = {};
            copied.set(number, own);
          },
          text: (at, bytes, start, end) => {
            own[names[at]!] = Buffer.from(bytes.subarray(start, end)).toString('utf8');
          },
          value: (at, value) => {
            own[names[at]!] = value;
          },
          extensions: (values) => Object.assign(own, values),
        }),
      );
      for (const { number } of stored) {
        const values = expected.get(number)!;
        for (const name of [...names, place]) {
          expect([name, copied.get(number)![name] ?? null]).toEqual([name, values[name] ?? null]);
        }
      }
      // The connection is as good as before.
      expect((await store.read(({ objects }) => objects.findByNumbers(numbers, ['user']))).length).toBe(numbers.length);
    });

    test('whoever stops taking values leaves no connection behind that still talks', async () => {
      const { store } = node();
      const stop = () => {
        throw new Error('enough');
      };
      const sink = { object: stop, text: stop, value: stop, extensions: stop };
      for (let i = 0; i < 25; i++) {
        await expect(store.read(({ objects }) => objects.scanRuleValues('user', [], sink))).rejects.toThrow('enough');
      }
      expect((await ask('user.city -eq "ROME"')).numbers.length).toBeGreaterThan(0);
    });
  });
}
