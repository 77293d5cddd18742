import { type CheckedRule, checkRule, printRule } from '@muster/rules';
import { arbitraryRule } from '@muster/rules/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClauseDifference, ruleDifference } from './rule-difference.ts';

function checked(text: string): CheckedRule {
  const result = checkRule(text);
  if (!result.ok) throw new Error(text);
  return result.rule;
}

/** The difference as one line: `+` added, `-` removed, `=` same, `a → b` changed. */
function shown(difference: ClauseDifference): string {
  switch (difference.kind) {
    case 'group': {
      const was = difference.connectorBefore === undefined ? '' : `(was ${difference.connectorBefore})`;
      return `${difference.connector}${was}[${difference.clauses.map(shown).join(', ')}]`;
    }
    case 'changed':
      return `${difference.before} → ${difference.after}`;
    default:
      return `${{ same: '=', added: '+', removed: '-' }[difference.kind]} ${difference.text}`;
  }
}

const city = 'user.city -eq "a"';
const mail = 'user.mail -eq "m"';
const state = 'user.state -eq "s"';

describe('the difference of two rules', () => {
  it.each([
    [city, `( USER.city eq "a" )`, `= ${city}`],
    [city, 'user.city -eq "b"', `${city} → user.city -eq "b"`],
    [city, `${city} and ${mail}`, `and[= ${city}, + ${mail}]`],
    [`${city} and ${mail}`, city, `and[= ${city}, - ${mail}]`],
    [`${city} and ${mail}`, `${mail} and ${city}`, `= ${mail} -and ${city}`],
    [`${city} and ${mail}`, `${city} or ${mail}`, `or(was and)[= ${city}, = ${mail}]`],
    [
      `${city} and ${mail} and ${state}`,
      `${city} and user.mail -eq "n"`,
      `and[= ${city}, ${mail} → user.mail -eq "n", - ${state}]`,
    ],
    [
      `${city} and (${mail} or ${state})`,
      `${city} and (${mail} or user.department -eq "d")`,
      `and[= ${city}, or[= ${mail}, + user.department -eq "d", - ${state}]]`,
    ],
    [`-not (${city})`, `-not (user.city -eq "b")`, `not[${city} → user.city -eq "b"]`],
  ])('%s against %s', (before, after, expected) => {
    expect(shown(ruleDifference(checked(before), checked(after)))).toBe(expected);
  });

  it('is none from a rule to itself, and says every clause of both otherwise', () => {
    const rules = arbitraryRule('user');
    fc.assert(
      fc.property(rules, rules, (before, after) => {
        expect(ruleDifference(before, before)).toEqual({ kind: 'same', text: printRule(before) });
        const { kept, lost } = sides(ruleDifference(before, after));
        const sorted = (texts: readonly string[]) => texts.flatMap(leavesOf).sort();
        expect(sorted(kept)).toEqual(leavesOf(printRule(after)).sort());
        expect(sorted(lost)).toEqual(leavesOf(printRule(before)).sort());
      }),
      { numRuns: 60 },
    );
  });
});

/** The clauses of the rule after and of the rule before that a difference names. */
function sides(difference: ClauseDifference): { readonly kept: string[]; readonly lost: string[] } {
  switch (difference.kind) {
    case 'group': {
      const all = difference.clauses.map(sides);
      return { kept: all.flatMap((each) => each.kept), lost: all.flatMap((each) => each.lost) };
    }
    case 'changed':
      return { kept: [difference.after], lost: [difference.before] };
    case 'same':
      return { kept: [difference.text], lost: [difference.text] };
    case 'added':
      return { kept: [difference.text], lost: [] };
    case 'removed':
      return { kept: [], lost: [difference.text] };
  }
}

/** The canonical comparisons of a text, however they are joined. */
function leavesOf(text: string): string[] {
  const visit = (node: CheckedRule['tree']): string[] => {
    if (node.kind === 'and' || node.kind === 'or') return node.operands.flatMap(visit);
    return node.kind === 'not' ? visit(node.operand) : [printRule(node)];
  };
  return visit(checked(text).tree);
}
