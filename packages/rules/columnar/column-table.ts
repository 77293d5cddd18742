import type { RuleObjectType } from '../ast/rule-object-type.ts';
import type { RuleObject } from '../objects/rule-object.ts';
import { extendedProperties, findProperty } from '../properties/property-tables.ts';
import type { PropertyTables, PropertyType } from '../properties/rule-property.ts';
import { SlicedColumn } from './collection-column.ts';
import type { Column } from './column.ts';
import { Dictionary } from './dictionary.ts';
import { grown } from './grown.ts';
import { InstantValues, PlanValues, TruthValues } from './other-values.ts';
import { CodedColumn } from './scalar-column.ts';

/** The properties whose values are object ids; they have one dictionary, so that no id is kept twice. */
const idProperties: ReadonlySet<string> = new Set(['objectId', 'managerId']);

/**
 * The users or devices of a directory as columns: what rules read of them, in typed arrays outside the heap. A row is
 * the dense number of an object. Columns come into being with their first value.
 */
export class ColumnTable {
  /** One more than the highest row ever set. */
  rows = 0;
  /** The rows that hold an object, a bit each. Replaced when it grows; may be longer than needed. */
  present = new Uint32Array(8);
  private readonly columns = new Map<string, Column>();
  private readonly ids = new Dictionary();
  private readonly tables: PropertyTables;

  constructor(
    readonly type: RuleObjectType,
    options: { readonly properties?: PropertyTables } = {},
  ) {
    this.tables = options.properties ?? extendedProperties;
  }

  /** Size of the columns and their dictionaries, in bytes. */
  get sizeBytes(): number {
    let sum = this.present.byteLength + this.ids.sizeBytes;
    for (const { sizeBytes, values } of this.columns.values()) {
      sum += sizeBytes + (values === this.ids ? 0 : values.sizeBytes);
    }
    return sum;
  }

  /** The column of a rule property by its canonical name; undefined while no object has had a value. */
  column(name: string): Column | undefined {
    return this.columns.get(name);
  }

  /** Canonical names of the properties that have a column. */
  names(): Iterable<string> {
    return this.columns.keys();
  }

  /** True when the row holds an object. */
  has(row: number): boolean {
    return ((this.present[row >>> 5] ?? 0) & (1 << (row & 31))) !== 0;
  }

  /**
   * Puts an object in a row, in place of what was there: what is absent from `values` is missing. `memberOf` is passed
   * over. Cost: the columns and what is written.
   *
   * @throws Error when a value is not of its property's type.
   */
  setRow(row: number, values: RuleObject['values']): void {
    this.enter(row);
    for (const column of this.columns.values()) column.set(row, values[column.name]);
    for (const name of Object.keys(values)) {
      if (!this.columns.has(name) && values[name] !== null && values[name] !== undefined) {
        this.addColumn(name)?.set(row, values[name]);
      }
    }
  }

  /**
   * Gives the object in a row these values and leaves the others as they are. Cost: what is written.
   *
   * @throws Error when a value is not of its property's type.
   */
  setValues(row: number, values: RuleObject['values']): void {
    for (const name of Object.keys(values)) {
      const column = this.columns.get(name);
      if (column !== undefined) column.set(row, values[name]);
      else if (values[name] !== null && values[name] !== undefined) this.addColumn(name)?.set(row, values[name]);
    }
  }

  /** Puts an object in a row, with no values yet where the row never held one. */
  enter(row: number): void {
    const word = row >>> 5;
    if (word >= this.present.length) this.present = grown(this.present, word + 1);
    this.present[word]! |= 1 << (row & 31);
    if (row >= this.rows) this.rows = row + 1;
  }

  /** The column of a rule property by its canonical name, made when there is none; undefined for memberships, which are no values. */
  columnFor(name: string): Column | undefined {
    return this.columns.get(name) ?? this.addColumn(name);
  }

  /** Takes the object out of a row. */
  clearRow(row: number): void {
    if (!this.has(row)) return;
    this.present[row >>> 5]! &= ~(1 << (row & 31));
    for (const column of this.columns.values()) column.set(row, null);
  }

  private addColumn(name: string): Column | undefined {
    const column = this.newColumn(name, findProperty(this.tables, this.type, name)?.type ?? 'text');
    if (column !== undefined) this.columns.set(name, column);
    return column;
  }

  private newColumn(name: string, type: PropertyType): Column | undefined {
    switch (type) {
      case 'text':
        return new CodedColumn(name, idProperties.has(name) ? this.ids : new Dictionary());
      case 'boolean':
        return new CodedColumn(name, new TruthValues());
      case 'date':
        return new CodedColumn(name, new InstantValues());
      case 'texts':
        return new SlicedColumn(name, new Dictionary());
      case 'plans':
        return new SlicedColumn(name, new PlanValues());
      case 'groups':
        return undefined;
    }
  }
}
