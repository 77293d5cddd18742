import { isExtensionName } from '@muster/directory';
import {
  extendedProperties,
  type RuleObjectType,
  type SqlOperand,
  type SqlTable,
  type SqlText,
  sqlText,
} from '@muster/rules';
import type { DatabaseTraits } from '../connection/connection.ts';
import { columnsOf, tableOf } from '../objects/column-of.ts';
import { indexedTexts } from '../schema/indexes.ts';

/** What `SqlTable` describes of users or devices, over the table alias `t`. */
export class RuleTable implements SqlTable {
  /** @param dateExtensions lower-case names of directory extensions that hold dates */
  constructor(
    private readonly type: RuleObjectType,
    private readonly traits: DatabaseTraits,
    private readonly dateExtensions: ReadonlySet<string>,
  ) {}

  operandOf(name: string): SqlOperand {
    if (name === 'objectId') return { kind: 'id', sql: sqlText`t.id` };
    if (name === 'managerId') return { kind: 'id', sql: sqlText`t.manager_id` };
    if (isExtensionName(name)) return { kind: this.dateExtensions.has(name) ? 'opaque' : 'text', sql: extension(name) };
    // What the directory reads from two properties (`toRuleObject`).
    if (name === 'sipProxyAddress') {
      return { kind: 'text', sql: sqlText`coalesce(t.sip_proxy_address, t.im_addresses ->> 0)` };
    }
    const property = extendedProperties[this.type].find((each) => each.name === name);
    if (property === undefined) throw new Error(`rules about a ${this.type} do not read ${name}`);
    const [attribute, field] = property.graphAttribute.split('.') as [string, string?];
    const column = columnsOf(this.type).get(attribute);
    if (column === undefined) throw new Error(`objects of type ${this.type} do not keep ${attribute}`);
    switch (property.type) {
      case 'text':
        return this.textOf(column.name, attribute, field);
      case 'boolean':
      case 'texts':
      case 'plans':
        return { kind: property.type, sql: columnSql(column.name) };
      case 'date':
        return { kind: 'instant', sql: columnSql(column.name) };
      case 'groups':
        throw new Error('memberships are not rows');
    }
  }

  foldsAlike(folded: string): boolean {
    return ![...folded].some((letter) => this.traits.unlikeLetters.has(letter));
  }

  private textOf(column: string, attribute: string, field: string | undefined): SqlOperand {
    const sql = columnSql(column);
    if (attribute === 'businessPhones') return { kind: 'text', sql: sqlText`(${sql} ->> 0)` };
    if (field !== undefined) return { kind: 'text', sql: sqlText`(${sql} ->> ${{ type: 'text', value: field }})` };
    if (!indexedTexts[tableOf[this.type]]?.includes(column)) return { kind: 'text', sql };
    return { kind: 'text', sql, indexed: sqlText`upper(${sql}) collate "C"` };
  }
}

/** A column by its name, which comes from the property tables. */
function columnSql(name: string): SqlText {
  return { parts: [`t.${name}`], values: [] };
}

/** The value of a directory extension as rules see it: a text, or a truth value or number written out. */
function extension(name: string): SqlText {
  return sqlText`(
    select min(case when jsonb_typeof(extension.value) in ('string', 'boolean', 'number')
      then extension.value #>> '{}' end)
    from jsonb_each(t.extension_values) as extension(key, value)
    where lower(extension.key collate "C") = ${{ type: 'text', value: name }})`;
}
