import type { ObjectId, ObjectNumber } from '@muster/kernel';
import type { RuleObject } from '@muster/rules';
import type { ActiveRule } from '../rules/rule-registry.ts';
import type { Nesting } from './nesting.ts';

/** Memberships, groups inside groups and managers, in one state of the directory. */
export interface RelationState {
  isMember(group: ObjectNumber, member: ObjectNumber): boolean;
  readonly nesting: Nesting;
  /** The living managers above whoever has this manager, nearest first. */
  above(manager: ObjectId | null): readonly ObjectId[];
}

/** The user or device with what the rule, and only this rule, asks about it in relation to others. */
export function withRelations(
  object: RuleObject,
  { number, managerId }: { readonly number: ObjectNumber; readonly managerId: ObjectId | null },
  { rule, sources }: ActiveRule,
  state: RelationState,
): RuleObject {
  const { groups, groupsWithin, directReportsOf, allReportsOf } = rule.relations;
  const holds = (id: string, test: (group: ObjectNumber) => boolean) => {
    const group = sources.get(id);
    return group !== undefined && test(group);
  };
  const isWithin = (group: ObjectNumber) => {
    for (const inner of state.nesting.within(group)) if (state.isMember(inner as ObjectNumber, number)) return true;
    return false;
  };
  const readsLines = directReportsOf.length + allReportsOf.length > 0;
  return {
    type: object.type,
    values: {
      ...object.values,
      memberOf: groups.filter((id) => holds(id, (group) => state.isMember(group, number))),
      transitiveMemberOf: groupsWithin.filter((id) => holds(id, isWithin)),
      managerIds: readsLines ? state.above(managerId) : [],
    },
  };
}
