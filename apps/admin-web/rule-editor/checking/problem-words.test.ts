import { checkRule } from '@muster/rules';
import { expect, it } from 'vitest';
import { problemWords } from './problem-words.ts';

it.each([
  ['user.departmnt -eq "x"', 'user.departmnt kann in Regeln nicht verwendet werden. Gemeint: user.department?'],
  ['department -eq "x"', 'Schreiben Sie user.department oder device.department. Gemeint: user.department?'],
  ['user.city -eq Ulm', 'Setzen Sie Ulm in Anführungszeichen.'],
])('says in German what is wrong with %s', (text, expected) => {
  const [first] = checkRule(text).diagnostics;
  expect(problemWords(first!, text, 'de').message).toBe(expected);
  expect(problemWords(first!, text, 'en')).toEqual({ message: first!.message, help: first!.help });
});
