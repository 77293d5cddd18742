import { type ClockOptions, followClock, updateUser } from '@muster/directory';
import { parseInstant } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, aUser } from './builders.ts';
import { membersOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

const options: ClockOptions = { worker: 'one', leaseMs: 10_000, signal: new AbortController().signal };
const day = (text: string) => parseInstant(text)!;

describe('a rule over the clock', () => {
  it('lets people in and out as time passes, to the millisecond, and looks at nobody else', async () => {
    const soon = await aGroup(
      test.directory,
      'user.employeeHireDate -ge system.now -and user.employeeHireDate -le (system.now -plus P30D)',
    );
    const ann = await aUser(test.directory, { employeeHireDate: day('2026-07-20T00:00:00Z') });
    for (let i = 0; i < 5; i++) await aUser(test.directory, { employeeHireDate: day('2020-01-01') });
    await test.settle();
    await followClock(test.directory, options);
    expect(await membersOf(test.directory, soon)).toEqual([]);

    test.at('2026-06-19T23:59:59.999Z');
    expect(await followClock(test.directory, options)).toBe(0);
    expect(await membersOf(test.directory, soon)).toEqual([]);
    test.at('2026-06-20T00:00:00Z');
    expect(await followClock(test.directory, options)).toBe(1);
    expect(await membersOf(test.directory, soon)).toEqual([ann.id]);
    test.at('2026-07-20T00:00:00Z');
    await followClock(test.directory, options);
    expect(await membersOf(test.directory, soon)).toEqual([ann.id]);
    test.at('2026-07-20T00:00:00.001Z');
    await followClock(test.directory, options);
    expect(await membersOf(test.directory, soon)).toEqual([]);
  });

  it('catches up after an outage of years with one window, leap days included', async () => {
    const hired = await aGroup(test.directory, 'user.employeeHireDate -le (system.now -minus P365D)');
    const leap = await aUser(test.directory, { employeeHireDate: day('2028-02-29T00:00:00Z') });
    const later = await aUser(test.directory, { employeeHireDate: day('2031-01-01T00:00:00Z') });
    await test.settle();
    await followClock(test.directory, options);
    test.at('2029-02-27T23:59:59.999Z');
    await followClock(test.directory, options);
    expect(await membersOf(test.directory, hired)).toEqual([]);
    test.at('2035-01-01T00:00:00Z');
    expect(await followClock(test.directory, options)).toBe(2);
    expect([...(await membersOf(test.directory, hired))].sort()).toEqual([leap.id, later.id].sort());
  });

  it('follows a date that is moved', async () => {
    const started = await aGroup(test.directory, 'user.employeeHireDate -le system.now');
    const ben = await aUser(test.directory, { employeeHireDate: day('2026-06-16T00:00:00Z') });
    await test.settle();
    await followClock(test.directory, options);
    await updateUser(test.directory, administrator, ben.id, { employeeHireDate: day('2026-06-18T00:00:00Z') });
    test.at('2026-06-17T00:00:00Z');
    await followClock(test.directory, options);
    expect(await membersOf(test.directory, started)).toEqual([]);
    test.at('2026-06-18T00:00:00Z');
    await followClock(test.directory, options);
    expect(await membersOf(test.directory, started)).toEqual([ben.id]);
  });

  it('is followed by one process at a time, and by another when the first one ends', async () => {
    await aGroup(test.directory, 'user.employeeHireDate -le system.now');
    await test.settle();
    expect(await followClock(test.directory, options)).toBe(0);
    expect(await followClock(test.directory, { ...options, worker: 'two' })).toBeUndefined();
    test.at('2026-06-15T12:00:10Z');
    expect(await followClock(test.directory, { ...options, worker: 'two' })).toBe(0);
    expect(await followClock(test.directory, options)).toBeUndefined();
  });
});
