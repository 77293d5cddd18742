import type { RuleValueSink } from '@muster/directory';
import type { RuleObjectType, SqlOperand, SqlText } from '@muster/rules';
import type { Connection } from '../connection/connection.ts';
import { tableOf } from '../objects/column-of.ts';
import { CopiedRows, type CopiedValue } from './copied-rows.ts';
import { RuleTable } from './rule-table.ts';

const noExtensions: ReadonlySet<string> = new Set();

/**
 * Gives the sink what rules read of all live objects, and nothing else of them: one statement, copied out, of which texts
 * are taken as the bytes they come in.
 *
 * @see PostgreSQL documentation, COPY, "Text Format"
 */
export async function scanRuleValues(
  connection: Connection,
  type: RuleObjectType,
  names: readonly string[],
  sink: RuleValueSink,
): Promise<void> {
  const table = new RuleTable(type, connection.traits, noExtensions);
  const operands = names.map((name) => table.operandOf(name));
  const values = operands.map(({ sql }) => written(sql));
  const rows = new CopiedRows(
    operands.map(({ kind }) => valueKinds[kind]),
    sink,
  );
  const columns = ['t.number', 't.version', 't.extension_values', ...values].join(', ');
  const statement = `copy (select ${columns} from ${tableOf[type]} as t where t.deleted_at is null) to stdout`;
  for await (const chunk of connection.copyOut(statement)) rows.take(chunk);
}

/** How values of an operand come. */
const valueKinds: Readonly<Record<SqlOperand['kind'], CopiedValue>> = {
  id: 'text',
  text: 'text',
  opaque: 'text',
  boolean: 'boolean',
  instant: 'instant',
  texts: 'json',
  plans: 'json',
};

/** What is copied takes no parameters: names of JSON fields, which come from the property tables, are written out. */
function written({ parts, values }: SqlText): string {
  return parts.map((part, i) => (i === 0 ? part : literal(values[i - 1]!.value) + part)).join('');
}

function literal(value: unknown): string {
  if (typeof value !== 'string' || !/^\w+$/.test(value)) throw new Error(`${String(value)} is no name of a field`);
  return `'${value}'`;
}
