import type { CheckedNode, CheckedRule, RuleRelations, ValueTest } from '../ast/checked-rule.ts';
import type { RuleProperty } from '../properties/rule-property.ts';

type Summary = Omit<CheckedRule, 'text' | 'objectType' | 'tree' | 'warnings' | symbol>;

/** What is found on the way through a condition. */
interface Findings {
  readonly read: Map<string, RuleProperty | undefined>;
  readonly sources: Set<string>;
  readonly relations: Readonly<Record<keyof RuleRelations, Set<string>>>;
  isTimeDependent: boolean;
}

/** Works out what others want to know about a rule without walking its tree. */
export function summarise(tree: CheckedNode): Summary {
  const relations = {
    groups: new Set<string>(),
    groupsWithin: new Set<string>(),
    directReportsOf: new Set<string>(),
    allReportsOf: new Set<string>(),
  };
  const found: Findings = { read: new Map(), sources: new Set(), relations, isTimeDependent: false };
  collect(tree, found);
  return {
    form: formOf(tree),
    properties: new Set(found.read.keys()),
    managerId: tree.kind === 'directReports' ? idsOf(tree.test)[0]! : null,
    sourceGroupIds: [...found.sources],
    relations: {
      groups: [...relations.groups],
      groupsWithin: [...relations.groupsWithin],
      directReportsOf: [...relations.directReportsOf],
      allReportsOf: [...relations.allReportsOf],
    },
    readsRelations: Object.values(relations).some((ids) => ids.size > 0),
    extensionNames: [...found.read].flatMap(([name, property]) => (property?.isExtension ? [name] : [])),
    isTimeDependent: found.isTimeDependent,
  };
}

/** A rule over members at any depth is a condition: the portable form has direct members only. */
function formOf(tree: CheckedNode): CheckedRule['form'] {
  if (tree.kind === 'directReports') return 'directReports';
  return tree.kind === 'memberOf' && tree.subject.property.name === 'memberOf' ? 'memberOf' : 'condition';
}

function idsOf(test: ValueTest): string[] {
  if (test.kind === 'equals') return [test.folded.toLowerCase()];
  return test.kind === 'isIn' ? [...test.folded].map((each) => each.toLowerCase()) : [];
}

function collect(node: CheckedNode, found: Findings): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const operand of node.operands) collect(operand, found);
      return;
    case 'not':
      collect(node.operand, found);
      return;
    case 'any':
    case 'all':
      found.read.set(node.subject.property.name, node.subject.property);
      collect(node.body, found);
      return;
    case 'comparison':
      if (node.subject.kind === 'property') found.read.set(node.subject.property.name, node.subject.property);
      if ('moment' in node.test && node.test.moment.kind === 'clock') found.isTimeDependent = true;
      return;
    case 'memberOf': {
      const { property } = node.subject;
      found.read.set(property.name, property);
      const ids = found.relations[property.name === 'memberOf' ? 'groups' : 'groupsWithin'];
      for (const id of idsOf(node.test)) {
        ids.add(id);
        found.sources.add(id);
      }
      return;
    }
    case 'directReports':
      found.read.set('managerId', undefined);
      found.read.set('objectId', undefined);
      return;
    case 'reports': {
      found.read.set('managerIds', undefined);
      found.read.set('objectId', undefined);
      const ids = found.relations[node.isDirect ? 'directReportsOf' : 'allReportsOf'];
      for (const id of idsOf(node.test)) ids.add(id);
    }
  }
}
