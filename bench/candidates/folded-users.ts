import { foldCase } from '@muster/kernel';
import type { AssignedPlan, RuleObject, RuleValue } from '@muster/rules';

/** A value with its texts folded, so that peers compare without regard to case as the rule language does. */
export type FoldedValue = string | boolean | number | readonly string[] | readonly AssignedPlan[] | null;

/**
 * The users as one array of values for each property, texts folded, each distinct text once. An empty collection is a
 * missing value.
 */
export class FoldedUsers {
  count = 0;
  private readonly columns = new Map<string, FoldedValue[]>();
  private readonly texts = new Map<string, string>();
  private readonly plans = new Map<string, AssignedPlan>();

  static of(users: Iterable<RuleObject>): FoldedUsers {
    const folded = new FoldedUsers();
    for (const { values } of users) folded.add(values);
    return folded;
  }

  /** Names of the properties that some user has. */
  get names(): readonly string[] {
    return [...this.columns.keys()];
  }

  /** One value for every user; missing ones are null. */
  column(name: string): FoldedValue[] {
    let column = this.columns.get(name);
    if (column === undefined) {
      column = new Array<FoldedValue>(this.count).fill(null);
      this.columns.set(name, column);
    }
    return column;
  }

  /** The value as it stands in the columns. */
  fold(value: RuleValue | undefined): FoldedValue {
    if (value === null || value === undefined) return null;
    if (typeof value === 'string') return this.foldText(value);
    if (!Array.isArray(value)) return value as boolean | number;
    if (value.length === 0) return null;
    return value.map((each: string | AssignedPlan) =>
      typeof each === 'string' ? this.foldText(each) : this.foldPlan(each),
    ) as readonly string[] | readonly AssignedPlan[];
  }

  private add(values: RuleObject['values']): void {
    for (const [name, value] of Object.entries(values)) {
      const folded = this.fold(value);
      if (folded !== null) this.column(name)[this.count] = folded;
    }
    this.count += 1;
    for (const column of this.columns.values()) if (column.length < this.count) column.push(null);
  }

  private foldText(text: string): string {
    const known = this.texts.get(text);
    if (known !== undefined) return known;
    const folded = foldCase(text);
    if (this.texts.size < 200_000) this.texts.set(text, folded);
    return folded;
  }

  private foldPlan(plan: AssignedPlan): AssignedPlan {
    const key = JSON.stringify(plan);
    const known = this.plans.get(key);
    if (known !== undefined) return known;
    const fields = Object.entries(plan).map(([name, text]) => [name, typeof text === 'string' ? foldCase(text) : null]);
    const folded = Object.freeze(Object.fromEntries(fields) as AssignedPlan);
    this.plans.set(key, folded);
    return folded;
  }
}
