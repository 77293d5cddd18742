import { checkRule } from '@muster/rules';
import { describe, expect, it } from 'vitest';
import { RecordedTerminal } from '../testing/recorded-terminal.ts';
import { drawDiagnostic } from './draw-diagnostic.ts';

function draw(rule: string, columns = 80): string[] {
  const { diagnostics } = checkRule(rule);
  return drawDiagnostic(rule, diagnostics[0]!, new RecordedTerminal(columns)).trimEnd().split('\n');
}

describe('drawDiagnostic', () => {
  it('shows code, message, the underlined place and what to write instead', () => {
    expect(draw('user.departmnt -eq "Sales"')).toEqual([
      'error UNKNOWN_PROPERTY: user.departmnt cannot be used in rules. Did you mean user.department?',
      '  1 | user.departmnt -eq "Sales"',
      '    | ^~~~~~~~~~~~~~',
      '    = write: user.department',
    ]);
  });

  it('gives general help where there is nothing definite to write', () => {
    const lines = draw('user.department -eq');
    expect(lines[2]).toBe('    |                    ^');
    expect(lines[3]).toMatch(/^ {4}= \S/);
  });

  const places: [string, string, string, string][] = [
    ['tabs before', 'a\t\tb', '  1 | a       b', '    |         ^'],
    [
      'tab and wide characters before',
      '\tuser.city -eq "日本" user.x',
      '  1 |     user.city -eq "日本" user.x',
      '    |                          ^~~~~~',
    ],
    [
      'the second line',
      'user.city -eq "a" -and\r\nuser.departmnt -eq "b"',
      '  2 | user.departmnt -eq "b"',
      '    | ^~~~~~~~~~~~~~',
    ],
    ['wide characters inside', 'user.city -eq "日本', '  1 | user.city -eq "日本', '    |               ^~~~~'],
    ['more lines inside', 'user.city -eq "a\nb', '  1 | user.city -eq "a', '    |               ^~'],
    ['an empty rule', '', '  1 |', '    | ^'],
  ];
  it.each(places)('%s', (_, rule, shown, underline) => {
    expect(draw(rule).slice(1, 3)).toEqual([shown, underline]);
  });

  it('cuts long lines around the place, and keeps the underline below it', () => {
    const long = 'x'.repeat(200);
    const [, shown, underline] = draw(`user.city -eq "${long}" -and user.departmnt -eq "${long}"`, 60);
    expect(shown!.length).toBeLessThanOrEqual(60);
    expect(shown).toMatch(/\| ….*user\.departmnt.*…$/);
    expect(underline!.indexOf('^')).toBe(shown!.indexOf('user.departmnt'));
    expect(underline!.trim().endsWith('^~~~~~~~~~~~~~')).toBe(true);
  });

  it('never lets a rule steer the terminal', () => {
    expect(draw('user.city -eq \u001b[2J')[1]).toContain('␛[2J');
  });
});
