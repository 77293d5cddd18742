import type { Instant } from '@muster/kernel';
import { checkRule } from '@muster/rules';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Connection } from '../connection/connection.ts';
import { inspectDatabase } from '../connection/inspect-database.ts';
import { findPostgres15, testServer } from '../testing/test-server.ts';
import { type TestDirectory, testDirectory } from '../testing/test-store.ts';
import { conditionOf, matchingStatement } from './scan-matching.ts';

const many = 12_000;
const manager = '00000000-0000-4000-8000-000000000007';

/** Objects whose indexed texts have a few hundred values each, as offices, departments and models have. */
const fill = [
  `insert into users (id, number, version, display_name, user_principal_name, mail_nickname, mail, given_name, surname,
     department, job_title, city, country, company_name, employee_id, user_type, office_location,
     employee_hire_date, manager_id)
   select ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, n, 1, v, v, v, v, v, v, v, v, v, v, v, v, v, v,
     timestamptz '2020-01-01' + n * interval '1 hour', ('00000000-0000-4000-8000-' || lpad((n % 999)::text, 12, '0'))::uuid
   from generate_series(1, ${many}) as n, lateral (select 'Äther ' || n % 400 as v) as value`,
  `insert into devices (id, number, version, display_name, enrollment_profile_name, device_category, model)
   select gen_random_uuid(), n, 1, v, v, v, v
   from generate_series(1, ${many}) as n, lateral (select 'Äther ' || n % 400 as v) as value`,
  'analyze users, devices',
];

const texts = {
  user: [
    'displayName userPrincipalName mailNickName mail givenName surname department jobTitle city country companyName',
    'employeeId userType physicalDeliveryOfficeName',
  ],
  device: ['displayName enrollmentProfileName deviceCategory deviceModel'],
};
const columns: Readonly<Record<string, string>> = {
  mailNickName: 'mail_nickname',
  physicalDeliveryOfficeName: 'office_location',
  deviceModel: 'model',
};
const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Every indexed text with the name of its index. */
const indexed = (['user', 'device'] as const).flatMap((type) =>
  texts[type]
    .join(' ')
    .split(' ')
    .map((name) => [`${type}.${name}`, `${type}s_${columns[name] ?? snakeCase(name)}`] as const),
);

const oldest = await findPostgres15();
const servers = [['the bundled PostgreSQL', testServer] as const];
if (oldest.server) servers.push(['PostgreSQL 15', async () => oldest.server] as never);
afterAll(() => oldest.server?.stop());

describe.each(servers)('on %s', (_name, server) => {
  let directory: TestDirectory;
  let client: pg.Client;
  let connection: Connection;

  beforeAll(async () => {
    directory = await testDirectory(await server());
    client = new pg.Client(directory.url);
    await client.connect();
    for (const statement of fill) await client.query(statement);
    const pool = new pg.Pool({ connectionString: directory.url });
    connection = new Connection(client, await inspectDatabase(pool));
    await pool.end();
  });
  afterAll(async () => {
    await client?.end();
    await directory?.drop();
  });

  /** The indexes that the plan of a whole population's question reads. */
  const indexesFor = async (text: string): Promise<string[]> => {
    const checked = checkRule(text);
    if (!checked.ok) throw new Error(JSON.stringify(checked.diagnostics));
    const now = Date.parse('2024-07-01T00:00:00Z') as Instant;
    const question = { rule: checked.rule, now, dateExtensions: new Set<string>(), after: 0, upTo: many };
    const statement = matchingStatement(question, conditionOf(question, connection.traits));
    const plan = await connection.row(sql`explain (format json) ${statement}`);
    return [...JSON.stringify(plan).matchAll(/"Index Name":"([^"]+)"/g)].map(([, name]) => name!);
  };

  test.each(indexed)('%s is looked up by value, list and beginning in %s', async (property, index) => {
    for (const test of ['-eq "äther 77"', '-in ["äTHER 7", "x"]', '-startsWith "ÄTHER 77"', '-match "^äther 12$"']) {
      expect(await indexesFor(`${property} ${test}`), test).toEqual([index]);
    }
  });

  test.each([
    [`user.objectId -eq "${manager}"`, ['users_pkey']],
    [`Direct Reports for "${manager}"`, ['users_manager_id', 'users_pkey']],
    ['user.employeeHireDate -ge system.now', ['users_employee_hire_date']],
    ['user.employeeHireDate -ge 2020-02-01 -and user.employeeHireDate -le 2020-02-03', ['users_employee_hire_date']],
    ['user.department -eq "Äther 1" -and user.mail -match "[xy]" -and user.surname -ne "x"', ['users_department']],
    ['user.department -eq "Äther 1" -or user.city -startsWith "äther 2"', ['users_department', 'users_city']],
    ['-not (user.department -ne "Äther 1")', ['users_department']],
  ])('%s', async (rule, indexes) => {
    expect((await indexesFor(rule)).sort()).toEqual([...indexes].sort());
  });

  test.each([['user.department -ne "Äther 1"'], ['user.department -contains "1"'], ['user.accountEnabled -eq null']])(
    '%s reads the stretch',
    async (rule) => {
      for (const index of await indexesFor(rule)) expect(index).toBe('users_number');
    },
  );
});
