import type { CheckedNode } from '@muster/rules';
import type { ValueChange, Workload } from '../input/workload.ts';
import { loadPeer } from '../peers/load-peer.ts';
import type { Candidate } from './candidate.ts';
import { FoldedUsers } from './folded-users.ts';
import { elementPredicate, predicateOf } from './value-predicate.ts';

interface RulesEngine {
  addRule(rule: unknown): void;
  addOperator(name: string, decide: (fact: never, value: never) => boolean): void;
  run(facts: Record<string, unknown>): Promise<{ events: { params: { rule: number } }[] }>;
}

interface RulesEngineExports {
  readonly Engine: new (rules: unknown[], options: { allowUndefinedFacts: boolean }) => RulesEngine;
}

/**
 * Rules as JSON conditions, every user put to all of them. What the package has no operator for is one of our own: it
 * calls the predicate that stands as the value.
 */
export class JsonRulesEngine implements Candidate {
  private engine!: RulesEngine;
  private users = new FoldedUsers();
  private readonly members: Set<number>[] = [];

  load({ users, rules, now }: Workload): void {
    const { Engine } = loadPeer<RulesEngineExports>('json-rules-engine');
    this.users = FoldedUsers.of(users());
    this.engine = new Engine([], { allowUndefinedFacts: true });
    this.engine.addOperator('passes', (fact, value: (fact: never) => boolean) => value(fact));
    for (const [rule, { tree }] of rules.entries()) {
      const conditions = conditionOf(tree, now);
      const isBare = 'fact' in conditions;
      this.engine.addRule({
        conditions: isBare ? { all: [conditions] } : conditions,
        event: { type: 'member', params: { rule } },
      });
      this.members.push(new Set());
    }
  }

  async full(): Promise<void> {
    for (const each of this.members) each.clear();
    for (let user = 0; user < this.users.count; user += 1) {
      for (const rule of await this.groupsOf(user)) this.members[rule]!.add(user);
    }
  }

  membersOf(rule: number): Uint32Array {
    return Uint32Array.from(this.members[rule]!).sort();
  }

  async change({ user, name, value }: ValueChange): Promise<void> {
    this.users.column(name)[user] = this.users.fold(value);
    const groups = new Set(await this.groupsOf(user));
    for (const [rule, members] of this.members.entries()) {
      if (groups.has(rule)) members.add(user);
      else members.delete(user);
    }
  }

  async groupsOf(user: number): Promise<readonly number[]> {
    const facts = Object.fromEntries(this.users.names.map((name) => [name, this.users.column(name)[user]]));
    const { events } = await this.engine.run(facts);
    return events.map(({ params }) => params.rule).sort((left, right) => left - right);
  }
}

type Condition = Record<string, unknown>;

function conditionOf(node: CheckedNode, now: Workload['now']): Condition {
  switch (node.kind) {
    case 'and':
      return { all: node.operands.map((each) => conditionOf(each, now)) };
    case 'or':
      return { any: node.operands.map((each) => conditionOf(each, now)) };
    case 'not':
      return { not: conditionOf(node.operand, now) };
    case 'any':
    case 'all': {
      const predicate = elementPredicate(node.body, now);
      const value =
        node.kind === 'any'
          ? (elements: readonly never[] | null) => elements?.some(predicate) ?? false
          : (elements: readonly never[] | null) => elements?.every(predicate) ?? true;
      return { fact: node.subject.property.name, operator: 'passes', value };
    }
    case 'comparison':
      return comparisonOf(node, now);
    default:
      throw new Error(`peers do not answer ${node.kind} rules`);
  }
}

function comparisonOf(node: Extract<CheckedNode, { kind: 'comparison' }>, now: Workload['now']): Condition {
  if (node.subject.kind !== 'property') throw new Error('an element stands in a quantifier only');
  const fact = node.subject.property.name;
  const { test, isNegated } = node;
  const isText = node.subject.property.type === 'text';
  if (isText && test.kind === 'equals') {
    return { fact, operator: isNegated ? 'notEqual' : 'equal', value: test.folded };
  }
  if (isText && test.kind === 'isIn') {
    return { fact, operator: isNegated ? 'notIn' : 'in', value: [...test.folded] };
  }
  const predicate = predicateOf(test, now);
  const value = (held: string | readonly string[] | null) =>
    (Array.isArray(held) ? held.some(predicate) : predicate(held as string)) !== isNegated;
  return { fact, operator: 'passes', value };
}
