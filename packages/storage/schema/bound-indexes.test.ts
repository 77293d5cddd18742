import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ruleCountsQuery } from '../rules/rule-store.ts';
import { type TestDirectory, testDirectory } from '../testing/test-store.ts';

let directory: TestDirectory;
let client: pg.Client;

const fill = [
  `insert into groups (id, number, version, display_name, group_types, membership_rule, rule_version)
   select gen_random_uuid(), n, 1, 'Äther', case when n % 40 = 0 then '["DynamicMembership"]'::jsonb else '[]'::jsonb end,
     case when n % 80 = 0 then 'user.memberOf -any (group.objectId -in ["x"])' when n % 40 = 0 then 'user.city -eq "Rom"' end, 0
   from generate_series(1, 12000) as n`,
  `insert into use_counts (key, window_start, uses)
   select 'k' || n, timestamptz '2026-01-01' + n * interval '1 minute', 1 from generate_series(1, 12000) as n`,
  `insert into permission_grants (id, client_id, consent_type, resource_id, scope)
   select 'g' || n, gen_random_uuid(), 'AllPrincipals', gen_random_uuid(), 'x' from generate_series(1, 12000) as n`,
  `insert into mail_queue (id, recipient, subject, body_text, language, kind, queued_at, ends_at, failed_at)
   select gen_random_uuid(), 'a', 'b', 'c', 'en', 'notice', at, at, case when n % 9 = 0 then at end
   from generate_series(1, 12000) as n, lateral (select timestamptz '2026-01-01' + n * interval '1 minute' as at) as moment`,
  `insert into role_requests (id, kind, action, status, held_type, held_id, scope, principal_id, created_at, waits_until,
     needs_approval, details)
   select gen_random_uuid(), 'assignment', 'selfActivate', 'x', 'role', gen_random_uuid(), '/', gen_random_uuid(),
     timestamptz '2026-01-01' + n * interval '1 minute', case when n % 99 = 0 then timestamptz '2026-07-01' end, true, '{}'
   from generate_series(1, 12000) as n`,
  'vacuum analyze role_requests, groups, use_counts, permission_grants, mail_queue',
];

beforeAll(async () => {
  directory = await testDirectory();
  client = new pg.Client(directory.url);
  await client.connect();
  for (const statement of fill) await client.query(statement);
});
afterAll(async () => {
  await client?.end();
  await directory?.drop();
});

async function planOf(statement: string): Promise<string> {
  return JSON.stringify((await client.query(`explain (format json) ${statement}`)).rows);
}
const indexesIn = (plan: string) => [...plan.matchAll(/"Index Name":"([^"]+)"/g)].map(([, name]) => name);

it('rules are counted in indexes that hold nothing else, and no pattern is tried on any group', async () => {
  const plan = await planOf(ruleCountsQuery);
  expect(indexesIn(plan)).toEqual(['groups_dynamic', 'groups_dynamic_member_of']);
  expect(plan.match(/Index Only Scan/g)).toHaveLength(2);
  expect(plan).not.toMatch(/Seq Scan|"Filter"/);
  const { rows } = await client.query(ruleCountsQuery);
  expect(rows).toEqual([{ dynamic: '300', memberOf: '150' }]);
});

it.each([
  [
    `select id from role_requests where held_type = 'role' and needs_approval and waits_until is not null
      order by created_at desc, id limit 5000`,
    'role_requests_waiting',
  ],
  ["delete from use_counts where window_start < '2026-01-01 01:00Z'", 'use_counts_window'],
  [`delete from permission_grants where resource_id = '${crypto.randomUUID()}'`, 'permission_grants_of_resource'],
  [
    "update mail_queue set failed_at = now() where ends_at <= '2026-01-01 01:00Z' and body_text <> ''",
    'mail_queue_end',
  ],
  ['select id from mail_queue where failed_at is null order by ends_at, queued_at, id limit 20', 'mail_queue_end'],
  ["delete from mail_queue where failed_at < '2026-01-01 01:00Z'", 'mail_queue_failed'],
])('%s reads an index', async (statement, index) => {
  const plan = await planOf(statement);
  expect(new Set(indexesIn(plan))).toEqual(new Set([index]));
});
