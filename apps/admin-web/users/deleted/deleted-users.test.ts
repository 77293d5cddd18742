import { expect, it } from 'vitest';
import { nameBefore } from './name-before.ts';
import { restorableUntil } from './restorable-until.ts';

it('says until when somebody can be restored', () => {
  expect(restorableUntil('2026-02-10T08:30:00Z')).toBe('2026-03-12T08:30:00.000Z');
});

it('shows the name that somebody had before they were deleted', () => {
  const id = '48314a13-87d9-417f-84ff-aa2568451513';
  expect(nameBefore(id, '48314a1387d9417f84ffaa2568451513kim@own.example')).toBe('kim@own.example');
  expect(nameBefore(id, 'kim@own.example')).toBe('kim@own.example');
});
