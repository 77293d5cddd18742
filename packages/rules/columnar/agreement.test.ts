import { formatInstant, type Instant, parseInstant } from '@muster/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import corpus from '../../../fixtures/rules/corpus-rules.json' with { type: 'json' };
import vectors from '../../../fixtures/rules/rule-vectors.json' with { type: 'json' };
import { type CheckedRule, checkRule, type RuleObject, ruleObjectFromJson } from '../index.ts';
import { compareTrials, Directory } from '../testing/column-trials.ts';
import { arbitraryObject } from '../testing/generators.ts';
import { dates } from '../testing/value-pools.ts';
import { canEvaluateColumnar } from './plan.ts';

const now = parseInstant('2026-01-01T00:00:00Z')!;
const searching = { fewDistinct: 0 };

function checked(text: string): CheckedRule {
  const result = checkRule(text);
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.diagnostics)}`);
  return result.rule;
}

function someObjects(type: 'user' | 'device', count: number, seed: number): RuleObject[] {
  return fc.sample(arbitraryObject(type), { seed, numRuns: count });
}

describe('columns answer as the interpreter does', () => {
  it.each([
    ['user', 'values one by one', {}],
    ['user', 'values searched for', searching],
    ['user', 'hardly any cache', { cacheBytes: 2000, fewDistinct: 20 }],
    ['device', 'values one by one', {}],
    ['device', 'values searched for', searching],
  ] as const)('on generated rules about changing %ss, %s', (type, _, options) => {
    const counts = compareTrials(type, options, 20_000, 7);
    expect(counts.compared).toBeGreaterThan(10_000);
    expect(counts.held).toBeGreaterThan(counts.compared / 10);
    expect(counts.held).toBeLessThan((counts.compared * 9) / 10);
    expect(counts.decided).toBeGreaterThan(1000);
  });

  it.each([
    ['one by one', {}],
    ['searched for', searching],
  ] as const)('on the rules collected in the wild, values %s', (_, options) => {
    const directories = (['user', 'device'] as const).map((type) => {
      const directory = new Directory(type, options);
      someObjects(type, 300, 11).forEach((each, row) => {
        directory.put(row, each);
      });
      return directory;
    });
    for (const { rule: text } of corpus) {
      const result = checkRule(text);
      if (!result.ok || !canEvaluateColumnar(result.rule).ok) continue;
      for (const directory of directories) directory.compare(result.rule, now);
    }
    expect(directories.reduce((sum, each) => sum + each.compared, 0)).toBeGreaterThan(150_000);
  });

  it.each([
    ['one by one', {}],
    ['searched for', searching],
  ] as const)('on all evaluation vectors together, values %s', (_, options) => {
    const read = vectors.map((vector) => ({ vector, object: ruleObjectFromJson(vector.object) as RuleObject }));
    for (const type of ['user', 'device'] as const) {
      const directory = new Directory(type, options);
      read.forEach(({ object }, row) => {
        if (object.type === type) directory.put(row, object);
      });
      read.forEach(({ vector, object }, row) => {
        const rule = checked(vector.rule);
        if (object.type !== type || !canEvaluateColumnar(rule).ok) return;
        const at = parseInstant((vector as { now?: string }).now ?? formatInstant(0 as Instant))!;
        directory.compare(rule, at);
        expect(directory.evaluator.evaluate(rule, at).has(row), vector.id).toBe(vector.expected);
      });
    }
  });

  it('a millisecond before, at and after a date', () => {
    const directory = new Directory('user');
    const instants = dates.flatMap((date) => [-1, 0, 1].map((ms) => (date + ms) as Instant));
    instants.forEach((employeeHireDate, row) => {
      directory.put(row, { type: 'user', values: { employeeHireDate } });
    });
    directory.put(instants.length, { type: 'user', values: { employeeHireDate: null } });
    for (const operator of ['-eq', '-ne', '-ge', '-le']) {
      for (const date of dates) {
        directory.compare(checked(`user.employeeHireDate ${operator} "${formatInstant(date)}"`), now);
      }
    }
    for (const at of instants) {
      directory.compare(checked('user.employeeHireDate -ge system.now'), at);
      directory.compare(checked('-not (user.employeeHireDate -le system.now -plus P1D)'), at);
    }
  });

  it('on rules as long as rules may be', () => {
    const directory = new Directory('user', searching);
    someObjects('user', 100, 3).forEach((each, row) => {
      directory.put(row, each);
    });
    for (const piece of [
      'user.city -contains "a" -or ',
      'user.otherMails -all (_ -ne "Sale") -and -not (user.mail -eq null) -or ',
    ]) {
      const end = 'user.department -match "^s"';
      directory.compare(checked(piece.repeat(Math.floor((3072 - end.length) / piece.length)) + end), now);
    }
  });
});
