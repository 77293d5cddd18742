import type { Instant } from '@muster/kernel';
import type { CheckedNode, CheckedRule } from '@muster/rules';
import type { ValueChange, Workload } from '../input/workload.ts';
import type { Candidate } from './candidate.ts';
import { type FoldedUsers, type FoldedValue, FoldedUsers as Users } from './folded-users.ts';
import { MemberBits } from './member-bits.ts';
import { appendTo, Mentions, valuesIn } from './mentions.ts';
import { elementPredicate, predicateOf } from './value-predicate.ts';

/** Decides about the user in a place. */
export type UserTest = (user: number) => boolean;

/** Compiles a condition to closures over arrays of folded values. */
export function compileNode(node: CheckedNode, users: FoldedUsers, now: Instant): UserTest {
  switch (node.kind) {
    case 'and': {
      const parts = node.operands.map((each) => compileNode(each, users, now));
      return (user) => {
        for (let i = 0; i < parts.length; i += 1) if (!parts[i]!(user)) return false;
        return true;
      };
    }
    case 'or': {
      const parts = node.operands.map((each) => compileNode(each, users, now));
      return (user) => {
        for (let i = 0; i < parts.length; i += 1) if (parts[i]!(user)) return true;
        return false;
      };
    }
    case 'not': {
      const part = compileNode(node.operand, users, now);
      return (user) => !part(user);
    }
    case 'comparison':
      if (node.subject.kind !== 'property') throw new Error('an element stands in a quantifier only');
      return compileComparison(node, users.column(node.subject.property.name), now);
    case 'any':
    case 'all': {
      const column = users.column(node.subject.property.name) as (readonly never[] | null)[];
      const predicate = elementPredicate(node.body, now);
      if (node.kind === 'any') return (user) => column[user]?.some(predicate) ?? false;
      return (user) => column[user]?.every(predicate) ?? true;
    }
    default:
      throw new Error(`peers do not answer ${node.kind} rules`);
  }
}

function compileComparison(
  node: Extract<CheckedNode, { kind: 'comparison' }>,
  column: readonly FoldedValue[],
  now: Instant,
): UserTest {
  const predicate = predicateOf(node.test, now);
  const { isNegated } = node;
  return (user) => {
    const value = column[user]!;
    const holds = Array.isArray(value) ? value.some(predicate) : predicate(value as string);
    return holds !== isNegated;
  };
}

/**
 * Rules compiled to JavaScript closures, with an index from values to rules: a user is put only to rules that are filed
 * under one of their values, each rule under its rarest, and a change only to rules that mention the old or new value.
 */
export class Closures implements Candidate {
  private users = new Users();
  private tests: UserTest[] = [];
  private anchored = new Map<string, Map<FoldedValue, number[]>>();
  private readonly always: number[] = [];
  private mentions = new Mentions([]);
  private bits = new MemberBits(0, 0);
  private now = 0 as Instant;

  load({ users, rules, now }: Workload): void {
    this.now = now;
    this.users = Users.of(users());
    this.tests = rules.map(({ tree }) => compileNode(tree, this.users, now));
    this.mentions = new Mentions(rules);
    this.anchor(rules);
    this.bits = new MemberBits(rules.length, this.users.count);
  }

  full(): void {
    this.bits.clear();
    for (let user = 0; user < this.users.count; user += 1) {
      for (const rule of this.selecting(user)) this.bits.add(rule, user);
    }
  }

  membersOf(rule: number): Uint32Array {
    return this.bits.membersOf(rule);
  }

  countNew({ tree }: CheckedRule): number {
    const test = compileNode(tree, this.users, this.now);
    let count = 0;
    for (let user = 0; user < this.users.count; user += 1) if (test(user)) count += 1;
    return count;
  }

  change({ user, name, value }: ValueChange): void {
    const column = this.users.column(name);
    const before = column[user]!;
    const after = this.users.fold(value);
    column[user] = after;
    for (const rule of this.mentions.touched(name, before, after)) {
      if (this.tests[rule]!(user) !== this.bits.has(rule, user)) this.bits.turn(rule, user);
    }
  }

  groupsOf(user: number): readonly number[] {
    return this.selecting(user).sort((left, right) => left - right);
  }

  private selecting(user: number): number[] {
    const found: number[] = [];
    const { tests } = this;
    for (const [name, byValue] of this.anchored) {
      for (const rule of byValue.get(this.users.column(name)[user]!) ?? []) if (tests[rule]!(user)) found.push(rule);
    }
    for (const rule of this.always) if (tests[rule]!(user)) found.push(rule);
    return found;
  }

  /** Files each rule under the values of its rarest equality. */
  private anchor(rules: readonly CheckedRule[]): void {
    const counts = new Map<string, Map<FoldedValue, number>>();
    const countOf = (name: string, value: FoldedValue) => {
      if (!counts.has(name)) counts.set(name, countValues(this.users.column(name)));
      return counts.get(name)!.get(value) ?? 0;
    };
    for (const [rule, { tree }] of rules.entries()) {
      const choices = equalities(tree).map(({ name, values }) => ({
        name,
        values,
        count: values.reduce<number>((sum, value) => sum + countOf(name, value), 0),
      }));
      const [rarest] = choices.sort((left, right) => left.count - right.count);
      if (rarest === undefined) this.always.push(rule);
      else for (const value of rarest.values) appendTo(this.anchorsOf(rarest.name), value, rule);
    }
  }

  private anchorsOf(name: string): Map<FoldedValue, number[]> {
    const known = this.anchored.get(name) ?? new Map<FoldedValue, number[]>();
    this.anchored.set(name, known);
    return known;
  }
}

/** Equalities one of which must hold for the whole to hold. */
function equalities(tree: CheckedNode): { name: string; values: readonly FoldedValue[] }[] {
  const terms = tree.kind === 'and' ? tree.operands : [tree];
  return terms.flatMap((term) => {
    if (term.kind !== 'comparison' || term.isNegated || term.subject.kind !== 'property') return [];
    const values = term.subject.property.type === 'texts' ? undefined : valuesIn(term.test);
    return values === undefined ? [] : [{ name: term.subject.property.name, values }];
  });
}

function countValues(column: readonly FoldedValue[]): Map<FoldedValue, number> {
  const counts = new Map<FoldedValue, number>();
  for (const value of column) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
