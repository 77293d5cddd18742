import type { Matching, PopulationQuestion } from '@muster/directory';
import type { Instant, ObjectNumber } from '@muster/kernel';
import { compileRule, type RuleCondition, type SqlParameter, type SqlText } from '@muster/rules';
import { type RawBuilder, sql } from 'kysely';
import type { Connection, DatabaseTraits } from '../connection/connection.ts';
import { tableOf } from '../objects/column-of.ts';
import { timestampText } from '../objects/timestamp-text.ts';
import { RuleTable } from './rule-table.ts';

/** The numbers of the live objects in a stretch that a rule may select, ascending; one statement. */
export async function scanMatching(connection: Connection, question: PopulationQuestion): Promise<Matching> {
  const condition = conditionOf(question, connection.traits);
  const rows = await connection.rows<{ number: ObjectNumber }>(matchingStatement(question, condition));
  // Sorted here: an order asked of the database would tempt it to walk the index by number past a better one.
  return { isExact: condition.isExact, numbers: rows.map(({ number }) => number).sort((a, b) => a - b) };
}

/** The rule of the question as a condition on its table. */
export function conditionOf({ rule, now, dateExtensions }: PopulationQuestion, traits: DatabaseTraits): RuleCondition {
  const compiled = compileRule(rule, new RuleTable(rule.objectType, traits, dateExtensions), now);
  if (!compiled.ok) throw new Error(compiled.reason);
  return compiled.condition;
}

/** Reads whole stretches of numbers and nothing but the table, so that every machine answers for its own rows. */
export function matchingStatement(
  { rule, after, upTo }: PopulationQuestion,
  { where }: RuleCondition,
): RawBuilder<{ number: ObjectNumber }> {
  return sql`
    select t.number from ${sql.table(tableOf[rule.objectType])} as t
    where t.number > ${after}::bigint and t.number <= ${upTo}::bigint and t.deleted_at is null and ${embedded(where)}`;
}

/** A compiled text with its values as parameters. */
export function embedded({ parts, values }: SqlText): RawBuilder<unknown> {
  return sql(parts as unknown as TemplateStringsArray, ...values.map(parameter));
}

function parameter({ type, value }: SqlParameter): RawBuilder<unknown> {
  switch (type) {
    case 'text':
      return sql`${value}::text`;
    case 'texts':
      return sql`${value}::text[]`;
    case 'uuid':
      return sql`${value}::uuid`;
    case 'uuids':
      return sql`${value}::uuid[]`;
    case 'instant':
      return sql`${timestampText(value as Instant)}::timestamptz`;
    case 'numbers':
      return sql`${value}::numeric[]`;
  }
}
