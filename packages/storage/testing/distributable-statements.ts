import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { placements } from '../schema/placements.ts';
import { mutableIn } from './immutable-expressions.ts';
import { describeStatement, type RecordedStatement, recordStatements } from './statement-recorder.ts';
import { type TestDirectory, testDirectory } from './test-store.ts';

const keys = new Map(placements.flatMap((each) => (each.kind === 'distributed' ? [[each.table, each.key]] : [])));
const isDistributed = (table: string | undefined) => table !== undefined && keys.has(table);
const named = placements.map(({ table }) => table);

/** A statement that does not keep a rule, and why it may stand. */
interface Exception {
  readonly form: RegExp;
  readonly reason: string;
}

/** Writes that mean all machines: they run when objects are purged, and find rows by what is not their key. */
const onAllMachines: readonly Exception[] = [
  { form: /^update users set manager_id = null where manager_id = any/, reason: 'reports of purged managers' },
  { form: /^delete from relations where from_id = any\(.*\) or to_id = any/, reason: 'links to purged objects' },
  { form: /^delete from unique_values where object_id = any/, reason: 'names of purged objects' },
  { form: /^delete from linked_identities where user_id = /, reason: 'accounts elsewhere of a user: once in years' },
];

const locks: readonly Exception[] = [
  {
    form: /^select row\(.*\)::text as fields from users where id = any\(\S+\) order by id for update$/,
    reason: 'not sent where objects are distributed: there an update that changes nothing takes the locks',
  },
];

/** What stands for a rule in the text of a statement; undefined when the rule is kept. */
type Breach = (statement: RecordedStatement) => string | undefined;

/** Rule 1: a write to a distributed table says by its key whose rows it means; an insert by its values. */
const withoutKey: Breach = ({ text, verb, written }) => {
  const key = keys.get(written ?? '');
  if (key === undefined || verb === 'insert') return undefined;
  const condition = text.split(' where ').at(-1)!;
  return new RegExp(`(^|[ (])${key} = (any\\()?\\$`).test(condition) && !/ or /.test(condition) ? undefined : key;
};

/** Rule 8: rows of a distributed table are locked one at a time. */
const locksMany: Breach = ({ text, read }) => {
  const lock = /for (no key )?(update|share)|skip locked/.exec(text)?.[0];
  return lock !== undefined && read.some(isDistributed) && !/where id = \$\d+::uuid for update$/.test(text)
    ? lock
    : undefined;
};

/** Rule 9: bulk statements over objects hold nothing that only one machine can do. */
const staysBehind: Breach = ({ text, verb, written, read }) => {
  const all = verb === 'select' ? /nextval|unnest|\bwith\b/ : /nextval|\blimit\b|unnest|\bwith\b|\boffset\b/;
  return [written, ...read].some(isDistributed) ? all.exec(text)?.[0] : undefined;
};

/** Rules 9 and 10: no statement brings two objects together, nor writes what it reads elsewhere. */
const joins: Breach = ({ text, verb, written, read }) => {
  if (![written, ...read].some(isDistributed)) return undefined;
  if (/ join |, (users|devices) /.test(text)) return 'join';
  const others = verb === 'select' ? [] : read;
  return isDistributed(written) && others.length > 0 ? others.join() : undefined;
};

function breaches(statements: Iterable<RecordedStatement>, breach: Breach, exceptions: readonly Exception[]): string[] {
  return [...statements].flatMap((statement) => {
    if (exceptions.some(({ form }) => form.test(statement.text))) return [];
    const found = breach(statement);
    return found === undefined ? [] : [`${found}: ${statement.text}`];
  });
}

/**
 * Declares tests that the statements sent by the tests before them keep the rules for distribution; call `observe` before
 * those tests are declared.
 *
 * @see ADR 0012
 */
export const distributableStatements = {
  observe: () => recordStatements(named),

  declare(recorded: ReadonlyMap<string, RecordedStatement>): void {
    describe('the statements that were sent keep the rules for distribution', () => {
      let directory: TestDirectory;
      let client: pg.Client;
      beforeAll(async () => {
        directory = await testDirectory();
        client = new pg.Client(directory.url);
        await client.connect();
      });
      afterAll(async () => {
        await client?.end();
        await directory?.drop();
      });

      const broken = (breach: Breach, exceptions: readonly Exception[] = []) =>
        breaches(recorded.values(), breach, exceptions);

      test('every table was written and read, every exception used', () => {
        const all = [...recorded.values()];
        // A pass or a job is read by what updates it.
        const touched = new Set(all.flatMap(({ written, read }) => [written, ...read]));
        expect(named.filter((table) => !touched.has(table))).toEqual([]);
        expect([...keys.keys()].filter((table) => !all.some(({ written }) => written === table))).toEqual([]);
        for (const { form } of [...onAllMachines, ...locks]) expect(all.some(({ text }) => form.test(text))).toBe(true);
      });

      test('rule 1: writes name the key', () => {
        expect(broken(withoutKey, onAllMachines)).toEqual([]);
      });
      test('rule 8: no rows of many objects are locked', () => {
        expect(broken(locksMany, locks)).toEqual([]);
      });
      test('rule 9: nothing that one machine must do for all', () => {
        expect(broken(staysBehind)).toEqual([]);
      });
      test('rules 9 and 10: no objects are joined', () => {
        expect(broken(joins)).toEqual([]);
      });
      test('rule 10: what updates and deletes set and ask is immutable', async () => {
        const spread = [...recorded.values()].filter(({ verb, written }) => {
          return (verb === 'update' || verb === 'delete') && isDistributed(written);
        });
        expect(spread.length).toBeGreaterThan(10);
        for (const each of spread) expect(await mutableIn(client, each)).toBeUndefined();
      });
      test.each([
        'update users set city = random()::text where id = $1',
        'update users set city = $1, deleted_at = ($2::jsonb ->> id::text)::timestamptz where id = $3',
        `update users set deleted_at = case when $1::jsonb ? id::text then now() else deleted_at end where id = $2 returning *`,
        'delete from devices where id = $1::uuid and deleted_at < now()',
      ])('sees what is not immutable in: %s', async (text) => {
        expect(await mutableIn(client, describeStatement(text, named)!)).toMatch(/immutable/i);
      });

      test.each([
        ['update users set version = 1 where manager_id = $1', withoutKey],
        ['delete from devices where id = $1 or number = $2', withoutKey],
        ['select * from users where id = any($1::uuid[]) for update', locksMany],
        ['select * from devices order by number limit 1 for update skip locked', locksMany],
        ['insert into users select nextval($1)', staysBehind],
        ['update users set city = $1 where id in (select id from unnest($2::uuid[]) as id)', staysBehind],
        ['select * from users join users as manager on manager.id = users.manager_id', joins],
        ['update users set city = groups.mail from groups where groups.id = users.id', joins],
      ] as const)('sees what is wrong with: %s', (text, breach) => {
        expect(breach(describeStatement(text, named)!)).toBeDefined();
      });
    });
  },
};
