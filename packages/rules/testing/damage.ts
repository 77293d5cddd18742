import fc from 'fast-check';

/** Pieces that mean something to the lexer or the parser, and some that mean nothing. */
const pieces: readonly string[] = [
  ...'( ) [ ] , " \' ` - – _ . $ 5 -5 1.0 \n \t \\ “ ” é 𐐀 ; {'.split(' '),
  ...'-and or -not -eq -ne -in notIn -match -any -all -plus minus -like'.split(' '),
  ...'true null $null system.now p1d 2024-01-01 2024-13-01T00:00Z Direct Reports for'.split(' '),
  ...'user.department user.otherMails user.assignedPlans user.memberOf device.deviceOSVersion'.split(' '),
  ...'user.employeeHireDate user.accountEnabled user.typo contact.mail group.objectId assignedPlan.service'.split(' '),
  ...[
    '"Sales"',
    '["a", 5]',
    "'11111111-1111-1111-1111-111111111111'",
    '`"x`"',
    '(_ -eq "x")',
    '"^(a+)+$"',
    '\ud800',
    '',
  ],
];

/** Rows of pieces, with and without blanks between them. */
export function arbitraryTokenSoup(): fc.Arbitrary<string> {
  const row = fc.array(fc.constantFrom(...pieces), { maxLength: 40 });
  return fc.tuple(row, fc.constantFrom(' ', '', ' ', '\n')).map(([found, separator]) => found.join(separator));
}

/** One of the texts with a few places cut, doubled, swapped or overwritten by a piece. */
export function arbitraryDamage(texts: readonly string[]): fc.Arbitrary<string> {
  const cut = fc.tuple(fc.nat(3000), fc.nat(12), fc.constantFrom('', '', ...pieces));
  return fc.tuple(fc.constantFrom(...texts), fc.array(cut, { minLength: 1, maxLength: 3 })).map(([text, cuts]) =>
    cuts.reduce((damaged, [at, length, piece]) => {
      const place = damaged.length === 0 ? 0 : at % damaged.length;
      return damaged.slice(0, place) + piece + damaged.slice(place + length);
    }, text),
  );
}

const patternPieces: readonly string[] = [
  ...'a b \\d \\w \\W \\s \\b \\B . ^ $ | ( ) (?: (?<n> (?= (?i) [ ] [^ a-z A-Z - \\p{L} \\P{Lu} * + ? {2} {0,9}'.split(
    ' ',
  ),
  ...'{1000} {,5} {3 *? ++ \\1 \\k<n> \\x41 \\u0041 \\A \\z \\Z \\G é \\q \\ & [:alpha:] \\p{Script=Greek}'.split(' '),
  ' ',
];

/** Patterns, most of them malformed. */
export function arbitraryPattern(): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...patternPieces), { maxLength: 14 }).map((found) => found.join(''));
}
