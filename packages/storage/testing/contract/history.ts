import type { Cause, Fact, Move, MoveRange } from '@muster/directory';
import { type Instant, newObjectId, type ObjectId, type ObjectNumber } from '@muster/kernel';
import { type LedgerRow, MemberSet } from '@muster/roster';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Connection } from '../../connection/connection.ts';
import { makePool } from '../../connection/pool.ts';
import type { StatementGroup } from '../../connection/statement-group.ts';
import { PostgresHistory } from '../../history/history-reader.ts';
import type { OpenStore } from '../../open-store.ts';
import { cause, noon } from '../sample-objects.ts';
import type { TestDirectory } from '../test-store.ts';

const [group, other, nested, ann, ben] = [101, 102, 103, 201, 202] as ObjectNumber[] as [
  ObjectNumber,
  ObjectNumber,
  ObjectNumber,
  ObjectNumber,
  ObjectNumber,
];
const minute = 60_000;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** Rows that were looked at in log and ledger, and what was read from end to end. */
function cost(node: PlanNode): { rows: number; scans: readonly string[] } {
  const parts = (node.Plans ?? []).map(cost);
  const isTable = ['change_log', 'membership_ledger'].includes(node['Relation Name'] ?? '');
  const own = isTable ? (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'] : 0;
  const scans = isTable && node['Node Type'] === 'Seq Scan' ? [node['Relation Name']!] : [];
  return {
    rows: own + parts.reduce((sum, part) => sum + part.rows, 0),
    scans: [...scans, ...parts.flatMap((part) => part.scans)],
  };
}

/** @param makeDirectory one that nobody else uses: it is filled with many rows. */
export function historyContract(makeDirectory: () => Promise<TestDirectory>): void {
  describe('history', () => {
    let directory: TestDirectory;
    let node: OpenStore;
    let pool: pg.Pool;
    beforeAll(async () => {
      directory = await makeDirectory();
      node = await directory.open();
      pool = makePool({ connectionString: directory.url, max: 1 }, directory.reports);
    });
    afterAll(async () => {
      await pool?.end();
      await directory?.drop();
    });

    const append = (rows: readonly LedgerRow[], facts: readonly Fact[] = [], at: number = noon) => {
      const why: Cause = { ...cause, at: at as Instant };
      return node.store.write('shared', ({ log }) => log.append(why, facts, rows));
    };
    const ofMember = (member: ObjectNumber, joined: ObjectNumber[], left: ObjectNumber[] = []): LedgerRow => ({
      kind: 'member',
      member,
      joined,
      left,
    });
    const ofGroup = (of: ObjectNumber, joined: number[], left: number[] = []): LedgerRow => ({
      kind: 'group',
      group: of,
      joined: MemberSet.of(joined),
      left: MemberSet.of(left),
    });
    const read = <R>(work: (history: PostgresHistory) => Promise<R>): Promise<R> =>
      node.store.read(({ history }) => work(history as PostgresHistory));
    const everything: MoveRange = { from: 1, to: Number.MAX_SAFE_INTEGER, order: 'oldest', limit: 100 };
    const brief = (moves: readonly Move[]) => moves.map(({ seq, joined }) => [seq, joined]);

    test('moves come from rows of members and of groups alike, from either end, in part', async () => {
      const first = await append([ofMember(ann, [other, group]), ofMember(ben, [group])]);
      const second = await append([ofGroup(group, [], [ann, ben])]);
      await append([ofGroup(group, [ben])]);
      const third = await append([ofGroup(group, [ann, 999]), ofGroup(other, [], [ann])]);
      const fourth = await append([ofMember(ann, [other], [group])]);
      const all = [
        [first, true],
        [second, false],
        [third, true],
        [fourth, false],
      ];
      const moves = (range: Partial<MoveRange>) =>
        read((history) => history.moves({ group, member: ann }, { ...everything, ...range })).then(brief);
      expect(await moves({})).toEqual(all);
      expect(await moves({ order: 'newest' })).toEqual([...all].reverse());
      expect(await moves({ from: second, to: third })).toEqual(all.slice(1, 3));
      expect(await moves({ order: 'newest', limit: 1 })).toEqual([all[3]]);
      const last = async (place: number) =>
        brief(
          await read((history) =>
            history.lastMoves(
              [
                { group, member: ann },
                { group: other, member: ann },
              ],
              place,
            ),
          ),
        );
      expect(await last(fourth)).toEqual([
        [fourth, false],
        [fourth, true],
      ]);
      expect(await last(third)).toEqual([
        [third, true],
        [third, false],
      ]);
      expect(await last(first - 1)).toEqual([]);
      const by = await read((history) => history.movesBy([first, third], [group, other], ann));
      expect(by.map((move) => [move.seq, move.group, move.joined])).toEqual(
        expect.arrayContaining([
          [first, group, true],
          [first, other, true],
          [third, group, true],
          [third, other, false],
        ]),
      );
      expect(by).toHaveLength(4);
    });

    test('a member is found behind any number of rows that might hold it, and in rows without bounds', async () => {
      const wide = 104 as ObjectNumber;
      const first = await append([ofGroup(wide, [1, ann, 9_000])]);
      for (let i = 0; i < 450; i++)
        await append([i % 2 === 0 ? ofGroup(wide, [2], []) : ofGroup(wide, [], [2, 9_000])]);
      const pair = { group: wide, member: ann };
      expect(brief(await read((history) => history.lastMoves([pair], everything.to)))).toEqual([[first, true]]);
      expect(brief(await read((history) => history.moves(pair, everything)))).toEqual([[first, true]]);
      await pool.query('update membership_ledger set least_member = null, greatest_member = null');
      expect(brief(await read((history) => history.moves(pair, { ...everything, order: 'newest' })))).toEqual([
        [first, true],
      ]);
    });

    test('groups in groups are known by their own rows', async () => {
      const id = newObjectId();
      const fact: Fact = { objectType: 'group', objectId: id, objectNumber: nested, action: 'create', changes: {} };
      await append([], [fact]);
      const into = await append([ofMember(nested, [group, other])]);
      const outOf = await append([ofMember(nested, [], [other])]);
      const at = async (place: number) =>
        (await read((history) => history.nestings(place))).map((edge) => [edge.memberId, edge.group, edge.seq]);
      expect(await at(into - 1)).toEqual([]);
      expect(await at(into)).toEqual([
        [id, group, into],
        [id, other, into],
      ]);
      expect(await at(outOf)).toEqual([[id, group, into]]);
    });

    test('an instant stands for the last place before what came later, overlaps within a minute apart', async () => {
      const start = noon + 24 * 60 * minute;
      const places = [];
      for (const at of [0, 10 * minute, 20 * minute + 2, 20 * minute, 30 * minute]) {
        places.push(await append([], [], start + at));
      }
      const at = (instant: number) => read((history) => history.placeAt((start + instant) as Instant));
      expect(await at(0)).toBe(places[0]);
      expect(await at(9 * minute)).toBe(places[0]);
      expect(await at(10 * minute)).toBe(places[1]);
      // The change that began later was numbered first: neither has been made before both have.
      expect(await at(19 * minute)).toBe(places[1]);
      expect(await at(20 * minute)).toBe(places[1]);
      expect(await at(25 * minute)).toBe(places[3]);
      expect(await at(90 * minute)).toBe(places[4]);
      const instants = [0, 9, 10, 19, 20, 25, 90].map((minutes) => (start + minutes * minute) as Instant);
      const each = await Promise.all(instants.map((instant) => read((history) => history.placeAt(instant))));
      expect(await read((history) => history.placesAt(instants))).toEqual(each);
      expect(await read((history) => history.present())).toBe(places[4]);
      expect(await read((history) => history.beginning())).toBe(noon);
    });

    test('joins and leaves are counted between places, of members and groups alike, as far as they are read', async () => {
      const counted = 106 as ObjectNumber;
      const first = await append([ofMember(ann, [counted]), ofMember(ben, [other, counted])]);
      const second = await append([ofGroup(counted, [301, 302, 303], [ann])]);
      const third = await append([ofMember(ben, [], [counted]), ofGroup(other, [ann])]);
      const fourth = await append([ofMember(ann, [counted]), ofGroup(counted, [], [301])]);
      const counts = async (places: readonly number[], rows = 100, bulk = 100) => {
        const { steps, completeAfter } = await read((history) => history.tally(counted, places, { rows, bulk }));
        return [...steps.map(({ joined, left }) => [joined, left]), completeAfter];
      };
      expect(await counts([first - 1, second - 1, second, fourth])).toEqual([[2, 0], [3, 1], [1, 2], [0, 0], null]);
      expect(await counts([first, first, second])).toEqual([[0, 0], [3, 1], [1, 2], null]);
      expect(await counts([fourth - 1])).toEqual([[1, 1], null]);
      // Of the oldest change that was read, another row may have been left over.
      expect(await counts([first - 1, second], 4)).toEqual([[3, 1], [1, 2], third]);
      const { bulk } = await read((history) => history.tally(counted, [first], { rows: 9, bulk: 9 }));
      expect(bulk).toEqual([
        { seq: fourth, joined: 0, left: 1 },
        { seq: second, joined: 3, left: 1 },
      ]);
    });

    test('who moved after a place is told by how they stood there', async () => {
      const watched = 108 as ObjectNumber;
      const first = await append([ofMember(ann, [watched]), ofGroup(watched, [301, 302])]);
      const second = await append([ofGroup(watched, [303], [301]), ofMember(ann, [], [watched])]);
      const third = await append([ofGroup(watched, [301], [302]), ofMember(ann, [watched]), ofMember(ben, [watched])]);
      const moved = async (place: number, rows = 100, bulk = 100) => {
        const { wasIn, wasOut, isCut } = await read((history) => history.movedSince(watched, place, { rows, bulk }));
        return [[...wasIn], [...wasOut], isCut];
      };
      expect(await moved(first - 1)).toEqual([[], [ann, ben, 301, 302, 303], false]);
      expect(await moved(first)).toEqual([[ann, 301, 302], [ben, 303], false]);
      expect(await moved(second)).toEqual([[302], [ann, ben, 301], false]);
      expect(await moved(third)).toEqual([[], [], false]);
      expect((await moved(second, 3))[2]).toBe(false);
      expect((await moved(second, 2))[2]).toBe(true);
      expect((await moved(first, 100, 1))[2]).toBe(true);
    });

    test('of what was moved at once no more is read than what was asked for', async () => {
      const filled = 107 as ObjectNumber;
      const first = await append([ofGroup(filled, [1])]);
      for (let i = 2; i <= 450; i++) await append([ofGroup(filled, [i])]);
      const all = await read((history) => history.tally(filled, [first - 1], { rows: 1000, bulk: 1000 }));
      expect([all.steps, all.bulk.length, all.completeAfter]).toEqual([[{ joined: 450, left: 0 }], 450, null]);
      const some = await read((history) => history.tally(filled, [first - 1], { rows: 1000, bulk: 300 }));
      expect(some.completeAfter).toBe(some.bulk.at(-1)!.seq);
      expect(some.bulk).toHaveLength(300);
    });

    test('values are what facts make of them, forwards and backwards', async () => {
      const id = newObjectId();
      const fact = (action: Fact['action'], changes: Fact['changes']): Fact => ({
        objectType: 'user',
        objectId: id,
        objectNumber: ann,
        action,
        changes,
      });
      const made = await append([], [fact('create', { city: [null, 'Ulm'], otherMails: [null, ['a']] })]);
      const moved = await append([], [fact('update', { city: ['Ulm', 'Bern'], country: [null, 'CH'] })]);
      const gone = await append([], [fact('delete', { city: ['Bern', null] })]);
      const before = (place: number) => read((history) => history.valuesReplacedAfter(id, 'user', place));
      expect(Object.fromEntries(await before(made))).toEqual({ city: 'Ulm', country: null });
      expect(Object.fromEntries(await before(moved))).toEqual({ city: 'Bern' });
      expect((await before(gone)).size).toBe(0);
      const set = await read((history) => history.valuesSetUpTo(id, 'user', [made, moved, gone], null));
      expect(Object.fromEntries(set.get(made)!)).toEqual({ city: 'Ulm', otherMails: ['a'] });
      expect(Object.fromEntries(set.get(moved)!)).toEqual({ city: 'Bern', country: 'CH', otherMails: ['a'] });
      expect(set.get(gone)!.get('city')).toBeNull();
      const named = await read((history) => history.valuesSetUpTo(id, 'user', [moved], ['country']));
      expect([...named.get(moved)!]).toEqual([['country', 'CH']]);
      const event = async (place: number) => (await read((history) => history.lifeEvents([id], place))).get(id);
      expect([await event(made - 1), (await event(moved))?.action, (await event(gone))?.seq]).toEqual([
        undefined,
        'create',
        gone,
      ]);
      const about = await read((history) => history.changesAbout([made, gone], [id]));
      expect([...about.keys(), about.get(made)?.facts.length]).toEqual([made, gone, 1]);
      expect((await read((history) => history.changesAbout([made], []))).get(made)?.facts).toEqual([]);
    });

    test('no question reads more of a large log and ledger than what it is about', async () => {
      const id = newObjectId();
      const big = 105 as ObjectNumber;
      await append(
        [ofMember(ann, [big])],
        [
          { objectType: 'user', objectId: id, objectNumber: ann, action: 'create', changes: { city: [null, 'Ulm'] } },
          { objectType: 'group', objectId: newObjectId(), objectNumber: big, action: 'create', changes: {} },
          {
            objectType: 'group',
            objectId: id,
            objectNumber: big,
            action: 'update',
            changes: { ruleVersion: [null, 1] },
          },
        ],
      );
      // Ten thousand people with three changes each, groups with passes of 500 rows, and one group filled by hand.
      await pool.query(`
        insert into change_log (seq, ordinal, at, actor, operation, object_type, object_id, object_number, action, changes)
        select 10000 + n, 0, timestamptz '2024-01-01' + n * interval '10 seconds', '{}', 'x', 'user', 'u' || n % 10000,
          1000 + n % 10000, case when n < 10000 then 'create' else 'update' end, '{"city": [null, "x"]}'
        from generate_series(0, 29999) as n;
        insert into change_log (seq, ordinal, at, actor, operation, object_type, object_id, object_number, action, changes)
        select 50000 + n, 0, timestamptz '2024-02-01' + n * interval '10 seconds', '{}', 'x', 'group', '${id}', 105,
          'update', '{"members": [null, "x"]}' from generate_series(0, 4999) as n;
        insert into membership_ledger (seq, ordinal, member_number, joined)
        select 10000 + n, 0, 1000 + n % 10000, array[n % 50] from generate_series(0, 29999) as n;
        insert into membership_ledger (seq, ordinal, group_number, least_member, greatest_member)
        select 60000 + n, 0, 105 + n % 20, 1000 + (n / 20) * 10, 1009 + (n / 20) * 10 from generate_series(0, 9999) as n;
        analyze`);
      const seen: { name: string; rows: number; scans: readonly string[] }[] = [];
      const ask = async (name: string, question: (history: PostgresHistory) => Promise<unknown>) => {
        let rows = 0;
        const scans: string[] = [];
        const client = await pool.connect();
        const explain = async (group: StatementGroup) => {
          for (const { text, values } of group.statements) {
            const explained = await client.query(`explain (analyze, format json) ${text}`, [...values]);
            const found = cost(explained.rows[0]['QUERY PLAN'][0].Plan);
            rows += found.rows;
            scans.push(...found.scans);
          }
        };
        const query = (group: StatementGroup) => void explain(group).then(() => client.query(group));
        await question(
          new PostgresHistory(new Connection({ query } as never, { isDistributed: false, unlikeLetters: new Set() })),
        );
        client.release();
        seen.push({ name, rows, scans });
      };
      const [user, place] = ['u77' as ObjectId, 70_000];
      const member = 1077 as ObjectNumber;
      await ask('beginning', (history) => history.beginning());
      await ask('present', (history) => history.present());
      await ask('placeAt', (history) => history.placeAt(Date.parse('2024-01-02T12:00:00Z') as Instant));
      const days = [1, 2, 3].map((day) => Date.UTC(2024, 0, day, 12) as Instant);
      await ask('placesAt', (history) => history.placesAt(days));
      await ask('tally', (history) => history.tally(big, [10_000], { rows: 20, bulk: 20 }));
      await ask('movedSince', (history) => history.movedSince(big, 69_900, { rows: 20, bulk: 20 }));
      await ask('lifeEvents', (history) => history.lifeEvents([user, id], place));
      await ask('valuesReplacedAfter', (history) => history.valuesReplacedAfter(user, 'user', 15_000));
      await ask('valuesReplacedAfter, group', (history) => history.valuesReplacedAfter(id, 'group', 1));
      await ask('valuesSetUpTo', (history) => history.valuesSetUpTo(user, 'user', [15_000, place], null));
      await ask('valuesSetUpTo, group', (history) => history.valuesSetUpTo(id, 'group', [place], ['membershipRule']));
      await ask('registrationsUpTo', (history) => history.registrationsUpTo(id, [place]));
      await ask('registrationsOf', (history) => history.registrationsOf([id, user], place));
      await ask('extensionsAt', (history) => history.extensionsAt(place));
      await ask('moves', (history) => history.moves({ group: big, member }, everything));
      const pairs = [big, 106, 107, 7].map((each) => ({ group: each as ObjectNumber, member }));
      await ask('lastMoves', (history) => history.lastMoves(pairs, place));
      await ask('movesBy', (history) => history.movesBy([10_077, 20_077], [big], member));
      await ask('nestings', (history) => history.nestings(place));
      await ask('changesAbout', (history) => history.changesAbout([10_077, 20_077], [user, id]));
      expect(seen.filter(({ rows, scans }) => rows > 60 || scans.length > 0)).toEqual([]);
      expect(seen.some(({ rows }) => rows > 0)).toBe(true);
    });
  });
}
