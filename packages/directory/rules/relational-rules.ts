import type { RuleObjectType } from '@muster/rules';
import type { ActiveRule } from './active-rule.ts';

type Index<Key> = Map<Key, Set<ActiveRule>>;

const nobody: ReadonlySet<ActiveRule> = new Set();

/**
 * The rules in force that ask about memberships or about managers above (`readsRelations`), by everything that can turn
 * their answers round. In memory; adding and removing follows what the rule names.
 */
export class RelationalRules {
  readonly #all = new Set<ActiveRule>();
  readonly #byGroup: Index<number> = new Map();
  readonly #byOuterGroup: Index<number> = new Map();
  readonly #byDirectManager: Index<string> = new Map();
  readonly #byManagerAbove: Index<string> = new Map();
  readonly #byProperty: Readonly<Record<RuleObjectType, Index<string>>> = { user: new Map(), device: new Map() };

  /** All of them. */
  get all(): Iterable<ActiveRule> {
    return this.#all;
  }

  get size(): number {
    return this.#all.size;
  }

  /** Numbers of the groups of which some rule asks for members at any depth. */
  get outerGroups(): Iterable<number> {
    return this.#byOuterGroup.keys();
  }

  /** True when some rule asks for members at any depth: groups inside groups matter then. */
  get readsNesting(): boolean {
    return this.#byOuterGroup.size > 0;
  }

  /** True when some rule asks about managers above: reporting lines matter then. */
  get readsLines(): boolean {
    return this.#byDirectManager.size > 0 || this.#byManagerAbove.size > 0;
  }

  /** Rules that ask for the direct members of the group. */
  overGroup(group: number): ReadonlySet<ActiveRule> {
    return this.#byGroup.get(group) ?? nobody;
  }

  /** Rules that ask for the members of the group at any depth. */
  overOuterGroup(group: number): ReadonlySet<ActiveRule> {
    return this.#byOuterGroup.get(group) ?? nobody;
  }

  /** Rules that ask, in a condition, for the direct reports of the manager. */
  overDirectReportsOf(manager: string): ReadonlySet<ActiveRule> {
    return this.#byDirectManager.get(manager) ?? nobody;
  }

  /** Rules that ask for the reports of the manager at any depth. */
  overAllReportsOf(manager: string): ReadonlySet<ActiveRule> {
    return this.#byManagerAbove.get(manager) ?? nobody;
  }

  /** Rules that read one of the object's own properties. */
  overProperties(type: RuleObjectType, names: Iterable<string>): ReadonlySet<ActiveRule> {
    const found = new Set<ActiveRule>();
    for (const name of names) for (const rule of this.#byProperty[type].get(name) ?? []) found.add(rule);
    return found;
  }

  /** Rules that could select an object without any membership: all of its type but those of the portable form. */
  ofNewObjects(type: RuleObjectType): readonly ActiveRule[] {
    return [...this.#all].filter(({ rule }) => rule.objectType === type && rule.form !== 'memberOf');
  }

  add(active: ActiveRule): void {
    this.#all.add(active);
    this.#visit(active, addTo);
  }

  remove(active: ActiveRule): void {
    if (this.#all.delete(active)) this.#visit(active, removeFrom);
  }

  #visit(active: ActiveRule, act: <Key>(index: Index<Key>, key: Key, rule: ActiveRule) => void): void {
    const { rule, sources } = active;
    const { groups, groupsWithin, directReportsOf, allReportsOf } = rule.relations;
    const numbersOf = (ids: readonly string[]) => ids.flatMap((id) => sources.get(id) ?? []);
    for (const group of numbersOf(groups)) act(this.#byGroup, group, active);
    for (const group of numbersOf(groupsWithin)) act(this.#byOuterGroup, group, active);
    for (const manager of directReportsOf) act(this.#byDirectManager, manager, active);
    for (const manager of allReportsOf) act(this.#byManagerAbove, manager, active);
    for (const name of rule.properties) act(this.#byProperty[rule.objectType], name, active);
  }
}

function addTo<Key>(index: Index<Key>, key: Key, rule: ActiveRule): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, new Set([rule]));
  else known.add(rule);
}

function removeFrom<Key>(index: Index<Key>, key: Key, rule: ActiveRule): void {
  const known = index.get(key);
  known?.delete(rule);
  if (known?.size === 0) index.delete(key);
}
