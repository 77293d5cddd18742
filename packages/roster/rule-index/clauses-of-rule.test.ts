import { checkRule } from '@muster/rules';
import { describe, expect, it } from 'vitest';
import { clausesOfRule } from './clauses-of-rule.ts';

/** The clauses as text, each question by its key; `!` where the answer must be no. */
function clauses(text: string, most = 64): string[] {
  const result = checkRule(text);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  const found = clausesOfRule(result.rule, most);
  return found.map((clause) => clause.map((term) => (term.isNegated ? '! ' : '') + term.question.key).join(' & '));
}

const manager = '0b7c1f5e-7a53-4e1b-8f9e-3f6f5d1c2a10';

describe('the clauses of a rule', () => {
  it.each<[string, string[]]>([
    ['user.city -eq "a"', ['city isIn ["A"]']],
    ['user.city -ne "a"', ['! city isIn ["A"]']],
    ['-not (user.city -ne "a")', ['city isIn ["A"]']],
    ['user.city -ne null', ['! city isNull []']],
    ['user.city -eq "a" -and user.state -eq "b"', ['city isIn ["A"] & state isIn ["B"]']],
    ['user.city -eq "a" -or user.state -eq "b"', ['city isIn ["A"]', 'state isIn ["B"]']],
    ['user.city -eq "a" -or user.city -in ["b", "A"]', ['city isIn ["A","B"]']],
    ['-not (user.city -eq "a" -and user.state -eq "b")', ['! city isIn ["A"]', '! state isIn ["B"]']],
    ['user.city -startsWith "a" -or user.city -endsWith "b"', ['(city startsWith ["A"] or city endsWith ["B"])']],
    [
      'user.city -eq "a" -and (user.state -eq "b" -or user.mail -eq "c")',
      ['city isIn ["A"] & state isIn ["B"]', 'city isIn ["A"] & mail isIn ["C"]'],
    ],
    ['user.city -eq "a" -and user.city -eq "A"', ['city isIn ["A"]']],
    ['user.city -eq "a" -and user.city -ne "A"', []],
    ['user.otherMails -any (_ -startsWith "a")', ['otherMails startsWith ["A"]']],
    ['user.otherMails -all (_ -notStartsWith "a")', ['! otherMails startsWith ["A"]']],
    ['user.assignedPlans -any (assignedPlan.service -eq "s")', ['assignedPlans any (assignedPlan.service isIn ["S"])']],
    [
      `Direct Reports for "${manager}"`,
      [`managerId isIn ["${manager.toUpperCase()}"]`, `objectId isIn ["${manager.toUpperCase()}"]`],
    ],
  ])('%s', (text, expected) => {
    expect(clauses(text)).toEqual(expected);
  });

  it('leave as one question what would need too many', () => {
    const pair = (n: number) => `(user.city -startsWith "${n}" -or user.state -startsWith "${n}")`;
    const text = [1, 2, 3, 4].map(pair).join(' -and ');
    expect(clauses(text, 16)).toHaveLength(16);
    const three = clauses([1, 2, 3].map(pair).join(' -and '));
    expect(clauses(text, 8)).toEqual(
      three.map((each) => `${each} & (city startsWith ["4"] or state startsWith ["4"])`),
    );
    expect(clauses(text.replaceAll('-and', '-or'), 4)).toHaveLength(1);
  });
});
