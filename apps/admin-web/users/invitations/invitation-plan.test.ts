import { expect, it } from 'vitest';
import { isLeft, isWanted, type Prospect, planInvitees } from './invitation-plan.ts';
import { readInvitees } from './read-invitees.ts';

it('plans a file a thousand addresses at a time, without its faulty rows', async () => {
  const rows = Array.from({ length: 1501 }, (_, at) => (at === 1 ? '' : `p${at}@x.example`));
  const invitees = readInvitees(`email,name\n${rows.map((each) => `${each},n`).join('\n')}`)!;
  const asked: number[] = [];
  const plan = await planInvitees(invitees, async (addresses) => {
    asked.push(addresses.length);
    return addresses.map((address): Prospect => (address === 'p2@x.example' ? 'pending' : 'new'));
  });
  expect(asked).toEqual([1000, 500]);
  expect(plan.slice(0, 3).map(({ prospect }) => prospect)).toEqual(['new', undefined, 'pending']);
  const wanted = (resends: boolean) => plan.filter((each) => isWanted(each, resends)).length;
  expect([wanted(false), wanted(true), plan.filter((each) => isLeft(each, false)).length]).toEqual([1499, 1500, 1]);
});
