import type { ObjectId, ObjectNumber } from '@muster/kernel';
import type { MemberSet } from '@muster/roster';
import type { RuleObject } from '@muster/rules';
import type { Device, User } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';

const longestLine = 1000;

/**
 * Memberships and managers as rules ask for them, worked out plainly: nothing here is shared with what keeps groups in
 * line, so that a fault there shows.
 */
export class ExpectedRelations {
  readonly #managers = new Map<ObjectId, ObjectId | null | undefined>();
  readonly #within = new Map<ObjectNumber, readonly ObjectNumber[]>();

  /**
   * @param expected members of groups with a finished rule, as far as they are worked out
   * @param present members of all groups
   */
  constructor(
    private readonly session: ReadSession,
    private readonly expected: ReadonlyMap<ObjectNumber, MemberSet>,
    private readonly present: ReadonlyMap<ObjectNumber, MemberSet>,
  ) {}

  /** The rules, each after all rules whose groups it asks for. */
  inOrder(rules: readonly ActiveRule[]): readonly ActiveRule[] {
    const done = new Set<ActiveRule>();
    const byGroup = new Map(rules.map((rule) => [rule.groupNumber, rule]));
    const visit = (rule: ActiveRule, way: readonly ActiveRule[]) => {
      if (done.has(rule) || way.includes(rule)) return;
      for (const source of this.#sourcesOf(rule)) {
        const below = byGroup.get(source);
        if (below !== undefined) visit(below, [...way, rule]);
      }
      done.add(rule);
    };
    for (const rule of rules) visit(rule, []);
    return [...done];
  }

  /** The object with what the rule asks about it in relation to others. One statement for each manager not yet met. */
  async related(object: User | Device, seen: RuleObject, { rule, sources }: ActiveRule): Promise<RuleObject> {
    const { groups, groupsWithin, directReportsOf, allReportsOf } = rule.relations;
    const isIn = (id: string, groupsOf: (group: ObjectNumber) => readonly ObjectNumber[]) => {
      const group = sources.get(id);
      return group !== undefined && groupsOf(group).some((each) => this.#membersOf(each)?.has(object.number));
    };
    const readsLines = directReportsOf.length + allReportsOf.length > 0;
    const values = {
      ...seen.values,
      memberOf: groups.filter((id) => isIn(id, (group) => [group])),
      transitiveMemberOf: groupsWithin.filter((id) => isIn(id, (group) => this.#groupsWithin(group))),
      managerIds: readsLines ? await this.#managersAbove(object.managerId) : [],
    };
    return { type: seen.type, values };
  }

  #membersOf(group: ObjectNumber): MemberSet | undefined {
    return this.expected.get(group) ?? this.present.get(group);
  }

  #sourcesOf({ rule, sources }: ActiveRule): readonly ObjectNumber[] {
    const numbersOf = (ids: readonly string[]) => ids.flatMap((id) => sources.get(id) ?? []);
    const { groups, groupsWithin } = rule.relations;
    return [...numbersOf(groups), ...numbersOf(groupsWithin).flatMap((group) => this.#groupsWithin(group))];
  }

  /** Groups are members of assigned groups only, so that the members given say which. */
  #groupsWithin(group: ObjectNumber): readonly ObjectNumber[] {
    const known = this.#within.get(group);
    if (known !== undefined) return known;
    const groups = new Set([...this.present.keys(), ...this.expected.keys()]);
    const found = new Set([group]);
    for (const outer of found) {
      const members = this.present.get(outer);
      for (const inner of groups) if (members?.has(inner)) found.add(inner);
    }
    this.#within.set(group, [...found]);
    return [...found];
  }

  async #managersAbove(manager: ObjectId | null): Promise<readonly ObjectId[]> {
    const line = new Set<ObjectId>();
    for (let next = manager; next !== null && !line.has(next) && line.size < longestLine; ) {
      const above = await this.#managerOf(next);
      if (above === undefined) break;
      line.add(next);
      next = above;
    }
    return [...line];
  }

  /** Undefined for a user who does not live. */
  async #managerOf(id: ObjectId): Promise<ObjectId | null | undefined> {
    if (!this.#managers.has(id)) this.#managers.set(id, (await this.session.objects.find('user', id))?.managerId);
    return this.#managers.get(id);
  }
}
