import { type Instant, parseInstant } from '@muster/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnEvaluator, ColumnTable, checkRule, evaluate, RowSet, type RuleObject } from '../index.ts';

const now = parseInstant('2026-06-15T12:00:00Z') as Instant;
const id = (n: number) => `${String(n).padStart(8, '0')}-1111-2222-3333-444444444444`;
const count = 60;

interface Person {
  readonly department: string | null;
  /** Row of the manager; one that is not there for a manager who does not live. */
  readonly manager: number | null;
  readonly groups: readonly number[];
  readonly groupsWithin: readonly number[];
}

const person: fc.Arbitrary<Person> = fc.record({
  department: fc.constantFrom('Sales', 'HR', null),
  manager: fc.option(fc.nat(count + 5), { freq: 8 }),
  groups: fc.uniqueArray(fc.nat(3), { maxLength: 3 }),
  groupsWithin: fc.uniqueArray(fc.nat(3), { maxLength: 3 }),
});

/** The living managers above, nearest first, by walking up: circles end the walk. */
function managersAbove(people: readonly (Person | null)[], row: number): number[] {
  const above: number[] = [];
  for (let next = people[row]!.manager; next !== null && people[next] && !above.includes(next); ) {
    above.push(next);
    next = people[next]!.manager;
  }
  return above;
}

const leaf = fc.oneof(
  fc.nat(3).map((n) => `user.memberOf -any (group.objectId -in ['${id(n)}', '${id(n + 1)}'])`),
  fc.nat(3).map((n) => `user.transitiveMemberOf -any (group.objectId -in ['${id(n)}'])`),
  fc.nat(count).map((n) => `All Reports for "${id(n)}"`),
  fc.nat(count).map((n) => `Direct Reports for "${id(n)}"`),
  fc.constantFrom('user.department -eq "Sales"', 'user.department -ne "HR"'),
);
const condition = fc
  .tuple(leaf, fc.constantFrom('-and', '-or'), leaf, fc.constantFrom('-and', '-or'), leaf, fc.boolean())
  .map(([a, one, b, two, c, isNegated]) => `(${a}) ${one} ${isNegated ? '-not ' : ''}(${b} ${two} (${c}))`);

describe('columns answer rules over relations as the interpreter does', () => {
  it('on generated directories with circles of managers and managers who are gone', () => {
    let [compared, held] = [0, 0];
    const trials = fc.record({
      people: fc.array(fc.option(person, { freq: 9 }), { minLength: count, maxLength: count, size: 'max' }),
      rules: fc.array(condition, { minLength: 20, maxLength: 20, size: 'max' }),
    });
    for (const { people, rules } of fc.sample(trials, { seed: 5, numRuns: 25 })) {
      const table = new ColumnTable('user');
      const evaluator = new ColumnEvaluator(table);
      const objects = people.map((each, row): RuleObject | null => {
        if (each === null) return null;
        const { department, manager, groups, groupsWithin } = each;
        const own = { objectId: id(row), department, managerId: manager === null ? null : id(manager) };
        table.setRow(row, own);
        const above = managersAbove(people, row).map(id);
        const values = {
          ...own,
          memberOf: groups.map(id),
          transitiveMemberOf: groupsWithin.map(id),
          managerIds: above,
        };
        return { type: 'user', values };
      });
      const rowsOfGroup = (groupId: string, isTransitive: boolean) => {
        const rows = people.flatMap((each, row) => {
          const groups = isTransitive ? each?.groupsWithin : each?.groups;
          return groups?.some((group) => id(group) === groupId) ? [row] : [];
        });
        // Members of other kinds, one of them beyond the table.
        return RowSet.ofRows(Uint32Array.from([...rows, count + 100]), count + 101);
      };
      for (const text of rules) {
        const result = checkRule(text, { dialect: 'extended' });
        if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.diagnostics)}`);
        const expected = objects.flatMap((each, row) =>
          each !== null && evaluate(result.rule, each, now) ? [row] : [],
        );
        expect([...evaluator.evaluate(result.rule, now, rowsOfGroup)], text).toEqual(expected);
        compared += objects.length;
        held += expected.length;
      }
    }
    expect(compared).toBeGreaterThan(20_000);
    expect(held).toBeGreaterThan(compared / 10);
    expect(held).toBeLessThan((compared * 9) / 10);
  });

  it('counts a thousand managers above and no more', () => {
    const table = new ColumnTable('user');
    for (let row = 0; row < 1010; row += 1) {
      table.setRow(row, { objectId: id(row), managerId: row === 0 ? null : id(row - 1) });
    }
    const result = checkRule(`All Reports for "${id(0)}"`, { dialect: 'extended' });
    expect(result.ok && new ColumnEvaluator(table).evaluate(result.rule, now).count).toBe(1001);
  });

  it('a group that does not exist has no members', () => {
    const table = new ColumnTable('user');
    table.setRow(1, { objectId: id(1) });
    const result = checkRule(`-not user.memberOf -any (group.objectId -in ['${id(7)}'])`, { dialect: 'extended' });
    if (!result.ok) throw new Error('invalid');
    const evaluator = new ColumnEvaluator(table);
    expect([...evaluator.evaluate(result.rule, now, () => undefined)]).toEqual([1]);
    expect(() => evaluator.evaluate(result.rule, now)).toThrow('memberOf');
  });
});
