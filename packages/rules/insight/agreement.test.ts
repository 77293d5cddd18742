import { foldCase, type Instant } from '@muster/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckedNode, CheckedRule } from '../ast/checked-rule.ts';
import { checkRule, evaluate, holds, type RuleObject } from '../index.ts';
import { arbitraryInstant, arbitraryObject, arbitraryRuleText } from '../testing/generators.ts';
import { arbitraryDenseRule, denseInstants, denseObject, denseProperties } from '../testing/insight-conditions.ts';
import { patterns } from '../testing/value-pools.ts';
import { examineRule } from './examine-rule.ts';
import { formulaOf } from './formula.ts';
import { type Proof, proofsAbout } from './idle-parts.ts';
import { type PlainTest, plainTestOf } from './plain-test.ts';
import { Prover } from './prover.ts';

function checked(text: string): CheckedRule {
  const result = checkRule(text, { dialect: 'extended' });
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.diagnostics)}`);
  return result.rule;
}

const nothing: CheckedNode = { kind: 'or', operands: [] };
const everything: CheckedNode = { kind: 'and', operands: [] };

/** The condition with everything put in that is claimed about its parts. */
function applied(node: CheckedNode, proofs: readonly Proof[]): CheckedNode | undefined {
  const about = proofs.find(({ parts }) => parts.length === 1 && parts[0] === node);
  if (about?.kind === 'idle') return undefined;
  if (about !== undefined) return about.kind === 'never' ? nothing : everything;
  switch (node.kind) {
    case 'and':
    case 'or': {
      const group = proofs.find(
        ({ parts, kind }) => kind !== 'idle' && parts.length > 1 && node.operands.includes(parts[0]!),
      );
      if (group?.connector === node.kind) return group.kind === 'never' ? nothing : everything;
      return { kind: node.kind, operands: node.operands.flatMap((each) => applied(each, proofs) ?? []) };
    }
    case 'not':
      return { kind: 'not', operand: applied(node.operand, proofs)! };
    case 'any':
    case 'all':
      return { ...node, body: applied(node.body, proofs)! };
    default:
      return node;
  }
}

/** Holds what is claimed about a rule against what the interpreter says about an object. */
function claimsHold(rule: CheckedRule, objects: readonly RuleObject[], instants: readonly Instant[]): readonly Proof[] {
  const proofs = proofsAbout(rule.tree, new Prover());
  if (proofs.length === 0) return proofs;
  const simplified = applied(rule.tree, proofs)!;
  for (const object of objects) {
    for (const now of instants) {
      if (holds(simplified, object, now) === holds(rule.tree, object, now)) continue;
      const claims = proofs.map(({ kind, parts }) => `${kind} ${JSON.stringify(parts)}`).join('\n');
      throw new Error(
        `${rule.text}\nis not what is claimed for ${JSON.stringify(object.values)} at ${now}:\n${claims}`,
      );
    }
  }
  return proofs;
}

/** Properties that are never null have a value. */
function complete(object: RuleObject): RuleObject {
  const values = { ...object.values };
  for (const name of ['displayName', 'mailNickName', 'userPrincipalName']) {
    if (object.type === 'user' && typeof values[name] !== 'string') values[name] = 'x';
  }
  return { ...object, values };
}

describe('what is claimed is what the interpreter says', () => {
  it.each(denseProperties.map((each) => [each.name, each] as const))('about %s, whatever its value', (_, property) => {
    const objects = property.values.map((value) => denseObject(property, value));
    const instants = property.name === 'employeeHireDate' ? denseInstants : [0 as Instant];
    const count = { never: 0, always: 0, idle: 0, contradictions: 0, proved: 0, suggested: 0 };
    fc.assert(
      fc.property(arbitraryDenseRule(property), (text) => {
        const rule = checked(text);
        for (const { kind } of claimsHold(rule, objects, instants)) count[kind] += 1;
        for (const { suggestion } of examineRule(rule).diagnostics) {
          if (suggestion === undefined) continue;
          count.suggested += 1;
          const shorter = checked(suggestion);
          for (const object of objects) {
            for (const now of instants) expect(evaluate(shorter, object, now)).toBe(evaluate(rule, object, now));
          }
        }
        const isContradiction = objects.every((each) => instants.every((now) => !evaluate(rule, each, now)));
        if (!isContradiction) return;
        count.contradictions += 1;
        if (new Prover().areContradictory([formulaOf(rule.tree)])) count.proved += 1;
      }),
      { numRuns: 300 },
    );
    // It speaks up: most rules that no value satisfies are found, though none of the rest is blamed.
    expect(count.contradictions).toBeGreaterThan(20);
    expect(count.proved).toBeGreaterThan(count.contradictions * 0.6);
    expect(count.idle).toBeGreaterThan(30);
    expect(count.suggested).toBeGreaterThan(20);
  });

  it.each(['user', 'device'] as const)('on rules about %ss of any kind', (type) => {
    const objects = fc.array(arbitraryObject(type).map(complete), { minLength: 20, maxLength: 20 });
    let claims = 0;
    fc.assert(
      fc.property(arbitraryRuleText(type), objects, arbitraryInstant(), (text, some, now) => {
        claims += claimsHold(checked(text), some, [now]).length;
      }),
      { numRuns: 1000 },
    );
    expect(claims).toBeGreaterThan(50);
  });

  it.each(['user', 'device'] as const)('and what is planted is found, on rules about %ss', (type) => {
    const conditions = arbitraryRuleText(type).filter(
      (text) => text.length < 600 && checked(text).form === 'condition',
    );
    fc.assert(
      fc.property(conditions, (text) => {
        const codes = (rule: string) => examineRule(checked(rule)).diagnostics.map(({ code }) => code);
        expect(codes(`(${text}) -and -not (${text})`)).toContain('W_NEVER_TRUE');
        expect(codes(`(${text}) -or -not (${text})`)).toContain('W_ALWAYS_TRUE');
        const twice = codes(`${type}.extensionAttribute15 -eq "z" -or ((${text}) -and (${text}))`);
        expect(
          twice.some((code) => code === 'W_DECIDES_NOTHING' || code.endsWith('S_TRUE') || code === 'W_NEVER_TRUE'),
        ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

/** Patterns of a few letters, in the forms that have plain tests and in forms near them. */
const arbitraryPattern = fc
  .array(
    fc.constantFrom(
      'a',
      'b',
      'B',
      'é',
      '^',
      '$',
      '.*',
      '.',
      'a*',
      'b?',
      '[aA]',
      '[ab]',
      '(a|ba)',
      '(?:ab)',
      '|',
      '\\.',
      '(^|a)',
      'b{2}',
      '\\b',
      'a+',
      '^*',
    ),
    { maxLength: 5 },
  )
  .map((pieces) => pieces.join(''));

const matchTexts = [
  '',
  'a',
  'b',
  'ab',
  'ba',
  'aab',
  'abb',
  'bb',
  'É',
  'aé',
  '.',
  'a.',
  'a\nb',
  'AB',
  'Bab',
  'b a',
  'abab',
  'baé',
];

function passesPlainly(text: string, test: PlainTest): boolean {
  const folded = foldCase(text);
  switch (test.kind) {
    case 'anything':
      return true;
    case 'equals':
      return folded === foldCase(test.text);
    case 'startsWith':
      return folded.startsWith(foldCase(test.text));
    case 'endsWith':
      return folded.endsWith(foldCase(test.text));
    case 'contains':
      return folded.includes(foldCase(test.text));
    case 'isIn':
      return test.texts.some((each) => foldCase(each) === folded);
  }
}

describe('a plain test in place of a pattern', () => {
  it('accepts exactly the texts in which the pattern is found', () => {
    let found = 0;
    const arbitraryTexts = fc.array(
      fc.oneof(fc.constantFrom(...matchTexts), fc.string({ unit: 'binary', maxLength: 4 })),
      {
        minLength: 30,
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(fc.oneof(arbitraryPattern, fc.constantFrom(...patterns)), arbitraryTexts, (pattern, texts) => {
        const result = checkRule(`user.department -match '${pattern}'`);
        if (!result.ok) return;
        const test = plainTestOf(pattern);
        if (test === undefined) return;
        found += 1;
        for (const department of texts) {
          const isFound = evaluate(result.rule, { type: 'user', values: { department } }, 0 as Instant);
          expect([pattern, test, department, passesPlainly(department, test)]).toEqual([
            pattern,
            test,
            department,
            isFound,
          ]);
        }
      }),
      { numRuns: 3000 },
    );
    expect(found).toBeGreaterThan(500);
  });

  it.each([
    ['-match "^Sales"', '-startsWith "Sales"'],
    ['-match "^Sales.*"', '-startsWith "Sales"'],
    ['-notMatch "sales$"', '-notEndsWith "sales"'],
    ['-match ".*@contoso\\.com$"', '-endsWith "@contoso.com"'],
    ['-match "Sales"', '-contains "Sales"'],
    ['-match "^(Sales|HR)$"', '-in ["Sales", "HR"]'],
    ['-notMatch "^a$|^b$"', '-notIn ["a", "b"]'],
    ['-match "^[Ss]ales$"', '-eq "Sales"'],
    ['-match ".*"', '-ne null'],
    ['-notMatch "a*"', '-eq null'],
    ["-match '^O''Brien `x\"y'", '-startsWith "O\'\'Brien ``x`"y"'],
    ['-match "^Sales.*$"', undefined],
    ['-match "^.*Sales"', undefined],
    ['-match "a|b"', undefined],
    ['-match "a.b"', undefined],
    ['-match "\\bsales"', undefined],
    ['-match "^(?:a|b)"', undefined],
  ])('%s: %s', (test, fix) => {
    const rule = checked(`user.extensionAttribute1 ${test}`);
    const [finding, ...others] = examineRule(rule).diagnostics;
    expect([finding?.code, finding?.fix, others]).toEqual([fix && 'W_PLAIN_PATTERN', fix, []]);
    if (finding === undefined) return;
    const fixed = rule.text.slice(0, finding.position) + fix + rule.text.slice(finding.position + finding.length);
    for (const extensionAttribute1 of ['sales', 'Sales x', 'x SALES', 'HR', 'a', 'o\'brien `X"Y z', '', null]) {
      const object: RuleObject = { type: 'user', values: { extensionAttribute1 } };
      expect(evaluate(checked(fixed), object, 0 as Instant)).toBe(evaluate(rule, object, 0 as Instant));
    }
  });
});
