import { formatInstant, type Instant, parseInstant } from '@muster/kernel';
import { checkRule, type RuleObject, type RuleObjectType, ruleObjectFromJson } from '@muster/rules';
import { arbitraryObject } from '@muster/rules/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import corpus from '../../fixtures/rules/corpus-rules.json' with { type: 'json' };
import vectors from '../../fixtures/rules/rule-vectors.json' with { type: 'json' };
import { compareGenerated } from './generated-pairs.ts';
import { chosenSeed, keptCases, ThreeWays, withOwnIds } from './three-ways.ts';

const pairsForEach = 40_000;
const seed = chosenSeed();

function ruleOf(text: string) {
  const checked = checkRule(text);
  if (!checked.ok) throw new Error(`${text}: ${JSON.stringify(checked.diagnostics)}`);
  return checked.rule;
}

describe.each(['user', 'device'] as const)('interpreter, columns and SQL agree about %ss', (type: RuleObjectType) => {
  let ways: ThreeWays;
  beforeAll(async () => {
    ways = await ThreeWays.open(type);
  });
  afterAll(() => ways?.close());

  it('on the cases that are kept', async () => {
    for (const { rule, object, now } of keptCases(type)) {
      await ways.keep([object]);
      await ways.ask(ruleOf(rule), now);
    }
  });

  it('on all evaluation vectors, each rule about the objects of all', async () => {
    const own = vectors
      .filter(({ object }) => object.type === type)
      .map((vector) => ({
        rule: ruleOf(vector.rule),
        object: ruleObjectFromJson(vector.object) as RuleObject,
        now: parseInstant((vector as { now?: string }).now ?? formatInstant(0 as Instant))!,
      }));
    const before = ways.counts.interpreted;
    await ways.keep(withOwnIds(own.map(({ object }) => object)));
    for (const { rule, now } of own) await ways.ask(rule, now);
    expect(ways.counts.interpreted - before).toBe(own.length ** 2);
    // The object of a rule about ids must have its own id, which it shares with others.
    for (const { rule, object, now } of own.filter((each) => each.rule.properties.has('objectId'))) {
      await ways.keep([object]);
      await ways.ask(rule, now);
    }
  });

  it('on the rules collected in the wild', async () => {
    await ways.keep(withOwnIds(fc.sample(arbitraryObject(type), { seed, numRuns: 200 })));
    let asked = 0;
    for (const { rule: text } of corpus) {
      const checked = checkRule(text);
      if (!checked.ok || checked.rule.objectType !== type) continue;
      asked += 1;
      await ways.ask(checked.rule, parseInstant('2026-01-01T00:00:00Z')!);
    }
    expect(asked).toBeGreaterThan(80);
  });

  it('on generated rules and objects, some as long as rules may be', async () => {
    await compareGenerated(ways, pairsForEach, seed);
  });
});
