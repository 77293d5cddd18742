import { newObjectId, type ObjectId } from '@muster/kernel';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Connection } from '../connection/connection.ts';
import { makePool } from '../connection/pool.ts';
import type { StatementGroup } from '../connection/statement-group.ts';
import { PostgresRuleStore } from '../rules/rule-store.ts';
import { type TestDirectory, testDirectory } from '../testing/test-store.ts';

let directory: TestDirectory;
let pool: pg.Pool;
beforeAll(async () => {
  directory = await testDirectory();
  pool = makePool({ connectionString: directory.url, max: 1 }, directory.reports);
  await pool.query(
    `insert into passes (group_id, group_number, rule_version, status, done_count, joined_count, left_count, held)
     select gen_random_uuid(), n, n, case when n % 500 = 0 then 'Failed' when n % 250 = 0 then 'NotStarted' else 'Succeeded' end,
       0, 0, 0, case when n % 1000 = 250 then '{"members": 9, "leaving": 8, "joining": 0, "since": 0, "until": 1}'::jsonb end
     from generate_series(1, 12000) as n`,
  );
  await pool.query('vacuum analyze passes');
});
afterAll(async () => {
  await pool?.end();
  await directory?.drop();
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

const nodes = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

/** The nodes of the plans of all statements that the question takes. */
async function plansOf(question: (rules: PostgresRuleStore) => Promise<unknown>): Promise<readonly Plan[]> {
  const found: Plan[] = [];
  const client = await pool.connect();
  const explain = async ({ statements }: StatementGroup) => {
    for (const { text, values } of statements) {
      const { rows } = await client.query(`explain (analyze, format json) ${text}`, [...values]);
      found.push(...nodes(rows[0]['QUERY PLAN'][0].Plan));
    }
  };
  const query = (group: StatementGroup) => void explain(group).then(() => client.query(group));
  const connection = new Connection({ query } as never, { isDistributed: false, unlikeLetters: new Set() });
  await question(new PostgresRuleStore(connection));
  client.release();
  return found;
}

it('passes that did not succeed are counted and listed in an index that holds nothing else', async () => {
  const middle = { groupId: newObjectId() as ObjectId, state: 'failed', ruleVersion: 6000 } as const;
  for (const question of [
    (rules: PostgresRuleStore) => rules.countUnsettled(),
    (rules: PostgresRuleStore) => rules.unsettledPasses(null, null, 10),
    (rules: PostgresRuleStore) => rules.unsettledPasses(null, middle, 10),
    (rules: PostgresRuleStore) => rules.unsettledPasses('failed', middle, 10),
  ]) {
    const plans = await plansOf(question);
    expect(plans.map((node) => node['Node Type'])).not.toContain('Seq Scan');
    expect(plans.flatMap((node) => node['Index Name'] ?? [])).toEqual(['passes_unsettled']);
    const looked = plans.map(
      (node) => (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'],
    );
    expect(Math.max(...looked)).toBeLessThanOrEqual(48);
  }
});

it('they come in the order of what needs somebody first', async () => {
  const store = await directory.open();
  const { counts, pages } = await store.store.read(async ({ rules }) => {
    const first = await rules.unsettledPasses(null, null, 20);
    return {
      counts: await rules.countUnsettled(),
      pages: [first, await rules.unsettledPasses(null, first.at(-1)!, 20)],
    };
  });
  expect(counts).toEqual({ held: 12, failed: 24, running: 0, waiting: 12 });
  expect(pages.flat().map(({ state, ruleVersion }) => [state, ruleVersion])).toEqual([
    ...Array.from({ length: 12 }, (_, i) => ['held', 250 + i * 1000]),
    ...Array.from({ length: 24 }, (_, i) => ['failed', 500 + i * 500]),
    ...Array.from({ length: 4 }, (_, i) => ['waiting', 750 + i * 1000]),
  ]);
});
