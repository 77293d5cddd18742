import type { Condition, DirectoryObject, ObjectQuery, ObjectType, Properties, QueryValue } from '@muster/directory';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { satisfies } from '../evaluate-condition.ts';
import { insertAll, noon } from '../sample-objects.ts';

const extension = 'extension_0123456789abcdef0123456789abcdef_mixed';
const attributes = 'onPremisesExtensionAttributes';

/** Values that are hard on quoting, patterns, case and order. */
const texts = [
  '',
  'a',
  'A',
  'b',
  'É',
  'é',
  'ß',
  'ss',
  'Σ',
  'ς',
  "o'b",
  '"',
  '%',
  '_',
  'a_b',
  'a%b',
  'a\\b',
  '\\',
  '😀',
  '😀x',
  '$1',
  '1',
];
const instants = [0, noon, noon + 1, -62_135_596_800_001];

/** Objects among which every value of every kind of property occurs, and its absence. */
const population: readonly Properties[] = [
  ...texts.map(
    (text, i): Properties => ({
      department: text,
      displayName: text,
      otherMails: [text, texts[(i * 7) % texts.length]!],
      [attributes]: { extensionAttribute1: text },
      [extension]: text,
      accountEnabled: i % 3 === 0 ? null : i % 3 === 1,
      employeeHireDate: instants[i % 5] ?? null,
      assignedPlans: [{ service: text, assignedDateTime: instants[i % 5] ?? null }],
    }),
  ),
  { department: null, [extension]: 7 },
  { department: null, [extension]: true, otherMails: [] },
  { department: null, [extension]: -1.5, [attributes]: {} },
];

const text = fc.constantFrom(...texts);
const operator = fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le' as const);
const instant = fc.constantFrom(...instants).map((each) => ({ instant: each }));

const at = (...path: string[]) => path;

/** A path and a value of the path's type. */
const compared: fc.Arbitrary<readonly [string[], QueryValue]> = fc.oneof(
  fc.tuple(
    fc.constantFrom(at('department'), at('displayName'), at(attributes, 'extensionAttribute1'), at(extension)),
    text,
  ),
  fc.tuple(fc.constant(at('accountEnabled')), fc.boolean()),
  fc.tuple(fc.constantFrom(at('employeeHireDate'), at('createdDateTime'), at('deletedDateTime')), instant),
  fc.tuple(fc.constant(at(extension)), fc.oneof(fc.constantFrom(7, 0, -1.5), fc.boolean(), instant)),
);

const orNull = compared.chain(([path, value]) => fc.tuple(fc.constant(path), fc.constantFrom<QueryValue>(value, null)));

const elements: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(operator, text).map(([op, value]): Condition => ({ op, path: [], value })),
  fc
    .constantFrom('startsWith', 'endsWith', 'contains' as const)
    .chain((op) => text.map((value): Condition => ({ op, path: [], value }))),
);

const plans: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(operator, fc.option(text)).map(([op, value]): Condition => ({ op, path: ['service'], value })),
  fc.tuple(operator, fc.option(instant)).map(([op, value]): Condition => ({ op, path: ['assignedDateTime'], value })),
);

const negatable = (each: fc.Arbitrary<Condition>) =>
  fc.oneof(
    each,
    each.map((term): Condition => ({ op: 'not', term })),
  );

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(operator, orNull).map(([op, [path, value]]): Condition => ({ op, path, value })),
    orNull.chain(([path, value]) =>
      fc.array(text).map(
        (more): Condition => ({
          op: 'in',
          path,
          values: typeof value === 'string' ? [value, ...more] : [value],
        }),
      ),
    ),
    fc
      .tuple(
        fc.constantFrom('startsWith', 'endsWith', 'contains' as const),
        fc.constantFrom(['department'], [attributes, 'extensionAttribute1'], [extension]),
        text,
      )
      .map(([op, path, value]): Condition => ({ op, path, value })),
    negatable(elements).map((element): Condition => ({ op: 'any', path: ['otherMails'], element })),
    negatable(plans).map((element): Condition => ({ op: 'any', path: ['assignedPlans'], element })),
    fc
      .tuple(operator, fc.integer({ min: 0, max: 3 }))
      .map(([comparison, value]): Condition => ({ op: 'count', path: ['otherMails'], comparison, value })),
    fc.constantFrom<Condition>({ op: 'isType', type: 'user' }, { op: 'isType', type: 'group' }),
    fc
      .tuple(fc.constantFrom('and', 'or' as const), fc.array(tie('condition'), { maxLength: 3 }))
      .map(([op, terms]): Condition => ({ op, terms })),
    tie('condition').map((term): Condition => ({ op: 'not', term })),
  ),
}));

export const queryFor = (types: readonly ObjectType[], filter: Condition | null): ObjectQuery => ({
  types,
  scope: { kind: 'all' },
  filter,
  orderBy: null,
  limit: 999,
  after: null,
  wantsCount: true,
});

