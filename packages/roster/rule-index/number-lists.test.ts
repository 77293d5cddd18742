import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NumberLists } from './number-lists.ts';

type Act = readonly [list: number, first: number];

/** Adds what is not there and takes out what is; then every list has what a plain model has. */
function play(acts: readonly Act[]): void {
  const lists = new NumberLists(2);
  const model = new Map<number, Map<number, number>>();
  for (const [i, [list, first]] of acts.entries()) {
    const held = model.get(list) ?? new Map<number, number>();
    model.set(list, held);
    if (held.delete(first)) lists.removeAt(list, lists.find(list, first));
    else {
      held.set(first, i);
      lists.append(list, first, i);
    }
  }
  for (const [list, held] of model) {
    expect(lists.count(list)).toBe(held.size);
    for (const [first, second] of held) expect(lists.items.at[lists.find(list, first) + 1]).toBe(second);
    expect(lists.find(list, 1_000_000)).toBe(-1);
  }
}

it('keeps every list as it was filled', () => {
  const act = fc.tuple(fc.nat(9), fc.nat(30));
  fc.assert(fc.property(fc.array(act, { maxLength: 300 }), play));
});

it('keeps them when it is written anew', () => {
  play(Array.from({ length: 20_000 }, (_, i): Act => [i % 7, Math.floor(i / 7)]));
  play(Array.from({ length: 20_000 }, (_, i): Act => [Math.floor(i / 40), i % 40]));
});

it('has nothing in a list never filled', () => {
  const lists = new NumberLists(1);
  expect([lists.count(3), lists.find(3, 0)]).toEqual([0, -1]);
});
