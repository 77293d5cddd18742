import { type Kysely, type Migration, sql } from 'kysely';
import { administrativeUnitIndexes, administrativeUnitTables } from './administrative-unit-tables.ts';
import { appRoleIndexes, appRoleTables, moveGrantedRoles } from './app-role-tables.ts';
import { auditIndexes } from './audit-indexes.ts';
import { boundIndexes } from './bound-indexes.ts';
import { creationIndexes, creationTables } from './creation-tables.ts';
import { credentialIndexes, credentials } from './credentials.ts';
import { groupPrivilegeIndexes, groupPrivilegeTables } from './group-privilege-tables.ts';
import { history } from './history.ts';
import { identityTables } from './identity-tables.ts';
import { dateIndexes, indexes } from './indexes.ts';
import { invitationTables } from './invitation-tables.ts';
import { objectTables } from './object-tables.ts';
import { otherTables } from './other-tables.ts';
import { placementStatement, placements } from './placements.ts';
import { privilegedAccessIndexes, privilegedAccessTables } from './privileged-access-tables.ts';
import { roleIndexes, roleTables } from './role-tables.ts';
import { ruleIndexes } from './rule-indexes.ts';
import { ruleProcessing } from './rule-processing.ts';
import { signInIndexes, signInTables } from './sign-in.ts';
import { wordIndexes } from './word-indexes.ts';

async function runAll(db: Kysely<unknown>, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Whether the database is spread over several machines with Citus. */
async function hasCitus(db: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql`select 1 from pg_extension where extname = 'citus'`.execute(db);
  return rows.length > 0;
}

/** Puts the tables that a migration has made in their places, where there are several machines. */
async function place(db: Kysely<unknown>, migration: string): Promise<void> {
  if (!(await hasCitus(db))) return;
  const made = placements.filter(({ since = '0001-directory' }) => since === migration);
  await runAll(db, made.map(placementStatement));
}

/** All migrations, by name, in order. A migration that has been released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-directory': {
    async up(db: Kysely<unknown>): Promise<void> {
      await runAll(db, [...objectTables, ...otherTables]);
      await place(db, '0001-directory');
      await runAll(db, indexes);
    },
  },
  '0002-guard': {
    async up(db: Kysely<unknown>): Promise<void> {
      await runAll(db, [
        'alter table passes add column held jsonb, add column approval jsonb, drop column cursor_number',
        'alter table groups add column membership_guard jsonb',
        // How many members imports have taken out of groups of late, by the minute.
        `create table guard_leaks (
          source text not null,
          group_number bigint not null,
          minute timestamptz(3) not null,
          left_count bigint not null,
          primary key (source, group_number, minute)
        )`,
      ]);
      await place(db, '0002-guard');
    },
  },
  '0003-history': { up: (db: Kysely<unknown>) => runAll(db, history) },
  '0004-rule-indexes': {
    async up(db: Kysely<unknown>): Promise<void> {
      await runAll(db, ruleIndexes);
    },
  },
  // Rules of the extended language compare these dates with the clock: a window over each is looked through all the time.
  '0005-dates-in-rules': { up: (db: Kysely<unknown>) => runAll(db, dateIndexes) },
  // Packed sets are as short as they get: compressing them once more took most of the time of writing them, and gained nothing.
  '0006-packed-sets': {
    async up(db: Kysely<unknown>): Promise<void> {
      await runAll(db, [
        'alter table membership_ledger alter column joined_set set storage external, alter column left_set set storage external',
        'alter table membership_snapshot alter column members set storage external',
      ]);
    },
  },
  '0010-roles': {
    async up(db: Kysely<unknown>): Promise<void> {
      await runAll(db, roleTables);
      await place(db, '0010-roles');
      await runAll(db, roleIndexes);
    },
  },
  // Sessions and tokens of people who sign in, and their consents.
  '0011-sign-in': {
    async up(db: Kysely<unknown>): Promise<void> {
      await runAll(db, signInTables);
      await place(db, '0011-sign-in');
      await runAll(db, signInIndexes);
    },
  },
  '0012-credentials': {
    async up(db: Kysely<unknown>): Promise<void> {
      await runAll(db, credentials);
      await place(db, '0012-credentials');
      await runAll(db, credentialIndexes);
    },
  },
  '0013-identity-providers': {
    async up(db: Kysely<unknown>): Promise<void> {
      await runAll(db, identityTables);
      await place(db, '0013-identity-providers');
    },
  },
  '0014-invitations': {
    async up(db: Kysely<unknown>): Promise<void> {
      await runAll(db, invitationTables);
      await place(db, '0014-invitations');
    },
  },
  '0015-privileged-access': {
    async up(db: Kysely<unknown>): Promise<void> {
      await runAll(db, privilegedAccessTables);
      await place(db, '0015-privileged-access');
      await runAll(db, privilegedAccessIndexes);
    },
  },
  '0016-administrative-units': {
    async up(db: Kysely<unknown>): Promise<void> {
      await runAll(db, administrativeUnitTables);
      await place(db, '0016-administrative-units');
      await runAll(db, administrativeUnitIndexes);
    },
  },
  // Who may use which application, in which role: permissions granted to applications are among them from now on.
  '0017-app-roles': {
    async up(db: Kysely<unknown>): Promise<void> {
      await runAll(db, appRoleTables);
      await place(db, '0017-app-roles');
      await runAll(db, appRoleIndexes);
      await moveGrantedRoles(db);
    },
  },
  '0018-group-privileges': {
    async up(db: Kysely<unknown>): Promise<void> {
      await runAll(db, groupPrivilegeTables);
      await place(db, '0018-group-privileges');
      await runAll(db, groupPrivilegeIndexes);
    },
  },
  '0019-audit-logs': {
    async up(db: Kysely<unknown>): Promise<void> {
      await runAll(db, [...auditIndexes, ...creationTables]);
      await place(db, '0019-audit-logs');
      await runAll(db, creationIndexes);
    },
  },
  '0020-bounds': { up: (db: Kysely<unknown>) => runAll(db, boundIndexes) },
  '0021-rule-processing': { up: (db: Kysely<unknown>) => runAll(db, ruleProcessing) },
  '0022-word-indexes': { up: (db: Kysely<unknown>) => runAll(db, wordIndexes) },
};

/** Name of the newest migration: the schema this version of the store works with. */
export const newestMigration = Object.keys(migrations).sort().at(-1)!;
