import type { Instant } from '@muster/kernel';
import { type CheckedRule, ColumnTable, checkRule, evaluate, type RuleObject } from '@muster/rules';
import { describe, expect, it } from 'vitest';
import { canIndex, RuleIndex } from './rule-index.ts';
import { playUntil } from './testing/rule-index-course.ts';

const now = Date.parse('2026-06-15T12:00:00Z') as Instant;

function checked(text: string): CheckedRule {
  const result = checkRule(text);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.rule;
}

function usersWith(...values: Record<string, string>[]): ColumnTable {
  const table = new ColumnTable('user');
  for (const [i, each] of values.entries()) table.setRow(i + 1, { objectId: `${i}`, ...each });
  return table;
}

describe('the index answers as the interpreter does', () => {
  it.each(['user', 'device'] as const)('about a %s, whatever happens', (type) => {
    playUntil(type, { answers: 50_000, each: 5, numRuns: 35 });
  });
});

describe('what no change has met', () => {
  it('is made ready piece by piece, and again for what comes later', () => {
    const table = usersWith({ city: 'Bern', mail: 'a@b' }, { city: 'Basel', mail: 'c@d' }, { city: 'Chur' });
    const index = new RuleIndex(table);
    index.setRule(1, checked('user.city -startsWith "B"'));
    // Three cities, and none.
    expect([index.prepare(3), index.prepare(3), index.prepare()]).toEqual([3, 1, 0]);
    index.setRule(2, checked('user.city -endsWith "l"'));
    table.setRow(4, { city: 'Zug' });
    expect([index.prepare(), index.prepare()]).toEqual([5, 0]);
    expect(index.wouldFlip(4, { city: 'Basel' }, now).gained.sort()).toEqual([1, 2]);
  });

  it('stays unmade for a property with too many values', () => {
    const index = new RuleIndex(usersWith({ city: 'Bern' }, { city: 'Basel' }), { mostKeptValues: 1, mostClauses: 64 });
    index.setRule(1, checked('user.city -startsWith "B"'));
    expect(index.prepare()).toBe(0);
  });
});

/** Rule number `n` of many: of one to three properties, of which some take lists, beginnings and negations. */
function manyRules(n: number): string {
  const value = (of: number, salt: number) => `${(n * 31 + salt * 17 + ((n * salt) >> 3)) % of}`;
  const terms = [
    `user.city -eq "c${value(40, 1)}"`,
    `user.department -in ["d${value(9, 2)}", "d${value(9, 5)}"]`,
    `user.jobTitle -startsWith "j${value(20, 3)}"`,
    `user.country -ne "x${value(5, 4)}"`,
    'user.accountEnabled -eq true',
    `user.mail -contains "${value(10, 7)}@"`,
    `user.proxyAddresses -any (_ -startsWith "smtp:${value(10, 6)}")`,
  ];
  const first = n % terms.length;
  const chosen = [terms[first]!, terms[(first + 1 + (n % 5)) % terms.length]!, terms[(n >> 3) % terms.length]!];
  return chosen.slice(0, 1 + (n % 3)).join(n % 13 === 0 ? ' -or ' : ' -and ');
}

function manyUsers(n: number): RuleObject['values'] {
  return {
    city: `c${n % 40}`,
    department: n % 6 === 0 ? null : `d${n % 9}`,
    jobTitle: `j${n % 20} ${n}`,
    country: `x${n % 5}`,
    accountEnabled: n % 3 !== 0,
    mail: `user${n}@contoso.com`,
    proxyAddresses: n % 4 === 0 ? [] : [`smtp:${n % 10}@contoso.com`, `SMTP:user${n}@contoso.com`],
  };
}

