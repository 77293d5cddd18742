import type { StoredRuleValues } from '@muster/directory';
import type { RuleObjectType } from '@muster/rules';
import { sql } from 'kysely';
import type { Connection } from '../connection/connection.ts';
import { tableOf } from '../objects/column-of.ts';
import { RuleTable } from './rule-table.ts';
import { embedded } from './scan-matching.ts';

const noExtensions: ReadonlySet<string> = new Set();

/** What rules read of the live objects in a stretch of numbers, and nothing else of them; one statement. */
export function scanRuleValues(
  connection: Connection,
  type: RuleObjectType,
  names: readonly string[],
  after: number,
  upTo: number,
): Promise<StoredRuleValues[]> {
  const table = new RuleTable(type, connection.traits, noExtensions);
  const values = names.map((name) => sql`${embedded(table.operandOf(name).sql)} as ${sql.ref(name)}`);
  return connection.rows(sql`
    select t.number, t.version, t.extension_values as "extensionValues", ${sql.join(values)}
    from ${sql.table(tableOf[type])} as t
    where t.number > ${after}::bigint and t.number <= ${upTo}::bigint and t.deleted_at is null`);
}
