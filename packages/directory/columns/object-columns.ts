import type { Instant, ObjectNumber } from '@muster/kernel';
import { MemberSet, valueAt } from '@muster/roster';
import {
  type Column,
  ColumnTable,
  type ColumnValue,
  evaluate,
  type RuleObject,
  type RuleObjectType,
  type RuleValue,
  type ScalarColumn,
} from '@muster/rules';
import type { Device, User } from '../objects/directory-object.ts';
import type { RuleValueSink } from '../ports/object-store.ts';
import { extensionText, type RuleView, toRuleObject, toRuleValues } from '../rules/rule-object.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';

const mostRemembered = 1 << 16;

/**
 * The users and devices of the directory in columns, with the version of each. Rows are object numbers. Versions only go
 * up: whoever brings an older state of an object, however late, changes nothing.
 */
export class ObjectColumns {
  readonly tables: Readonly<Record<RuleObjectType, ColumnTable>> = {
    user: new ColumnTable('user'),
    device: new ColumnTable('device'),
  };
  #versions = new Uint32Array(1024);
  /** Rows in the order in which they were written, from `#base` on. */
  #written: number[] = [];
  #base = 0;

  constructor(private readonly view: RuleView) {}

  /** Where the course of writing stands; for `writtenSince`. */
  get mark(): number {
    return this.#base + this.#written.length;
  }

  /** Bytes outside the heap. */
  get sizeBytes(): number {
    return this.tables.user.sizeBytes + this.tables.device.sizeBytes + this.#versions.byteLength;
  }

  /** The version of the object as the columns hold it; 0 for a number never seen. */
  versionOf(number: number): number {
    return this.#versions[number] ?? 0;
  }

  /** Takes in a state of a living object, unless the columns hold this version or a newer one. */
  put(object: User | Device): void {
    if (object.version <= this.versionOf(object.number)) return;
    this.#note(object.number, object.version);
    this.tables[object.type].setRow(object.number, toRuleObject(object, [], this.view).values);
  }

  /**
   * Takes in a change of a living object; costs what changed where the columns hold the very state before it.
   *
   * @param names the rule properties that the change can have changed
   */
  change(before: User | Device, after: User | Device, names: Iterable<string>): void {
    if (this.versionOf(after.number) !== before.version || after.version <= before.version) {
      this.put(after);
      return;
    }
    this.#note(after.number, after.version);
    this.tables[after.type].setValues(after.number, toRuleValues(after, names, this.view));
  }

  /** Takes in stored values of objects that the columns have never held. */
  loader(type: RuleObjectType, names: readonly string[]): RuleValueSink {
    const table = this.tables[type];
    const { dateExtensions } = this.view;
    const columns: (Column | undefined)[] = [];
    const columnAt = (place: number) => (columns[place] ??= table.columnFor(names[place]!));
    let row = 0;
    return {
      object: (number, version) => {
        row = number;
        this.#note(number, version);
        table.enter(number);
      },
      text: (place, bytes, start, end) => (columnAt(place) as ScalarColumn).setUtf8(row, bytes, start, end),
      value: (place, value) => columnAt(place)?.set(row, value as RuleValue),
      extensions: (values) => {
        for (const [name, value] of Object.entries(values)) {
          const key = name.toLowerCase();
          table.columnFor(key)?.set(row, extensionText(value, dateExtensions.has(key)));
        }
      },
    };
  }

  /** Takes an object out that lives no more as of this version. */
  takeOut(number: ObjectNumber, version: number): void {
    if (version <= this.versionOf(number)) return;
    this.#note(number, version);
    this.tables.user.clearRow(number);
    this.tables.device.clearRow(number);
  }

  /** Whether the columns hold this very state of a living object: its version and every value that rules read. */
  holds(object: User | Device): boolean {
    const table = this.tables[object.type];
    if (!table.has(object.number) || this.versionOf(object.number) !== object.version) return false;
    const { values } = toRuleObject(object, [], this.view);
    const names = new Set([...table.names(), ...Object.keys(values)]);
    return [...names].every((name) => {
      const column = table.column(name);
      const value = values[name] ?? null;
      if (column === undefined)
        return name === 'memberOf' || value === null || (Array.isArray(value) && value.length === 0);
      const [wanted, held] = [codesOf(column, value), codesHeld(column, object.number)];
      return wanted.size === held.size && [...held].every((code) => wanted.has(code));
    });
  }

  /** How many living objects of the type there are. Passes over a bit for each number. */
  countOf(type: RuleObjectType): number {
    return MemberSet.ofWords(this.tables[type].present).size;
  }

  /** Whether the columns hold a living object of this number. */
  has(number: number): boolean {
    return this.tables.user.has(number) || this.tables.device.has(number);
  }

  /** The rows written since a mark, some perhaps more than once; undefined when that is too long ago to tell. */
  writtenSince(mark: number): readonly number[] | undefined {
    return mark < this.#base ? undefined : this.#written.slice(mark - this.#base);
  }

  /** Whether the rule selects the object in a row at `now`, decided by the interpreter on what the columns hold. */
  isSelected(rule: ActiveRule, row: number, now: Instant): boolean {
    const table = this.tables[rule.rule.objectType];
    if (!rule.isManagerAlive || !table.has(row)) return false;
    const values: Record<string, RuleObject['values'][string]> = {};
    for (const name of rule.rule.properties) {
      const column = table.column(name);
      if (column !== undefined) values[name] = valueAt(column, row);
    }
    return evaluate(rule.rule, { type: table.type, values }, now);
  }

  #note(number: number, version: number): void {
    if (number >= this.#versions.length) {
      const larger = new Uint32Array(Math.max(number + 1, Math.ceil(this.#versions.length * 1.5)));
      larger.set(this.#versions);
      this.#versions = larger;
    }
    this.#versions[number] = version;
    if (this.#written.length >= mostRemembered) {
      this.#base += this.#written.length;
      this.#written = [];
    }
    this.#written.push(number);
  }
}

/** The codes a value has in a column, each once; undefined where the column never held it. */
function codesOf(column: Column, value: RuleValue | undefined): ReadonlySet<number | undefined> {
  if (value === null || value === undefined) return new Set();
  const singles = (Array.isArray(value) ? value : [value]) as readonly ColumnValue[];
  return new Set(singles.map((each) => column.values.find(each)));
}

function codesHeld(column: Column, row: number): ReadonlySet<number> {
  if (column.kind === 'collection') return new Set(column.codesAt(row));
  const code = column.codeAt(row);
  return new Set(code === 0 ? [] : [code]);
}