describe('thousands of rules', () => {
  it('are answered by an index that was never asked before', () => {
    const rules = Array.from({ length: 4000 }, (_, n) =>
      checked(`user.city -eq "c${n % 3500}" -and user.country -eq "x"`),
    );
    const table = usersWith({ city: 'c1', country: 'x' });
    for (const city of [2, 3, 1700, 3400, 3499]) {
      const index = new RuleIndex(table);
      for (const [id, rule] of rules.entries()) index.setRule(id, rule);
      const having = (wanted: number) => rules.flatMap((_, id) => (id % 3500 === wanted ? [id] : []));
      const { gained, lost } = index.wouldFlip(1, { city: `c${city}` }, now);
      expect([gained.sort((a, b) => a - b), lost.sort((a, b) => a - b)]).toEqual([having(city), having(1)]);
    }
  });

  it('are answered as the interpreter answers, while they come and go', () => {
    const table = new ColumnTable('user');
    for (let row = 1; row <= 200; row += 1) table.setRow(row, manyUsers(row));
    const index = new RuleIndex(table, { mostKeptValues: 100, mostClauses: 64 });
    const rules = new Map<number, CheckedRule>();
    const set = (n: number, text: string) => {
      rules.set(n, checked(text));
      index.setRule(n, rules.get(n)!);
    };
    let compared = 0;
    const compare = (row: number, values: RuleObject['values']) => {
      const held = manyUsers(row);
      const holds = (object: RuleObject['values']) =>
        new Set([...rules].filter(([, rule]) => evaluate(rule, { type: 'user', values: object }, now)).map(([n]) => n));
      const [before, after] = [holds(held), holds({ ...held, ...values })];
      const { gained, lost } = index.wouldFlip(row, values, now);
      expect(new Set(gained)).toEqual(new Set([...after].filter((n) => !before.has(n))));
      expect(new Set(lost)).toEqual(new Set([...before].filter((n) => !after.has(n))));
      expect(new Set(index.rulesOf(row, now))).toEqual(before);
      compared += gained.length + lost.length;
    };
    const compareSome = (seed: number) => {
      for (let i = 0; i < 12; i += 1) {
        const other = manyUsers(1 + ((i * 37 + seed) % 300));
        const names = Object.keys(other).filter((_, at) => i % 3 === 0 || at === (i + seed) % 7);
        compare(1 + ((seed + i) % 200), Object.fromEntries(names.map((name) => [name, other[name]])));
      }
    };
    for (let n = 0; n < 3000; n += 1) {
      set(n, manyRules(n));
      if (n % 600 === 0) compareSome(n);
    }
    compareSome(1);
    for (let n = 0; n < 3000; n += 2) {
      index.removeRule(n);
      rules.delete(n);
    }
    compareSome(2);
    for (let n = 0; n < 2000; n += 4) set(n, manyRules(n + 5000));
    compareSome(3);
    expect(compared).toBeGreaterThan(2000);
  });
});

describe('flips', () => {
  it('are the rules of which the answer differs, each once', () => {
    const table = usersWith({ department: 'Sales', city: 'Lagos' });
    const index = new RuleIndex(table);
    index.setRule(1, checked('user.department -eq "sales"'));
    index.setRule(2, checked('user.department -ne "sales" -and user.city -eq "Lagos"'));
    index.setRule(3, checked('user.department -in ["Sales", "HR"]'));
    index.setRule(4, checked('(user.department -eq "HR" -and user.city -eq "Lagos") -or (user.department -eq "HR")'));
    index.setRule(5, checked('user.city -eq "Lagos"'));
    const { gained, lost } = index.flips(1, { department: 'Sales' }, { department: 'HR' }, now);
    expect([gained.sort(), lost]).toEqual([[2, 4], [1]]);
    expect(index.rulesOf(1, now).sort()).toEqual([1, 3, 5]);
  });

  it('do not depend on whether the table has the change already', () => {
    const table = usersWith({ department: 'Sales' }, { department: 'HR' });
    const index = new RuleIndex(table);
    index.setRule(7, checked('user.department -startsWith "H"'));
    const flips = () => index.flips(1, { department: 'Sales' }, { department: 'HR' }, now);
    const before = flips();
    table.setRow(1, { department: 'HR' });
    expect([before, flips()]).toEqual([
      { gained: [7], lost: [] },
      { gained: [7], lost: [] },
    ]);
  });

  it('follow the clock they are given', () => {
    const table = usersWith({ city: 'Lagos' });
    const index = new RuleIndex(table);
    index.setRule(1, checked('user.employeeHireDate -le system.now -and user.city -eq "Lagos"'));
    const hired = { employeeHireDate: now };
    expect(index.flips(1, {}, hired, (now - 1) as Instant).gained).toEqual([]);
    expect(index.flips(1, {}, hired, now).gained).toEqual([1]);
  });

  it('are right for a value that no object ever had, in a property that no object has', () => {
    const index = new RuleIndex(usersWith({ city: 'Lagos' }));
    index.setRule(1, checked('user.jobTitle -eq "Chief" -and user.city -eq "Lagos"'));
    index.setRule(2, checked('user.jobTitle -eq null'));
    index.setRule(3, checked('user.otherMails -any (_ -startsWith "chief")'));
    const after = { jobTitle: 'CHIEF', otherMails: ['Chief@contoso.com'] };
    expect(index.flips(1, {}, after, now)).toEqual({ gained: [1, 3], lost: [2] });
  });

  it('keep to the reports of a manager and the manager', () => {
    const manager = '0b7c1f5e-7a53-4e1b-8f9e-3f6f5d1c2a10';
    const index = new RuleIndex(usersWith({ city: 'Lagos' }));
    index.setRule(1, checked(`Direct Reports for "${manager}"`));
    expect(index.flips(1, {}, { managerId: manager.toUpperCase() }, now)).toEqual({ gained: [1], lost: [] });
    expect(index.rulesSatisfiedBy({ objectId: manager }, now)).toEqual([1]);
  });
});

