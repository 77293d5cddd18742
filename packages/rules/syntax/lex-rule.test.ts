import { describe, expect, it } from 'vitest';
import { lexRule } from './lex-rule.ts';
import { readDuration } from './read-duration.ts';

/** Tokens as `kind:value`, or the problem as `CODE@position+length`. */
function lexed(text: string): string {
  const result = lexRule(text);
  if ('code' in result) return `${result.code}@${result.position}+${result.length}`;
  return result
    .map((token) => (token.value === '' || token.kind === token.value ? token.kind : `${token.kind}:${token.value}`))
    .join(' ');
}

describe('tokens', () => {
  it.each([
    ['user.department-eq"Sales"', 'word:user.department operator:eq string:Sales end'],
    ['( ) [ ] ,', '( ) [ ] , end'],
    ['—EQ –ne ‐and ‑or −not', 'operator:EQ operator:ne operator:and operator:or operator:not end'],
    ['5 -5 −1.50 007', 'number:5 number:-5 number:-1.50 number:007 end'],
    ['2024-01-01 2024-13-99', 'date:2024-01-01 date:2024-13-99 end'],
    ['2024-01-01t10:00:00.1234567+02:00', 'date:2024-01-01t10:00:00.1234567+02:00 end'],
    ['2024-01-01T10:00z 2024-01-01Thello', 'date:2024-01-01T10:00z date:2024-01-01 word:Thello end'],
    ['11111111-1111', 'number:11111111 number:-1111 end'],
    ['_ $null system.now p1d', 'word:_ word:$null word:system.now word:p1d end'],
    ['-not-not', 'operator:not operator:not end'],
    ['\u00a0\ufeff\n\t', 'end'],
    ['"a`"b" "a``b" "a`b" "O\'\'B" "a\\"', 'string:a"b string:a`b string:a`b string:O\'B string:a\\ end'],
    ["'say \"hi\"' 'a`b' 'O''B'", 'string:say "hi" string:a`b string:O\'B end'],
    ['`"Sales`" `"a"b`"', 'string:Sales string:a"b end'],
    ['"a""b"', 'string:a string:b end'],
    ['"line\nbreak"', 'string:line\nbreak end'],
  ])('%s', (text, expected) => {
    expect(lexed(text)).toBe(expected);
  });

  it.each([
    ['a == "b"', 'UNEXPECTED_CHARACTER@2+1'],
    ['user. city', 'UNEXPECTED_CHARACTER@4+1'],
    ['a - eq', 'UNEXPECTED_CHARACTER@2+1'],
    ['`a`', 'UNEXPECTED_CHARACTER@0+1'],
    ['a 😀', 'UNEXPECTED_CHARACTER@2+2'],
    ['“a”', 'SMART_QUOTE@0+1'],
    ['«a»', 'SMART_QUOTE@0+1'],
    ['a "b', 'UNTERMINATED_STRING@2+2'],
    ['"a`"', 'UNTERMINATED_STRING@0+4'],
    ['`"a"', 'UNTERMINATED_STRING@0+4'],
  ])('%s is refused', (text, expected) => {
    expect(lexed(text)).toBe(expected);
  });
});

describe('durations', () => {
  it.each([
    ['p1d', 86_400_000],
    ['P7DT3H', 615_600_000],
    ['PT90M', 5_400_000],
    ['PT1H30M15S', 5_415_000],
    ['p2w', 1_209_600_000],
    ['P0D', 0],
  ])('%s', (text, expected) => {
    expect(readDuration(text)).toBe(expected);
  });

  it.each(['P', 'PT', 'P1DT', 'P1Y', 'P1M', 'P1W1D', 'P30D365', '1D', 'P-1D', 'PT5', `P${'9'.repeat(400)}D`])(
    '%s is none',
    (text) => {
      expect(readDuration(text)).toBeUndefined();
    },
  );
});
