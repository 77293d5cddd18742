import type { Instant } from '@muster/kernel';
import { canIndex, RuleIndex } from '@muster/roster';
import type { RuleObject, RuleObjectType } from '@muster/rules';
import type { ObjectTransition } from '../changes/object-transition.ts';
import type { Device, DirectoryObject, User } from '../objects/directory-object.ts';
import { toRuleObject, toRuleValues } from '../rules/rule-object.ts';
import type { RuleRegistry } from '../rules/rule-registry.ts';
import type { ObjectColumns } from './object-columns.ts';

/** The groups of which the rules an object starts and stops satisfying. */
export interface Flipped {
  readonly gained: readonly number[];
  readonly lost: readonly number[];
}

/** Which rules' answers about an object a change turns round, by the rule index over the columns of this process. */
export class RuleFlips {
  readonly #indexes: Readonly<Record<RuleObjectType, RuleIndex>>;
  /** Groups of which the rule is to be looked up again. */
  readonly #stale = new Set<number>();

  constructor(
    private readonly objects: ObjectColumns,
    private readonly rules: RuleRegistry,
  ) {
    this.#indexes = { user: new RuleIndex(objects.tables.user), device: new RuleIndex(objects.tables.device) };
    for (const { groupNumber } of rules.all()) this.#stale.add(groupNumber);
  }

  /** Notes that a group's rule came, changed or went. */
  changed(groupNumber: number): void {
    this.#stale.add(groupNumber);
  }

  /**
   * Costs what the change turns round, and what rules changed since the last call; some times as much when the columns
   * do not hold the very state from which the object changes.
   */
  of({ before, after }: ObjectTransition, names: ReadonlySet<string>, now: Instant): Flipped {
    this.#bringUp();
    const object = (after ?? before)! as User | Device;
    const index = this.#indexes[object.type];
    if (after === null) return { gained: [], lost: [] };
    if (before === null) return { gained: index.rulesSatisfiedBy(this.#seen(after), now), lost: [] };
    if (this.objects.versionOf(object.number) !== before.version) {
      return index.flips(-1, this.#seen(before), this.#seen(after), now);
    }
    if (names.size === 0) return { gained: [], lost: [] };
    return index.wouldFlip(object.number, toRuleValues(after as User | Device, names, this.rules), now);
  }

  /** Makes bits for values that no change has met, at most so many; returns how many it made, 0 once all are there. */
  prepare(most: number): number {
    this.#bringUp();
    return this.#indexes.user.prepare(most) || this.#indexes.device.prepare(most);
  }

  #seen(object: DirectoryObject<'user' | 'device'>): RuleObject['values'] {
    return toRuleObject(object as User | Device, [], this.rules).values;
  }

  #bringUp(): void {
    for (const groupNumber of this.#stale) {
      const found = this.rules.find(groupNumber);
      const rule = found === undefined || 'problem' in found || !canIndex(found.rule) ? undefined : found.rule;
      for (const type of ['user', 'device'] as const) {
        if (rule?.objectType === type) this.#indexes[type].setRule(groupNumber, rule);
        else this.#indexes[type].removeRule(groupNumber);
      }
    }
    this.#stale.clear();
  }
}
