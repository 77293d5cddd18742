import type { CheckedNode, CheckedRule } from '@muster/rules';

/** Which rules have to be looked at when a property changes. */
interface Readers {
  /** Rules that read the property only to compare it with values, under each of these values. */
  readonly byValue: Map<string | boolean, number[]>;
  /** Rules that read it in another way. */
  readonly others: number[];
}

/** The rules that mention a value, so that a change looks only at those that mention the old or the new one. */
export class Mentions {
  private readonly readers = new Map<string, Readers>();

  constructor(rules: readonly CheckedRule[]) {
    for (const [rule, { tree }] of rules.entries()) this.add(rule, tree);
  }

  /** Rules, each once, whose answer can differ when the property changes from one folded value to the other. */
  touched(name: string, before: unknown, after: unknown): ReadonlySet<number> {
    const readers = this.readers.get(name);
    if (readers === undefined) return new Set();
    const found = new Set(readers.others);
    for (const value of [before, after]) {
      for (const rule of readers.byValue.get(value as string) ?? []) found.add(rule);
    }
    return found;
  }

  private add(rule: number, tree: CheckedNode): void {
    const mentioned = new Map<string, Set<string | boolean> | null>();
    collect(tree, mentioned);
    for (const [name, values] of mentioned) {
      const readers = this.readersOf(name);
      if (values === null) readers.others.push(rule);
      else for (const value of values) appendTo(readers.byValue, value, rule);
    }
  }

  private readersOf(name: string): Readers {
    let readers = this.readers.get(name);
    if (readers === undefined) {
      readers = { byValue: new Map(), others: [] };
      this.readers.set(name, readers);
    }
    return readers;
  }
}

/** For every property the values that it is compared with; null when it is read in another way as well. */
function collect(node: CheckedNode, into: Map<string, Set<string | boolean> | null>): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const each of node.operands) collect(each, into);
      return;
    case 'not':
      collect(node.operand, into);
      return;
    case 'any':
    case 'all':
      into.set(node.subject.property.name, null);
      return;
    case 'comparison': {
      if (node.subject.kind !== 'property') return;
      const { name } = node.subject.property;
      const values = valuesIn(node.test);
      const known = into.get(name);
      if (values === undefined || known === null) into.set(name, null);
      else into.set(name, new Set([...(known ?? []), ...values]));
      return;
    }
    default:
      throw new Error(`peers do not answer ${node.kind} rules`);
  }
}

/** The values that a test for equality names. */
export function valuesIn(
  test: Extract<CheckedNode, { kind: 'comparison' }>['test'],
): readonly (string | boolean)[] | undefined {
  if (test.kind === 'equals') return [test.folded];
  if (test.kind === 'isIn') return [...test.folded];
  if (test.kind === 'isTrue') return [true];
  if (test.kind === 'isFalse') return [false];
  return undefined;
}

export function appendTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
