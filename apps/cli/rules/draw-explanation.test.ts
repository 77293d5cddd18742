import type { Instant } from '@muster/kernel';
import { checkRule, explain } from '@muster/rules';
import { expect, it } from 'vitest';
import { RecordedTerminal } from '../testing/recorded-terminal.ts';
import { drawExplanation } from './draw-explanation.ts';

it('draws the tree with results and found values', () => {
  const checked = checkRule(
    '(user.city -eq "Ulm") -and ((user.userType -eq "Guest") -or -not (user.country -eq "DE"))',
  );
  if (!checked.ok) throw new Error('the rule is valid');
  const object = { type: 'user', values: { city: 'Ulm', country: 'DE' } } as const;
  const drawn = drawExplanation(explain(checked.rule, object, 0 as Instant), new RecordedTerminal());
  expect(drawn).toBe(
    [
      '✗ -and',
      '├─ ✓ user.city -eq "Ulm"            city is "Ulm"',
      '└─ ✗ -or',
      '   ├─ ✗ user.userType -eq "Guest"   userType has no value',
      '   └─ ✗ -not',
      '      └─ ✓ user.country -eq "DE"    country is "DE"',
      '',
    ].join('\n'),
  );
});
