import { type Instant, parseInstant } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import corpus from '../../fixtures/rules/corpus-rules.json' with { type: 'json' };
import invalidRules from '../../fixtures/rules/invalid-rules.json' with { type: 'json' };
import vectors from '../../fixtures/rules/rule-vectors.json' with { type: 'json' };
import { checkRule, evaluate, explain, formatRule, printRule, type RuleObject, ruleObjectFromJson } from './index.ts';

function checked(text: string) {
  const result = checkRule(text);
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.diagnostics)}`);
  return result.rule;
}

function objectOf(json: unknown): RuleObject {
  const object = ruleObjectFromJson(json);
  if ('problems' in object) throw new Error(object.problems.join('; '));
  return object;
}

function instantOf(vector: { readonly now?: string }): Instant {
  return vector.now === undefined ? (0 as Instant) : parseInstant(vector.now)!;
}

describe('evaluation vectors', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, vector) => {
    const rule = checked(vector.rule);
    const object = objectOf(vector.object);
    const now = instantOf(vector as { now?: string });
    expect(evaluate(rule, object, now), vector.note).toBe(vector.expected);
    expect(explain(rule, object, now).result).toBe(vector.expected);
    expect(evaluate(checked(printRule(rule)), object, now)).toBe(vector.expected);
    const formatted = formatRule(vector.rule);
    expect(formatted.ok && evaluate(checked(formatted.text), object, now)).toBe(vector.expected);
  });
});

describe('rules that must be refused', () => {
  it.each(invalidRules.map((invalid) => [invalid.id, invalid] as const))('%s', (_, invalid) => {
    const result = checkRule(invalid.rule);
    const first = result.diagnostics[0];
    expect(result.ok).toBe(false);
    expect({ code: first?.code, position: first?.position, length: first?.length }).toEqual({
      code: invalid.expectedCode,
      position: invalid.position,
      length: invalid.length,
    });
  });
});

/** Rules on which we differ from the collectors' judgement, and why (rule language spec §12.1). */
const judgedOtherwise: Readonly<Record<string, string>> = {
  'er-44ab008ffb': 'memberOf with a placeholder for the group id can never work: INVALID_OBJECT_ID',
  'er-4dc15303dd': 'memberOf with a placeholder for the group id can never work: INVALID_OBJECT_ID',
  'er-7afa171318': 'memberOf with placeholders for the group ids can never work: INVALID_OBJECT_ID',
  'er-b144761b07': 'memberOf with a placeholder for the group id can never work: INVALID_OBJECT_ID',
  'er-21e109b0da': 'operator glued to the property: accepted with W_MISSING_BLANK (D-44)',
  'er-95c20f240d': 'operator glued to property and value: accepted with W_MISSING_BLANK (D-44)',
  'er-90463e4e02': 'two conditions in one pair of parentheses and a quoted boolean: both are optional today',
};

describe('rules collected in the wild', () => {
  it.each(corpus.filter((each) => each.judged !== 'unsure').map((each) => [each.id, each] as const))(
    '%s',
    (id, each) => {
      const reason = judgedOtherwise[id];
      const isExpected = (each.judged === 'valid') !== (reason !== undefined);
      expect(checkRule(each.rule).ok, reason ?? each.rule).toBe(isExpected);
    },
  );

  it('has the numbers of the trial in the language spec', () => {
    const count = (judged: string) => {
      const rules = corpus.filter((each) => each.judged === judged);
      return [rules.length, rules.filter((each) => checkRule(each.rule).ok).length];
    };
    expect({ valid: count('valid'), invalid: count('invalid') }).toEqual({ valid: [286, 282], invalid: [69, 3] });
  });

  it('accepts 38 of the 65 that the collectors were unsure about', () => {
    const unsure = corpus.filter((each) => each.judged === 'unsure');
    expect([unsure.length, unsure.filter((each) => checkRule(each.rule).ok).length]).toEqual([65, 38]);
  });
});