export function conditionContract(node: () => OpenStore): void {
  describe('conditions', () => {
    let users: readonly DirectoryObject[];
    const list = (filter: Condition, types: readonly ObjectType[] = ['user']) =>
      node().store.read(({ objects }) => objects.list(queryFor(types, filter), null));

    beforeAll(async () => {
      await insertAll(node().store, 'user', population);
      users = await node().store.read(({ objects }) => objects.scan('user', 0, 10_000));
    });

    test('mean in the database what they mean in memory', async () => {
      await fc.assert(
        fc.asyncProperty(condition, async (each) => {
          const { objects, count } = await list(each);
          const expected = users.filter((user) => satisfies(user, each)).map(({ number }) => number);
          expect(objects.map(({ number }) => number)).toEqual(expected);
          expect(count).toBe(expected.length);
        }),
        { numRuns: 250 },
      );
    });

    test.each<[string, Condition, number]>([
      ['ignores case beyond ASCII', { op: 'eq', path: ['department'], value: 'é' }, 2],
      ['takes null as unequal', { op: 'ne', path: ['department'], value: 'a' }, population.length - 2],
      ['finds ids', { op: 'in', path: ['id'], values: ['not an id'] }, 0],
      ['keeps patterns literal', { op: 'contains', path: ['department'], value: '%' }, 2],
    ])('%s', async (_claim, filter, expected) => {
      const ours: Condition = { op: 'in', path: ['displayName'], values: [...texts, null] };
      const named: Condition = { op: 'startsWith', path: ['displayName'], value: 'User' };
      const all: Condition = { op: 'or', terms: [ours, named] };
      const mine = users.filter((user) => extension in user.properties).map(({ id }) => id);
      const { count } = await list({ op: 'and', terms: [filter, all, { op: 'in', path: ['id'], values: mine }] });
      expect(count).toBe(expected);
    });

    test.each<[string, Condition]>([
      ['a property that does not exist', { op: 'eq', path: ['nonsense'], value: 'x' }],
      ['a name that is SQL', { op: 'eq', path: ['city" or 1=1 --'], value: 'x' }],
      ['a secret', { op: 'startsWith', path: ['passwordProfile', 'password'], value: 'x' }],
      ['a value of another type', { op: 'eq', path: ['accountEnabled'], value: 'true' }],
      ['a field that does not exist', { op: 'eq', path: [attributes, 'x'], value: 'x' }],
      ['elements of a single value', { op: 'any', path: ['department'], element: { op: 'eq', path: [], value: 'x' } }],
    ])('refuse %s', async (_what, filter) => {
      await expect(list(filter)).rejects.toMatchObject({ code: 'STORE_QUERY_REFUSED', status: 400 });
    });

    test.each(['\0', 'a\0b', '\ud800', 'x\udc00'])('refuse text that cannot be kept: %j', async (value) => {
      for (const op of ['eq', 'startsWith', 'contains'] as const) {
        await expect(list({ op, path: ['department'], value })).rejects.toMatchObject({ code: 'TEXT_NOT_STORABLE' });
      }
      await expect(insertAll(node().store, 'user', [{ department: value }])).rejects.toMatchObject({
        code: 'TEXT_NOT_STORABLE',
        status: 400,
      });
    });

    test('over several types, a property that a type lacks has no value there', async () => {
      const types: readonly ObjectType[] = ['user', 'group'];
      const marker = 'conditions over types';
      await insertAll(node().store, 'group', [{ displayName: marker }]);
      await insertAll(node().store, 'user', [{ displayName: marker, department: 'x' }, { displayName: marker }]);
      const named: Condition = { op: 'eq', path: ['displayName'], value: marker };
      const typesOf = async (filter: Condition) =>
        (await list({ op: 'and', terms: [named, filter] }, types)).objects.map(({ type }) => type);
      expect(await typesOf({ op: 'eq', path: ['department'], value: null })).toEqual(['group', 'user']);
      expect(await typesOf({ op: 'ne', path: ['department'], value: 'x' })).toEqual(['group', 'user']);
      expect(await typesOf({ op: 'ge', path: ['department'], value: '' })).toEqual(['user']);
      expect(await typesOf({ op: 'isType', type: 'group' })).toEqual(['group']);
    });

    test.each<[string, string, boolean]>([
      ['Marketing Team', 'team mark', true],
      ['Marketing Team', 'eting', false],
      ['HelloWorld', 'world', true],
      ['helloWORLD', 'wor hel', true],
      ['hello.world', 'helloworld', true],
      ['hello.world', 'world', true],
      ['hello world', 'helloworld', false],
      ['HelloWorld', 'helloworld', false],
      ['abc123def', 'def 12', true],
      ['abc123def', '23', false],
      ['Équipe-Été', 'ÉTÉ', true],
      ['50%_off', '50 off', true],
      ['plain', '%', false],
      ["O'Neil", 'oneil', true],
      ['plain', 'p'.repeat(3000), false],
      ['ΐ'.repeat(256), 'ΐ'.repeat(256), true],
    ])('words: `%s` searched for `%s`', async (searched, text, isFound) => {
      const [user] = await insertAll(node().store, 'user', [{ displayName: searched, jobTitle: searched }]);
      const [stored] = await node().store.read((session) => session.objects.findMany([user!.id], ['user']));
      // The words of names have an index, those of job titles none.
      for (const path of [['displayName'], ['jobTitle']]) {
        const search: Condition = { op: 'words', path, text };
        const { objects } = await list({ op: 'and', terms: [search, { op: 'eq', path: ['id'], value: user!.id }] });
        expect(objects.length === 1).toBe(isFound);
        expect(satisfies(stored!, search)).toBe(isFound);
      }
    });
  });
}