describe('a rule that comes, changes or goes', () => {
  it('counts at once for values that were met before', () => {
    const index = new RuleIndex(usersWith({ department: 'Sales' }, { department: 'HR' }));
    const change = () => index.flips(1, { department: 'Sales' }, { department: 'HR' }, now);
    expect(change()).toEqual({ gained: [], lost: [] });
    index.setRule(1, checked('user.department -eq "HR"'));
    index.setRule(2, checked('user.department -contains "ale"'));
    expect(change()).toEqual({ gained: [1], lost: [2] });
    index.setRule(2, checked('user.department -endsWith "R"'));
    expect(change().gained.sort()).toEqual([1, 2]);
    index.removeRule(1);
    index.removeRule(99);
    expect(change()).toEqual({ gained: [2], lost: [] });
    expect(index.size).toBe(1);
  });

  it('leaves nothing behind, however many came and went', () => {
    const index = new RuleIndex(usersWith({ department: 'Sales', city: 'Lagos' }));
    const churn = (round: number) => {
      for (let n = 0; n < 2000; n += 1) {
        index.setRule(n, checked(`user.department -startsWith "${round}/${n}" -and user.city -eq "${n}"`));
        if (n % 100 === 0) index.rulesOf(1, now);
      }
      for (let n = 0; n < 2000; n += 1) index.removeRule(n);
    };
    churn(0);
    churn(1);
    const held = index.memoryBytes;
    for (let round = 2; round < 6; round += 1) churn(round);
    expect(index.memoryBytes).toBeLessThanOrEqual(2 * held);
    index.setRule(1, checked('user.department -startsWith "sal" -and user.city -eq "lagos"'));
    expect(index.rulesOf(1, now)).toEqual([1]);
  });

  it('is refused when its answer does not follow from the object, or is about others', () => {
    const index = new RuleIndex(usersWith());
    const memberOf = checked("user.memberOf -any (group.objectId -in ['0b7c1f5e-7a53-4e1b-8f9e-3f6f5d1c2a10'])");
    expect(canIndex(memberOf)).toBe(false);
    expect(() => index.setRule(1, memberOf)).toThrow('memberOf');
    expect(() => index.setRule(1, checked('device.deviceModel -eq "X"'))).toThrow('device');
  });
});

/** The rule with every pattern replaced by one that counts. */
function counting(node: CheckedRule['tree'], count: () => void): CheckedRule['tree'] {
  if (node.kind === 'and') return { ...node, operands: node.operands.map((each) => counting(each, count)) };
  if (node.kind !== 'comparison' || node.test.kind !== 'matches') return node;
  const { pattern } = node.test;
  const matches = (folded: string) => {
    count();
    return pattern.matches(folded);
  };
  return { ...node, test: { kind: 'matches', pattern: { source: pattern.source, matches } } };
}

it('does not ask about rules that mention the value but cannot flip', () => {
  const index = new RuleIndex(usersWith({ city: 'City 7', mail: 'ann@contoso.com' }), {
    mostKeptValues: 0,
    mostClauses: 64,
  });
  let asked = 0;
  for (let n = 0; n < 500; n += 1) {
    const rule = checked(`user.department -eq "HR" -and user.city -eq "City ${n}" -and user.mail -match "${n}|\\bann"`);
    const count = () => {
      asked += 1;
    };
    index.setRule(n, { ...rule, tree: counting(rule.tree, count) });
  }
  asked = 0;
  expect(index.flips(1, {}, { department: 'HR' }, now)).toEqual({ gained: [7], lost: [] });
  expect(asked).toBe(1);
});
