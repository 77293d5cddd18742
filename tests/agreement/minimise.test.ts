import type { Instant } from '@muster/kernel';
import { expect, it } from 'vitest';
import { type Case, minimise } from './minimise.ts';

const now = 0 as Instant;

it('leaves of a case what it fails by', async () => {
  const found: Case = {
    rule: '(user.city -eq "Rome" -or -not (user.country -eq "Peru")) -and user.otherMails -any (_ -contains "a" -and _ -ne "b")',
    object: { type: 'user', values: { city: 'Romanesco', country: 'Chile', otherMails: ['one', 'two', 'a'] } },
    now,
  };
  const asked: Case[] = [];
  const smallest = await minimise(found, async (each) => {
    asked.push(each);
    const { city, otherMails } = each.object.values as { city?: string; otherMails?: string[] };
    return each.rule.includes('_ -contains') && city?.includes('m') === true && otherMails?.includes('a') === true;
  });
  expect(smallest).toEqual({
    rule: 'user.otherMails -any (_ -contains "a")',
    object: { type: 'user', values: { city: 'm', otherMails: ['a'] } },
    now,
  });
  expect(asked.length).toBeLessThan(500);
});
