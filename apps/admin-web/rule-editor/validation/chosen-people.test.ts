import { expect, it } from 'vitest';
import { chosenIds, keptIds } from './chosen-people.ts';

const [a, b] = ['aaaaaaaa-1111-4111-8111-111111111111', 'bbbbbbbb-1111-4111-8111-111111111111'];

it('keeps the chosen in the address, each once, and takes nothing else from it', () => {
  expect(chosenIds(keptIds([a!, b!]))).toEqual([a, b]);
  expect(chosenIds(`${a},x,../users,${a}`)).toEqual([a]);
  expect([chosenIds(undefined), chosenIds(17), chosenIds(''), keptIds([])]).toEqual([[], [], [], undefined]);
});
