import { type ReadSession, toRuleObject } from '@muster/directory';
import type { Instant } from '@muster/kernel';
import {
  type CheckedRule,
  ColumnEvaluator,
  ColumnTable,
  canEvaluateColumnar,
  evaluate,
  type RuleObject,
  type RuleObjectType,
} from '@muster/rules';
import type { OpenStore } from '@muster/storage';
import { type TestDirectory, testDirectory } from '@muster/storage/testing/test-store';
import pg from 'pg';
import { storedObject, withoutUnique } from './stored-properties.ts';

/** One object about which the ways do not agree. */
export interface Disagreement {
  readonly way: 'columns' | 'SQL' | 'stored object';
  readonly expected: boolean;
  readonly object: RuleObject;
}

/** How many pairs of a rule and an object each way has answered. */
export class Counts {
  interpreted = 0;
  held = 0;
  columnar = 0;
  /** Pairs decided by an exact condition, and those a superset left for the interpreter or kept from it. */
  exact = 0;
  askedAgain = 0;
  leftOut = 0;
  /** Pairs with a memberOf rule, which neither columns nor SQL can be asked. */
  refused = 0;
}

const tables = { user: 'users', device: 'devices' } as const;
const noDates: ReadonlySet<string> = new Set();

/** Users or devices that are kept in three ways: as they are, in columns, and in a database of their own. */
export class Population {
  readonly counts = new Counts();
  private objects: readonly RuleObject[] = [];
  private evaluator: ColumnEvaluator | undefined;

  private constructor(
    readonly type: RuleObjectType,
    private readonly directory: TestDirectory,
    private readonly node: OpenStore,
    private readonly client: pg.Client,
  ) {}

  static async open(type: RuleObjectType): Promise<Population> {
    const directory = await testDirectory();
    const client = new pg.Client(directory.url);
    await client.connect();
    return new Population(type, directory, await directory.open(), client);
  }

  async close(): Promise<void> {
    await this.client.end();
    await this.directory.drop();
  }

  /** Keeps these objects in place of all others. What rules see of each must come back from the database. */
  async replace(objects: readonly RuleObject[]): Promise<readonly Disagreement[]> {
    await this.client.query(`truncate ${tables[this.type]}, unique_values`);
    const stored = objects.map((each, i) => storedObject(each, i + 1));
    const parts = stored.map((each) => withoutUnique(this.type, each.properties));
    await this.node.store.write('shared', (session) =>
      session.objects.insert(stored.map((each, i) => ({ ...each, properties: parts[i]![0] }))),
    );
    const unique = Object.fromEntries(stored.map(({ id }, i) => [id, parts[i]![1]]));
    const column = this.type === 'user' ? 'user_principal_name' : 'device_id';
    await this.client.query(`update ${tables[this.type]} set ${column} = $1::jsonb ->> id::text`, [
      JSON.stringify(unique),
    ]);
    const read = await this.read((session) =>
      session.objects.findByNumbers(
        stored.map((e) => e.number),
        [this.type],
      ),
    );
    this.objects = read.map((each) => toRuleObject(each as never, [], { dateExtensions: noDates, dialect: 'entra' }));
    const table = new ColumnTable(this.type);
    this.objects.forEach((each, i) => {
      table.setRow(i + 1, each.values);
    });
    this.evaluator = new ColumnEvaluator(table);
    return objects.flatMap((object, i) => {
      return isSameObject(object, this.objects[i]) ? [] : [{ way: 'stored object', expected: true, object }];
    });
  }

  /** Asks the rule about every object in every way. */
  async compare(rule: CheckedRule, now: Instant): Promise<readonly Disagreement[]> {
    const expected = this.objects.map((object) => evaluate(rule, object, now));
    const all = this.objects.length;
    this.counts.interpreted += all;
    this.counts.held += expected.filter(Boolean).length;
    if (rule.form === 'memberOf') {
      this.counts.refused += all;
      return [];
    }
    return [...this.compareColumns(rule, now, expected), ...(await this.compareSql(rule, now, expected))];
  }

  private compareColumns(rule: CheckedRule, now: Instant, expected: readonly boolean[]): Disagreement[] {
    const can = canEvaluateColumnar(rule);
    if (!can.ok) throw new Error(can.reason);
    const found = this.evaluator!.evaluate(rule, now);
    this.counts.columnar += expected.length;
    return this.objects.flatMap((object, i) => {
      return found.has(i + 1) === expected[i] ? [] : [{ way: 'columns', expected: expected[i]!, object }];
    });
  }

  private async compareSql(rule: CheckedRule, now: Instant, expected: readonly boolean[]): Promise<Disagreement[]> {
    const question = { rule, now, dateExtensions: noDates, after: 0, upTo: expected.length };
    const { isExact, numbers } = await this.read((session) => session.objects.scanMatching(question));
    const found = new Set<number>(numbers);
    if (found.size !== numbers.length) throw new Error(`${rule.text}: numbers come twice`);
    if (isExact) this.counts.exact += expected.length;
    else {
      this.counts.askedAgain += found.size;
      this.counts.leftOut += expected.length - found.size;
    }
    return this.objects.flatMap((object, i) => {
      const isFound = found.has(i + 1);
      const isRight = isExact || expected[i] ? isFound === expected[i] : true;
      return isRight ? [] : [{ way: 'SQL', expected: expected[i]!, object }];
    });
  }

  private read<R>(work: (session: ReadSession) => Promise<R>): Promise<R> {
    return this.node.store.read(work);
  }
}

/** Whether rules see the same values in both; without ids and memberships, which the first may lack. */
function isSameObject(given: RuleObject, read: RuleObject | undefined): boolean {
  const valuesOf = (object: RuleObject) =>
    Object.entries(object.values)
      .filter(([name, value]) => value !== null && value !== undefined && !passedOver.has(name))
      .map(([name, value]) => JSON.stringify([name, Array.isArray(value) ? value.map(withoutNulls) : value]))
      .sort()
      .join();
  return read !== undefined && valuesOf(given) === valuesOf(read);
}

/** Devices have no manager, although generated ones do. */
const passedOver = new Set(['objectId', 'managerId', 'memberOf']);

function withoutNulls(element: unknown): unknown {
  if (typeof element !== 'object' || element === null) return element;
  return Object.entries(element)
    .filter(([, value]) => value !== null && value !== undefined)
    .sort();
}
