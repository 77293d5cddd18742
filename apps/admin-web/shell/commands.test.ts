import { expect, it } from 'vitest';
import { matchingCommands } from './commands.ts';

const commands = ['Benutzer', 'Übersicht', 'Darstellung: Dunkel', 'Darstellung: Hell'].map((label) => ({
  label,
  run: () => {},
}));

it.each([
  ['', 4],
  ['uber', 1],
  ['dunkel darst', 1],
  ['darstellung', 2],
  ['nutzer', 0],
])('the palette finds by the beginnings of words: %j', (typed, count) => {
  expect(matchingCommands(commands, typed).length).toBe(count);
});
