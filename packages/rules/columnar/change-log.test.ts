import { expect, it } from 'vitest';
import { ChangeLog } from './change-log.ts';

it('a change log tells the rows since a version, or that it no longer knows', () => {
  const log = new ChangeLog();
  for (let row = 0; row < 65_536; row += 1) log.add(row);
  expect(log.since(0)?.length).toBe(65_536);
  expect([...log.since(65_534)!]).toEqual([65_534, 65_535]);
  log.add(7);
  expect(log.since(65_535)).toBeUndefined();
  expect([...log.since(65_536)!]).toEqual([7]);
  expect([...log.since(65_537)!]).toEqual([]);
});
