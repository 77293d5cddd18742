import { expect, it } from 'vitest';
import { arranged, isByRule } from './own-group.ts';

const group = (id: string, displayName: string | null, groupTypes: string[] | null = []) => ({
  id,
  displayName,
  description: null,
  groupTypes,
  membershipRule: null,
});

it('puts direct groups first, and each part by name', () => {
  const [zoo, ape, hidden, around] = [group('1', 'Zoo'), group('2', 'Äpfel'), group('3', null), group('4', 'Around')];
  const shown = arranged([zoo, hidden, ape], [around, zoo, ape, hidden], 'de');
  expect(shown.map(({ group: { id }, isDirect }) => [id, isDirect])).toEqual([
    ['2', true],
    ['1', true],
    ['3', true],
    ['4', false],
  ]);
});

it('knows a group with a rule, also where the kind is not for the reader', () => {
  expect([isByRule(group('1', 'a', ['DynamicMembership'])), isByRule(group('1', 'a', null))]).toEqual([true, false]);
});
