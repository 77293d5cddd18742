import { expect, it } from 'vitest';
import { dependencyOrder } from './dependency-order.ts';

const over = (graph: Readonly<Record<string, string>>) => (rule: string) => [...(graph[rule] ?? '')];

it.each<[string, Record<string, string>, string[]]>([
  ['a', {}, ['a']],
  ['a', { a: 'b', b: 'c' }, ['a', 'b', 'c']],
  ['cba', { a: 'b', b: 'c' }, ['a', 'b', 'c']],
  ['a', { a: 'cb', b: 'c' }, ['a', 'b', 'c']],
  ['ab', { a: 'd', b: 'cd', c: 'd' }, ['b', 'c', 'a', 'd']],
  ['a', { a: 'b', b: 'a' }, ['a', 'b']],
])('%s with %j', (first, graph, expected) => {
  expect(dependencyOrder(first, over(graph))).toEqual(expected);
});

it('puts every rule before its dependents in a long chain', () => {
  const order = dependencyOrder([0], (n: number) => (n < 20_000 ? [n + 1] : []));
  expect(order.every((n, i) => n === i)).toBe(true);
});
