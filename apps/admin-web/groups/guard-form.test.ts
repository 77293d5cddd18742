import { expect, it } from 'vitest';
import { guardFields, guardOf, guardValues } from './guard-form.ts';

it('sends the limits that are set, and takes all back when none is', () => {
  expect(guardOf(null, { leavingCount: 5 })).toEqual({ leavingCount: 5 });
  expect(guardOf({ leavingCount: 5, leavingPercent: null }, { joiningCount: 9 })).toEqual({
    leavingCount: 5,
    joiningCount: 9,
  });
  expect(guardOf({ leavingCount: 5 }, { leavingCount: null })).toBeNull();
  expect(guardValues(null)).toEqual({});
});

it('takes whole numbers up to the highest', () => {
  const word = { label: '', hint: '' };
  const words = { leavingPercent: word, leavingCount: word, joiningCount: word, approvalHours: word };
  const [percent] = guardFields(words, (most) => `0–${most}`);
  const faults = ['0', '100', '101', '-1', '1.5', 'x'].map((value) => percent!.check!(value));
  expect(faults).toEqual([undefined, undefined, '0–100', '0–100', '0–100', '0–100']);
});
